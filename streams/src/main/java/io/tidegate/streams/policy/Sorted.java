package io.tidegate.streams.policy;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Immutable copies in natural order, for the order of maps and sets reaches records and reasons. */
final class Sorted {
    private Sorted() {}

    static <K extends Comparable<K>, V> Map<K, V> copy(Map<K, V> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }

    static <T extends Comparable<? super T>> Set<T> copy(Set<T> set) {
        return Collections.unmodifiableSet(new TreeSet<>(set));
    }
}

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
        if (map.size() == 1) {
            // As most are, and found sooner than in a tree: selectors are asked about every pane.
            var only = map.entrySet().iterator().next();
            return Map.of(only.getKey(), only.getValue());
        }
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }

    static <T extends Comparable<? super T>> Set<T> copy(Set<T> set) {
        return Collections.unmodifiableSet(new TreeSet<>(set));
    }
}

package io.tidegate.streams.decide;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is due when, each name at one moment, so that a tick looks at nothing else. */
final class DueIndex {
    // Many names are due at one moment, and change it before it comes: they are put in order when it is there.
    private final TreeMap<Instant, Set<String>> names = new TreeMap<>();

    void add(String name, Instant at) {
        names.computeIfAbsent(at, _ -> new HashSet<>()).add(name);
    }

    void remove(String name, Instant at) {
        names.computeIfPresent(at, (_, some) -> {
            some.remove(name);
            return some.isEmpty() ? null : some;
        });
    }

    /** When the first of them is due; null when there is none. */
    @Nullable
    Instant first() {
        return names.isEmpty() ? null : names.firstKey();
    }

    /** What is due at {@code now}, in the order of its name: a copy, for who goes through it changes the index. */
    List<String> upTo(Instant now) {
        if (names.isEmpty() || names.firstKey().isAfter(now)) {
            return List.of();
        }
        var due = new ArrayList<String>();
        names.headMap(now, true).values().forEach(due::addAll);
        due.sort(Comparator.naturalOrder());
        return due;
    }
}

package io.tidegate.streams.decide;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is due when, so that a tick looks at nothing else. */
final class DueIndex {
    private final TreeMap<Instant, TreeSet<String>> names = new TreeMap<>();

    void add(String name, Instant at) {
        names.computeIfAbsent(at, _ -> new TreeSet<>()).add(name);
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
        var due = new TreeSet<String>();
        names.headMap(now, true).values().forEach(due::addAll);
        return List.copyOf(due);
    }
}

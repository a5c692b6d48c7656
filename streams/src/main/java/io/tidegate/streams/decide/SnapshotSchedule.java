package io.tidegate.streams.decide;

import io.tidegate.streams.decide.JournalPartition.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Which domains are to be recorded when: each once an interval, spread by a hash of its name. */
final class SnapshotSchedule {
    private final long intervalMillis;
    private final Supplier<Set<String>> overridden;
    private final TreeMap<String, TreeSet<String>> domains = new TreeMap<>();

    /** {@code overridden} tells in which domains people have overridden something, targets or not. */
    SnapshotSchedule(Duration interval, Supplier<Set<String>> overridden) {
        this.intervalMillis = interval.toMillis();
        this.overridden = overridden;
    }

    void add(String domain, String target) {
        domains.computeIfAbsent(domain, _ -> new TreeSet<>()).add(target);
    }

    void remove(String domain, String target) {
        domains.computeIfPresent(domain, (_, targets) -> {
            targets.remove(target);
            return targets.isEmpty() ? null : targets;
        });
    }

    /** Targets of a domain, in the order of their names. */
    List<String> targets(String domain) {
        var targets = domains.get(domain);
        return targets == null ? List.of() : List.copyOf(targets);
    }

    /** Domains whose moment lies in (after, to]: those with targets in the order of their names, then the others. */
    List<Result> between(Instant after, Instant to) {
        var results = new ArrayList<Result>();
        domains.keySet().forEach(domain -> add(domain, after, to, results));
        for (var domain : overridden.get()) {
            if (!domains.containsKey(domain)) {
                add(domain, after, to, results);
            }
        }
        return results;
    }

    private void add(String domain, Instant after, Instant to, List<Result> results) {
        if (slot(domain, after) < slot(domain, to)) {
            results.add(new Result.SnapshotDue(domain, true, targets(domain)));
        }
    }

    // String.hashCode is specified by the Java API, so the moment is the same on every machine.
    private long slot(String domain, Instant at) {
        return Math.floorDiv(at.toEpochMilli() - Math.floorMod(domain.hashCode(), intervalMillis), intervalMillis);
    }
}

package io.tidegate.streams.decide;

import io.tidegate.streams.decide.JournalPartition.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which domains are to be recorded when: each once an interval, spread by a hash of its name. */
final class SnapshotSchedule {
    private final long intervalMillis;
    private final TreeMap<String, TreeSet<String>> domains = new TreeMap<>();

    SnapshotSchedule(Duration interval) {
        this.intervalMillis = interval.toMillis();
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

    /** Domains whose moment lies in (after, to], in the order of their names. */
    List<Result> between(Instant after, Instant to) {
        return domains.entrySet().stream()
                .filter(domain -> slot(domain.getKey(), after) < slot(domain.getKey(), to))
                .<Result>map(domain -> new Result.SnapshotDue(domain.getKey(), true, List.copyOf(domain.getValue())))
                .toList();
    }

    // String.hashCode is specified by the Java API, so the moment is the same on every machine.
    private long slot(String domain, Instant at) {
        return Math.floorDiv(at.toEpochMilli() - Math.floorMod(domain.hashCode(), intervalMillis), intervalMillis);
    }
}

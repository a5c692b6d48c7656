package io.tidegate.streams.capacity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How many tasks ran when, as far back as readings look: a utilization speaks of those that ran in its window.
 *
 * @param changes oldest first, at most {@link #MOST}
 */
public record Headcount(List<Since> changes) {
    static final Headcount NONE = new Headcount(List.of());

    /** Of more the oldest are forgotten. */
    static final int MOST = 64;

    public Headcount {
        changes = List.copyOf(changes);
    }

    /** So many tasks, from a moment on. */
    public record Since(Instant at, int running) {}

    /**
     * With what an observation showed; one that is not newer than the last change is left out.
     *
     * @param horizon readings look no further back
     */
    Headcount seeing(int running, Instant at, Instant horizon) {
        if (!changes.isEmpty()) {
            var last = changes.getLast();
            if (!at.isAfter(last.at()) || last.running() == running) {
                return this;
            }
        }
        var kept = new ArrayList<>(changes);
        kept.add(new Since(at, running));
        while (kept.size() > MOST || (kept.size() > 1 && !kept.get(1).at().isAfter(horizon))) {
            kept.removeFirst();
        }
        return new Headcount(kept);
    }

    boolean isLessThan(int tasks) {
        return !changes.isEmpty() && changes.getLast().running() < tasks;
    }

    /** How many ran on average; before the first change as many as then. Empty where nothing is known. */
    OptionalDouble between(Instant start, Instant end) {
        if (changes.isEmpty()) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        var from = start;
        for (int i = 0; i < changes.size(); i++) {
            var until = i + 1 < changes.size() ? changes.get(i + 1).at() : end;
            var to = until.isBefore(end) ? until : end;
            if (to.isAfter(from)) {
                sum += (double) changes.get(i).running()
                        * Duration.between(from, to).toMillis();
                from = to;
            }
        }
        long length = Duration.between(start, end).toMillis();
        return OptionalDouble.of(length <= 0 ? changes.getLast().running() : sum / length);
    }
}

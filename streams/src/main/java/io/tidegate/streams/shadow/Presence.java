package io.tidegate.streams.shadow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How many units worked, as far back as a pane may be late. Immutable.
 *
 * @param steps when it changed, oldest first; at most {@link #MOST}
 */
record Presence(List<Step> steps) {
    static final Presence NONE = new Presence(List.of());

    // Longer than panes and their lateness together are in any policy that decides within minutes.
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int MOST = 720;

    Presence {
        steps = List.copyOf(steps);
    }

    /** So many work from a moment on. */
    record Step(Instant at, int running) {}

    /** From {@code at} on so many work; what is no news, or older than what is known, changes nothing. */
    Presence from(Instant at, int running) {
        if (!steps.isEmpty()
                && (steps.getLast().running() == running
                        || at.isBefore(steps.getLast().at()))) {
            return this;
        }
        var next = new ArrayList<>(steps);
        if (!next.isEmpty() && next.getLast().at().equals(at)) {
            next.removeLast(); // What lasted no time is nothing that was.
        }
        next.add(new Step(at, running));
        var horizon = at.minus(KEPT);
        while (next.size() > 1 && (!next.get(1).at().isAfter(horizon) || next.size() > MOST)) {
            next.removeFirst();
        }
        return new Presence(next);
    }

    /** Units that worked between two times, on average; empty where nothing is known of the first. */
    OptionalDouble mean(Instant from, Instant to) {
        if (steps.isEmpty() || steps.getFirst().at().isAfter(from)) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        long until = to.toEpochMilli();
        long start = from.toEpochMilli();
        for (var step : steps.reversed()) {
            long since = Math.max(start, step.at().toEpochMilli());
            if (since < until) {
                sum += (double) step.running() * (until - since);
                until = since;
            }
        }
        return OptionalDouble.of(sum / (to.toEpochMilli() - start));
    }
}

package io.tidegate.simulatedaws.metric;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of a metric's time: periods that begin in {@code [start, end)}.
 *
 * @param start already moved back to the beginning of a period
 * @param periodSeconds 1, 5, 10, 20, 30 or a multiple of 60
 */
record Window(Instant start, Instant end, int periodSeconds) {
    private static final Set<Integer> HIGH_RESOLUTION =
            Set.of(1, 5, 10, 20, 30); // GetMetricData API reference, MetricStat

    /** The window of a request; empty when AWS has no such period. */
    static Optional<Window> of(Instant start, Instant end, int periodSeconds) {
        if (!HIGH_RESOLUTION.contains(periodSeconds) && (periodSeconds < 60 || periodSeconds % 60 != 0)) {
            return Optional.empty();
        }
        return Optional.of(new Window(floor(start, periodSeconds), end, periodSeconds));
    }

    /** The beginning of the period that holds {@code time}. Periods are counted from 1970, so that all queries share them. */
    Instant periodOf(Instant time) {
        return floor(time, periodSeconds);
    }

    /** How many periods the window has. */
    long periods() {
        var seconds = end.getEpochSecond() - start.getEpochSecond() + (end.getNano() > 0 ? 1 : 0);
        return Math.max(0, Math.ceilDiv(seconds, periodSeconds));
    }

    private static Instant floor(Instant time, int periodSeconds) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), periodSeconds) * (long) periodSeconds);
    }
}

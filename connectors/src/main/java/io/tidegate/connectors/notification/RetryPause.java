package io.tidegate.connectors.notification;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to leave a sink alone that did not take anything: by chance up to a span that doubles with each failure in a row
 * and is capped.
 *
 * @param first span after the first failure
 * @param cap longest span
 */
public record RetryPause(Duration first, Duration cap) {
    /** What is used unless configured. */
    public static final RetryPause DEFAULT = new RetryPause(Duration.ofMillis(500), Duration.ofMinutes(1));

    // Doubling more often than this is past any cap.
    private static final int MOST_DOUBLINGS = 20;

    public RetryPause {
        if (!first.isPositive() || cap.compareTo(first) < 0) {
            throw new IllegalArgumentException("outcomes.retryCap must be at least " + first + ", was " + cap);
        }
    }

    /** The pause after that many failures in a row, at least one: "full jitter" (AWS Architecture Blog, "Exponential Backoff And Jitter"). */
    Duration after(int failures, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        long span = doubled < first.toMillis() ? cap.toMillis() : Math.min(cap.toMillis(), doubled);
        return Duration.ofMillis(random.nextLong(span + 1));
    }
}

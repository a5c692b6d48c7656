package io.tidegate.connectors.executor;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a failed call: anything up to a limit that doubles with each failure and is capped. Full jitter:
 * of all spreads it makes the fewest calls when many contend (AWS Architecture Blog, "Exponential Backoff And Jitter").
 *
 * @param first limit after the first failure
 * @param cap the limit is never higher
 */
public record RetryDelay(Duration first, Duration cap) {
    /** What is used unless configured. */
    public static final RetryDelay DEFAULT = new RetryDelay(Duration.ofMillis(500), Duration.ofSeconds(20));

    // Doubling more often than this is past any cap.
    private static final int MOST_DOUBLINGS = 20;

    public RetryDelay {
        if (!first.isPositive() || first.compareTo(cap) > 0) {
            throw new IllegalArgumentException(
                    "executor.retry.first must be positive and at most cap, was " + first + " with cap " + cap);
        }
    }

    /** The wait after that many failures in a row, at least one. */
    public Duration after(int failures, RandomGenerator random) {
        long doubled = first.toNanos() << Math.min(failures - 1, MOST_DOUBLINGS);
        long whole = doubled < first.toNanos() ? cap.toNanos() : Math.min(cap.toNanos(), doubled);
        return Duration.ofNanos(random.nextLong(whole + 1));
    }
}

package io.tidegate.connectors.executor;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a failed call: doubled with each failure, capped, and spread over its upper half.
 *
 * @param first after the first failure
 * @param cap never longer
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
        return Duration.ofNanos(whole / 2 + random.nextLong(whole / 2 + 1));
    }
}

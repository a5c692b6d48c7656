package io.tidegate.connectors.notification;

import io.tidegate.connectors.executor.RetryDelay;
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

    public RetryPause {
        if (!first.isPositive() || cap.compareTo(first) < 0) {
            throw new IllegalArgumentException("outcomes.retryCap must be at least " + first + ", was " + cap);
        }
    }

    /** The pause after that many failures in a row, at least one: spread as the executor's. */
    Duration after(int failures, RandomGenerator random) {
        return new RetryDelay(first, cap).after(failures, random);
    }
}

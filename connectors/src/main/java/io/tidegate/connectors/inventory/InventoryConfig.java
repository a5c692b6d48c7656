package io.tidegate.connectors.inventory;

import java.time.Duration;

/**
 * How targets are observed.
 *
 * @param interval between two observations of a target; a decision is never based on a much older one
 * @param retryCap longest pause of a cluster that cannot be read
 */
public record InventoryConfig(Duration interval, Duration retryCap) {

    /** Every 5 s; after failures at least once a minute. */
    public static InventoryConfig defaults() {
        return new InventoryConfig(Duration.ofSeconds(5), Duration.ofMinutes(1));
    }

    public InventoryConfig {
        // ECS: cluster reads refill at about 20 a second for the whole account.
        if (interval.toMillis() < 500) {
            throw new IllegalArgumentException("inventory.interval must be at least 0.5 s, was " + interval);
        }
        if (retryCap.compareTo(interval) < 0) {
            throw new IllegalArgumentException("inventory.retryCap must be at least " + interval + ", was " + retryCap);
        }
    }
}

package io.tidegate.connectors.inventory;

import java.time.Duration;

/**
 * How targets are observed.
 *
 * @param interval between two observations of a target; a decision is never based on a much older one
 * @param clusterInterval between two observations of a cluster's instances and tasks, or of hooked groups, which take many
 *     more calls
 * @param scalingPoliciesInterval between two looks at AWS's own scaling policies and scheduled actions
 * @param retryCap longest pause of a cluster that cannot be read
 */
public record InventoryConfig(
        Duration interval, Duration clusterInterval, Duration scalingPoliciesInterval, Duration retryCap) {
    // They are what people set up, and not what changes by itself; each look takes a call for every hundred of them.
    private static final Duration SCALING_POLICIES = Duration.ofMinutes(5);

    /** Every 5 s, clusters every 10 s, scaling policies every 5 minutes; after failures at least once a minute. */
    public static InventoryConfig defaults() {
        return new InventoryConfig(
                Duration.ofSeconds(5), Duration.ofSeconds(10), SCALING_POLICIES, Duration.ofMinutes(1));
    }

    public InventoryConfig {
        requireSlow("interval", interval);
        requireSlow("clusterInterval", clusterInterval);
        requireSlow("scalingPoliciesInterval", scalingPoliciesInterval);
        var longest = interval.compareTo(clusterInterval) > 0 ? interval : clusterInterval;
        if (retryCap.compareTo(longest) < 0) {
            throw new IllegalArgumentException("inventory.retryCap must be at least " + longest + ", was " + retryCap);
        }
    }

    // ECS: cluster reads refill at about 20 a second for the whole account.
    private static void requireSlow(String key, Duration interval) {
        if (interval.toMillis() < 500) {
            throw new IllegalArgumentException("inventory." + key + " must be at least 0.5 s, was " + interval);
        }
    }
}

package io.tidegate.connectors.inventory;

import java.time.Duration;

/**
 * How targets are observed.
 *
 * @param interval between two observations of a target; a decision is never based on a much older one
 * @param clusterInterval between two observations of a cluster's instances and tasks, or of hooked groups, which take many
 *     more calls
 * @param imageInterval between two observations of a launch template and the images that it may take, which may be many pages
 * @param scalingPoliciesInterval between two looks at AWS's own scaling policies and scheduled actions
 * @param retryCap longest pause of a cluster that cannot be read
 */
public record InventoryConfig(
        Duration interval,
        Duration clusterInterval,
        Duration imageInterval,
        Duration scalingPoliciesInterval,
        Duration retryCap) {
    // They are what people set up, and not what changes by itself; each look takes a call for every hundred of them.
    private static final Duration SCALING_POLICIES = Duration.ofMinutes(5);

    /** Every 5 s, clusters every 10 s, images every 15 s, scaling policies every 5 minutes; after failures once a minute. */
    public static InventoryConfig defaults() {
        return new InventoryConfig(
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                SCALING_POLICIES,
                Duration.ofMinutes(1));
    }

    public InventoryConfig {
        requireSlow("interval", interval);
        requireSlow("clusterInterval", clusterInterval);
        requireSlow("imageInterval", imageInterval);
        requireSlow("scalingPoliciesInterval", scalingPoliciesInterval);
        var longest = longer(interval, clusterInterval);
        if (retryCap.compareTo(longest) < 0) {
            throw new IllegalArgumentException("inventory.retryCap must be at least " + longest + ", was " + retryCap);
        }
    }

    /** Longest pause of a launch template that cannot be read. */
    Duration imageRetryCap() {
        return longer(imageInterval, retryCap);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    // ECS: cluster reads refill at about 20 a second for the whole account.
    private static void requireSlow(String key, Duration interval) {
        if (interval.toMillis() < 500) {
            throw new IllegalArgumentException("inventory." + key + " must be at least 0.5 s, was " + interval);
        }
    }
}

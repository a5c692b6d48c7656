package io.tidegate.streams.cluster;

import org.jspecify.annotations.Nullable;

/**
 * The Auto Scaling group that launches a cluster's instances.
 *
 * @param launching instances that it counts and that have not registered with the cluster yet
 * @param instance what a new instance has when empty; null while none was ever seen
 */
public record ScalingGroup(
        String name,
        int min,
        int max,
        int desired,
        int launching,
        @Nullable Resources instance) {
    public ScalingGroup {
        if (min < 0 || max < min) {
            throw new IllegalArgumentException("min must be 0 to max %d, was %d".formatted(max, min));
        }
        if (launching < 0) {
            throw new IllegalArgumentException("launching must not be negative, was " + launching);
        }
    }

    /** The same without instances that are on their way. */
    ScalingGroup arrived() {
        return new ScalingGroup(name, min, max, desired, 0, instance);
    }

    /** The same with another desired capacity: what is more is on its way. */
    ScalingGroup counting(int wanted) {
        return new ScalingGroup(name, min, max, wanted, launching + Math.max(0, wanted - desired), instance);
    }
}

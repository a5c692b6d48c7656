package io.tidegate.streams.cluster;

/**
 * What ECS does with the group by itself, through a capacity provider.
 *
 * @param provider name of the capacity provider; empty without one
 * @param scaling whether ECS sets the group's desired capacity
 * @param draining whether ECS drains instances that the group terminates
 */
public record Management(String provider, boolean scaling, boolean draining) {
    /** ECS leaves the group alone. */
    public static final Management NONE = new Management("", false, false);
}

package io.tidegate.simulatedaws.backing;

/**
 * A capacity provider of ECS over a group. It is described as it is set here; ECS's own draining is not simulated.
 *
 * @param managedScaling whether ECS sets the group's desired capacity: {@link ManagedScaling} does so
 * @param managedDraining whether ECS says that it drains instances that the group terminates
 * @param targetCapacity in percent, above 0 to 100
 */
public record CapacityProvider(String name, boolean managedScaling, boolean managedDraining, int targetCapacity) {
    public CapacityProvider {
        if (targetCapacity < 1 || targetCapacity > 100) {
            throw new IllegalArgumentException("targetCapacity must be 1 to 100, was " + targetCapacity);
        }
    }
}

package io.tidegate.simulatedaws.backing;

import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.physics.Latency;
import org.jspecify.annotations.Nullable;

/**
 * How a group launches the instances of a cluster.
 *
 * @param shape of each instance
 * @param registration from in service to registered with the cluster: the start of ECS's agent
 * @param provider through which the cluster uses the group, or null when there is none
 */
public record Backing(
        String cluster,
        InstanceShape shape,
        Latency registration,
        @Nullable CapacityProvider provider) {
    /** Unhurried. */
    private static final Latency AGENT_START = Latency.ofSeconds(5, 15);

    /** Without a capacity provider. */
    public static Backing of(String cluster, InstanceShape shape) {
        return new Backing(cluster, shape, AGENT_START, null);
    }

    /** The same through a capacity provider. */
    public Backing through(CapacityProvider newProvider) {
        return new Backing(cluster, shape, registration, newProvider);
    }

    /** The same with other times to register. */
    public Backing registeringWithin(Latency newRegistration) {
        return new Backing(cluster, shape, newRegistration, provider);
    }

    Backing dividedBy(double pace) {
        return registeringWithin(registration.dividedBy(pace));
    }
}

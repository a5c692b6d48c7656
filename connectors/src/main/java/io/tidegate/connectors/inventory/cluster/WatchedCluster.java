package io.tidegate.connectors.inventory.cluster;

import io.tidegate.schemas.naming.Target;
import java.util.List;
import java.util.Optional;

/**
 * An ECS cluster that policies want to know of.
 *
 * @param group name of the Auto Scaling group behind its instances; empty when only the instances themselves are wanted
 * @param services names of services that are told first, in this order, and even when ECS no longer lists them
 */
public record WatchedCluster(Target.Cluster target, Optional<String> group, List<String> services) {
    public WatchedCluster {
        services = List.copyOf(services);
    }

    /** A cluster whose instances alone are wanted. */
    public static WatchedCluster instancesOf(Target.Cluster target) {
        return new WatchedCluster(target, Optional.empty(), List.of());
    }

    /** The same cluster with what either of two policies wants to know; empty when they name different groups. */
    public Optional<WatchedCluster> merged(WatchedCluster other) {
        if (other.group.isEmpty() || equals(other)) {
            return Optional.of(this);
        }
        return group.isEmpty() ? Optional.of(other) : Optional.empty();
    }
}

package io.tidegate.connectors.inventory;

import io.tidegate.connectors.inventory.cluster.WatchedCluster;
import io.tidegate.schemas.naming.Target;
import java.util.List;

/**
 * The targets that policies drive, each once.
 *
 * @param scalables Application Auto Scaling targets outside ECS
 * @param clusters ECS clusters whose instances policies want to know of
 */
public record Watched(
        List<WatchedService> services,
        List<Target.Group> groups,
        List<Target.Scalable> scalables,
        List<WatchedCluster> clusters) {
    /** Nothing to observe. */
    public static final Watched NONE = new Watched(List.of(), List.of(), List.of(), List.of());

    public Watched {
        services = List.copyOf(services);
        groups = List.copyOf(groups);
        scalables = List.copyOf(scalables);
        clusters = List.copyOf(clusters);
    }
}

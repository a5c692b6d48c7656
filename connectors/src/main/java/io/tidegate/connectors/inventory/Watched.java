package io.tidegate.connectors.inventory;

import io.tidegate.schemas.naming.Target;
import java.util.List;

/**
 * The targets that policies drive, each once.
 *
 * @param scalables Application Auto Scaling targets outside ECS
 */
public record Watched(List<WatchedService> services, List<Target.Group> groups, List<Target.Scalable> scalables) {
    /** Nothing to observe. */
    public static final Watched NONE = new Watched(List.of(), List.of(), List.of());

    public Watched {
        services = List.copyOf(services);
        groups = List.copyOf(groups);
        scalables = List.copyOf(scalables);
    }
}

package io.tidegate.connectors.inventory;

import io.tidegate.connectors.inventory.cluster.WatchedCluster;
import io.tidegate.connectors.inventory.hook.WatchedHooks;
import io.tidegate.connectors.inventory.image.WatchedTemplate;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.util.List;

/**
 * The targets that policies drive, each once.
 *
 * @param scalables Application Auto Scaling targets outside ECS
 * @param clusters ECS clusters whose instances policies want to know of
 * @param hooks groups whose lifecycle hooks policies answer
 * @param templates launch templates that policies bring to the newest image
 */
public record Watched(
        List<WatchedService> services,
        List<Target.Group> groups,
        List<Target.Scalable> scalables,
        List<WatchedCluster> clusters,
        List<WatchedHooks> hooks,
        List<WatchedTemplate> templates) {
    /** Nothing to observe. */
    public static final Watched NONE = new Watched(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public Watched {
        services = List.copyOf(services);
        groups = List.copyOf(groups);
        scalables = List.copyOf(scalables);
        clusters = List.copyOf(clusters);
        hooks = List.copyOf(hooks);
        templates = List.copyOf(templates);
    }

    /** Those of one account and region. */
    public Watched in(Place place) {
        return new Watched(
                services.stream()
                        .filter(service -> service.target().place().equals(place))
                        .toList(),
                groups.stream().filter(group -> group.place().equals(place)).toList(),
                scalables.stream()
                        .filter(scalable -> scalable.place().equals(place))
                        .toList(),
                clusters.stream()
                        .filter(cluster -> cluster.target().place().equals(place))
                        .toList(),
                hooks.stream()
                        .filter(hooked -> hooked.target().place().equals(place))
                        .toList(),
                templates.stream()
                        .filter(template -> template.target().place().equals(place))
                        .toList());
    }
}

package io.tidegate.connectors.assignment;

import io.tidegate.connectors.inventory.Watched;
import io.tidegate.connectors.inventory.WatchedService;
import io.tidegate.connectors.inventory.cluster.WatchedCluster;
import io.tidegate.connectors.inventory.hook.WatchedHooks;
import io.tidegate.connectors.inventory.image.NamePattern;
import io.tidegate.connectors.inventory.image.WatchedTemplate;
import io.tidegate.schemas.Actuation;
import io.tidegate.schemas.ClusterSizing;
import io.tidegate.schemas.DrainSettings;
import io.tidegate.schemas.EcsAutoscaleFile;
import io.tidegate.schemas.ImageSettings;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one policy wants to be observed, by the targets that it names. */
final class WatchedTargets {
    private final ScalingPolicy policy;
    private final Set<Place> reached;
    private final List<WatchedService> services = new ArrayList<>();
    private final List<Target.Group> groups = new ArrayList<>();
    private final List<Target.Scalable> scalables = new ArrayList<>();
    private final List<WatchedCluster> clusters = new ArrayList<>();
    private final List<WatchedHooks> hooks = new ArrayList<>();
    private final List<WatchedTemplate> templates = new ArrayList<>();

    private WatchedTargets(ScalingPolicy policy, Set<Place> reached) {
        this.policy = policy;
        this.reached = reached;
    }

    /**
     * The targets of a policy.
     *
     * @param reached accounts and regions that can be read
     * @throws IllegalArgumentException when one is not well-formed, of another kind than it must be, or out of reach
     */
    static Watched of(ScalingPolicy policy, Set<Place> reached) {
        var targets = new WatchedTargets(policy, reached);
        if (policy.getDrain() != null) {
            targets.add(policy.getDrain());
        } else if (policy.getImage() != null) {
            targets.add(policy.getImage());
        } else {
            policy.getTargets().forEach(text -> targets.add(targets.reached("targets", text)));
        }
        return new Watched(
                targets.services,
                targets.groups,
                targets.scalables,
                targets.clusters.stream().distinct().toList(),
                targets.hooks,
                targets.templates);
    }

    private void add(Target target) {
        switch (target) {
            case Target.EcsService service -> add(service);
            case Target.Group group -> groups.add(group);
            case Target.Scalable scalable -> scalables.add(scalable);
            case Target.Cluster cluster -> add(cluster, policy.getCluster());
            // Observed by sources that do not exist yet.
            case Target.Instance _, Target.LaunchTemplate _ -> {}
        }
    }

    private void add(Target.EcsService service) {
        services.add(new WatchedService(service, policy.getVia() == Actuation.SCALABLE_TARGET));
        if (policy.getReadsInstances()) {
            clusters.add(WatchedCluster.instancesOf(new Target.Cluster(service.place(), service.cluster())));
        }
    }

    private void add(Target.Cluster cluster, @Nullable ClusterSizing sizing) {
        if (sizing != null) {
            var group = group("cluster.group", sizing.getGroup());
            clusters.add(new WatchedCluster(cluster, Optional.of(group.name()), serviceNames(sizing)));
        }
    }

    private void add(DrainSettings drain) {
        var target = only("a drain");
        if (target instanceof Target.Cluster cluster) {
            clusters.add(WatchedCluster.instancesOf(cluster));
        }
        var groups = drain.getGroups().stream()
                .map(text -> besideTarget("drain.groups", text, target))
                .toList();
        hooks.add(new WatchedHooks(
                target,
                groups,
                Optional.ofNullable(drain.getHook()),
                drain.getLoadBalancers(),
                drain.getTargetGroups()));
    }

    private void add(ImageSettings image) {
        var target = only("an image");
        var selector = image.getSelector();
        templates.add(new WatchedTemplate(
                target,
                template(image.getLaunchTemplate(), target),
                image.getGroups().stream()
                        .map(text -> besideTarget("image.groups", text, target))
                        .toList(),
                new WatchedTemplate.Selector(
                        selector.getOwners(),
                        Optional.ofNullable(selector.getName())
                                .map(name -> new NamePattern(name, selector.getCaseSensitive())),
                        new TreeMap<>(selector.getTags()),
                        Optional.ofNullable(selector.getArchitecture())),
                image.getSourceVersion(),
                image.getKeepVersions() != null));
    }

    private Target.LaunchTemplate template(String text, Target target) {
        if (!(reached("image.launchTemplate", text) instanceof Target.LaunchTemplate template)) {
            throw new IllegalArgumentException(
                    "image.launchTemplate must be launch-template/<id>, was \"" + text + "\"");
        }
        requireSamePlace("image.launchTemplate", template, target);
        return template;
    }

    private Target only(String kind) {
        if (policy.getTargets().size() != 1) {
            throw new IllegalArgumentException(
                    "targets of %s policy must be one, were %s".formatted(kind, policy.getTargets()));
        }
        return reached("targets", policy.getTargets().getFirst());
    }

    private String besideTarget(String key, String text, Target target) {
        var group = group(key, text);
        requireSamePlace(key, group, target);
        return group.name();
    }

    private void requireSamePlace(String key, Target found, Target target) {
        if (!found.place().equals(target.place())) {
            throw new IllegalArgumentException("%s must be in the account and region of the target, %s, was \"%s\""
                    .formatted(key, policy.getTargets().getFirst(), found.text()));
        }
    }

    private List<String> serviceNames(ClusterSizing sizing) {
        return sizing.getSizing() instanceof EcsAutoscaleFile file
                ? file.getServices().stream().map(this::service).toList()
                : List.of();
    }

    private Target.Group group(String key, String text) {
        if (reached(key, text) instanceof Target.Group group) {
            return group;
        }
        throw new IllegalArgumentException(key + " must be asg/<name>, was \"" + text + "\"");
    }

    private String service(String text) {
        if (reached("cluster.services", text) instanceof Target.EcsService service) {
            return service.service();
        }
        throw new IllegalArgumentException("cluster.services must be ecs/<cluster>/<service>, was \"" + text + "\"");
    }

    private Target reached(String key, String text) {
        var target = Target.parse(text);
        if (!reached.contains(target.place())) {
            throw new IllegalArgumentException(
                    key + " must be in one of aws.accounts of the sources, was \"" + text + "\"");
        }
        return target;
    }
}

package io.tidegate.connectors.assignment;

import io.tidegate.connectors.inventory.Watched;
import io.tidegate.connectors.inventory.WatchedService;
import io.tidegate.connectors.inventory.cluster.WatchedCluster;
import io.tidegate.connectors.inventory.hook.WatchedHooks;
import io.tidegate.schemas.Actuation;
import io.tidegate.schemas.ClusterSizing;
import io.tidegate.schemas.DrainSettings;
import io.tidegate.schemas.EcsAutoscaleFile;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        if (policy.getDrain() == null) {
            policy.getTargets().forEach(text -> targets.add(targets.reached("targets", text)));
        } else {
            targets.add(policy.getDrain());
        }
        return new Watched(
                targets.services,
                targets.groups,
                targets.scalables,
                targets.clusters.stream().distinct().toList(),
                targets.hooks);
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
        if (policy.getTargets().size() != 1) {
            throw new IllegalArgumentException("targets of a drain policy must be one, were " + policy.getTargets());
        }
        var target = reached("targets", policy.getTargets().getFirst());
        if (target instanceof Target.Cluster cluster) {
            clusters.add(WatchedCluster.instancesOf(cluster));
        }
        var groups = drain.getGroups().stream()
                .map(text -> hooked(text, target.place()))
                .toList();
        hooks.add(new WatchedHooks(
                target,
                groups,
                Optional.ofNullable(drain.getHook()),
                drain.getLoadBalancers(),
                drain.getTargetGroups()));
    }

    private String hooked(String text, Place place) {
        var group = group("drain.groups", text);
        if (!group.place().equals(place)) {
            throw new IllegalArgumentException("drain.groups must be in the account and region of the target, "
                    + policy.getTargets().getFirst() + ", was \"" + text + "\"");
        }
        return group.name();
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

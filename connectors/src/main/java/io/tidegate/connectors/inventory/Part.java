package io.tidegate.connectors.inventory;

import io.tidegate.connectors.inventory.cluster.WatchedCluster;
import io.tidegate.connectors.inventory.hook.WatchedHooks;
import io.tidegate.connectors.inventory.image.WatchedTemplate;
import io.tidegate.schemas.naming.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is asked about together, under a name that stays the same however its targets change. */
sealed interface Part {
    /** Services of one cluster. */
    record Services(String cluster, List<Target.EcsService> targets) implements Part {}

    /** Scalable targets of one namespace. */
    record Bounds(String namespace, List<? extends Target> targets) implements Part {}

    /** All groups. */
    record Groups(List<Target.Group> targets) implements Part {}

    /** One cluster's instances. */
    record Instances(WatchedCluster cluster) implements Part {}

    /** The hooked groups of one policy. */
    record Hooks(WatchedHooks watched) implements Part {}

    /** The launch template of one policy. */
    record Template(WatchedTemplate watched) implements Part {}

    /** AWS's own scaling policies on the scalable targets of one namespace. */
    record Scaling(String namespace, List<? extends Target> targets) implements Part {}

    /**
     * AWS's own scaling policies on groups.
     *
     * @param targets what is observed of each group, by the group's name
     */
    record GroupScaling(Map<String, List<String>> targets) implements Part {}

    /** The parts that tell of services, groups and bounds, by name. */
    static Map<String, Part> ofTargets(Watched all) {
        var parts = new TreeMap<String, Part>();
        var services = all.services();
        var clusters = new TreeMap<String, List<Target.EcsService>>();
        for (var service : services) {
            clusters.computeIfAbsent(service.target().cluster(), _ -> new ArrayList<>())
                    .add(service.target());
        }
        clusters.forEach((cluster, targets) -> parts.put("cluster/" + cluster, new Services(cluster, targets)));
        var bounds = services.stream()
                .filter(WatchedService::bounds)
                .map(WatchedService::target)
                .toList();
        if (!bounds.isEmpty()) {
            parts.put("bounds", new Bounds("ecs", bounds));
        }
        var namespaces = new TreeMap<String, List<Target.Scalable>>();
        for (var target : all.scalables()) {
            namespaces
                    .computeIfAbsent(target.namespace(), _ -> new ArrayList<>())
                    .add(target);
        }
        namespaces.forEach((namespace, targets) -> parts.put("bounds/" + namespace, new Bounds(namespace, targets)));
        if (!all.groups().isEmpty()) {
            parts.put("groups", new Groups(all.groups()));
        }
        return parts;
    }

    /** The parts that tell of clusters and of hooked groups, by name. */
    static Map<String, Part> ofClusters(Watched all) {
        var parts = new TreeMap<String, Part>();
        all.clusters()
                .forEach(cluster -> parts.put("instances/" + cluster.target().cluster(), new Instances(cluster)));
        all.hooks().forEach(hooked -> parts.put("hooks/" + hooked.target().text(), new Hooks(hooked)));
        return parts;
    }

    /** The parts that tell of launch templates, by name. */
    static Map<String, Part> ofTemplates(Watched all) {
        var parts = new TreeMap<String, Part>();
        all.templates()
                .forEach(watched -> parts.put("images/" + watched.target().text(), new Template(watched)));
        return parts;
    }

    /** The parts that tell of AWS's own scaling policies, by name. */
    static Map<String, Part> ofScaling(Watched all) {
        var namespaces = new TreeMap<String, List<Target>>();
        for (var service : all.services()) {
            namespaces.computeIfAbsent("ecs", _ -> new ArrayList<>()).add(service.target());
        }
        for (var target : all.scalables()) {
            namespaces
                    .computeIfAbsent(target.namespace(), _ -> new ArrayList<>())
                    .add(target);
        }
        var parts = new TreeMap<String, Part>();
        namespaces.forEach((namespace, targets) -> parts.put("scaling/" + namespace, new Scaling(namespace, targets)));
        var groups = new TreeMap<String, List<String>>();
        for (var group : all.groups()) {
            groups.computeIfAbsent(group.name(), _ -> new ArrayList<>()).add(group.text());
        }
        for (var cluster : all.clusters()) {
            cluster.group()
                    .ifPresent(group -> groups.computeIfAbsent(group, _ -> new ArrayList<>())
                            .add(cluster.target().text()));
        }
        if (!groups.isEmpty()) {
            parts.put("scaling groups", new GroupScaling(groups));
        }
        return parts;
    }
}

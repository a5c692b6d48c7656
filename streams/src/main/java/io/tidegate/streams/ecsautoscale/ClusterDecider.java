package io.tidegate.streams.ecsautoscale;

import io.tidegate.streams.ecsautoscale.Inventory.Cluster;
import io.tidegate.streams.ecsautoscale.Inventory.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides one cluster: what its services need, its instances, and then its services, shrinking ones first. */
final class ClusterDecider {
    private final String name;
    private final Inventory inventory;
    private final ServiceDecider decider;
    private final EcsAutoscaleRun run;
    private boolean demandIsKnown = true;

    ClusterDecider(String name, Inventory inventory, ServiceDecider decider, EcsAutoscaleRun run) {
        this.name = name;
        this.inventory = inventory;
        this.decider = decider;
        this.run = run;
    }

    /** Acts; what was asked for before something turns out to be unusable stands. */
    void decide(Part definition) throws UnusableException {
        if (!definition.get("enabled").truthy()) {
            return;
        }
        List<Wish> wishes = wishes(definition.get("services"));
        Optional<Size> buffer = buffer(definition);
        var instances = new InstanceDecider(name, run, new Demand(wishes, buffer, demandIsKnown));
        long max = instances.decide(definition, cluster(definition));
        if (max > 0) { // L03
            wishes.stream()
                    .sorted(Comparator.comparingDouble(Wish::change))
                    .filter(wish -> wish.change() != 0)
                    .forEach(this::update);
        }
    }

    private void update(Wish wish) {
        Target target = wish.target();
        if (target.isWhole()) {
            run.act(new Action.UpdateService(name, wish.service(), (long) target.desired(), target.reason()));
        } else {
            run.fail(name + "/" + wish.service(), target.problem());
        }
    }

    /** Wishes of the services that ECS knows and runs, in the file's order. */
    private List<Wish> wishes(Part services) throws UnusableException {
        Map<String, Part> definitions = services.entries();
        Cluster cluster = inventory.clusters().get(name);
        if (cluster == null && !definitions.isEmpty()) {
            throw services.unusable("cluster %s must exist in ECS, was absent".formatted(name));
        }
        var wishes = new ArrayList<Wish>();
        for (var definition : definitions.entrySet()) {
            Optional.ofNullable(cluster)
                    .flatMap(found -> found.service(definition.getKey()))
                    .filter(Service::isActive) // Q19
                    .flatMap(service -> wish(definition.getValue(), service))
                    .ifPresent(wishes::add);
        }
        return wishes;
    }

    /** A service that cannot be decided stays as it is, and no instance is drained while its demand is unknown (Q05). */
    private Optional<Wish> wish(Part definition, Service service) {
        try {
            return decider.decide(definition, service);
        } catch (UnusableException e) {
            demandIsKnown = false;
            run.fail(name + "/" + service.name(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<Size> buffer(Part definition) throws UnusableException {
        Part cpu = definition.get("cpu_buffer");
        Part memory = definition.get("mem_buffer");
        return cpu.number() > 0 || memory.number() > 0
                ? Optional.of(new Size(cpu.whole(), memory.whole()))
                : Optional.empty();
    }

    private Cluster cluster(Part definition) throws UnusableException {
        Cluster cluster = inventory.clusters().get(name);
        boolean listed = inventory.clusterArns().stream()
                .map(arn -> arn.split("/", -1))
                .anyMatch(parts -> parts.length > 1 && parts[1].equals(name));
        if (cluster == null || !listed) {
            throw definition.unusable("cluster %s must be among those that ECS lists, was absent".formatted(name));
        }
        return cluster;
    }
}

package io.tidegate.streams.cluster;

import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.journal.ObservedCluster.Port;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Fleets as AWS tells of them. */
final class Sightings {
    private Sightings() {}

    static ObservedCluster of(Fleet fleet) {
        var group = fleet.group();
        var management = fleet.management();
        return new ObservedCluster(
                "arn:aws:ecs:eu-west-1:1:cluster/demo",
                fleet.instances().stream().map(Sightings::instance).toList(),
                fleet.workloads().stream().map(Sightings::workload).toList(),
                Optional.of(new ObservedCluster.Group(
                        "demo",
                        group.min(),
                        group.max(),
                        group.desired(),
                        group.launching(),
                        resources(group.instance()))),
                management.equals(Management.NONE)
                        ? Optional.empty()
                        : Optional.of(new ObservedCluster.CapacityProvider(
                                management.provider(), management.scaling(), management.draining())));
    }

    /** The same while AWS lets the group end nothing, or does it by itself. */
    static ObservedCluster hindered(ObservedCluster seen, boolean suspended, Optional<String> refresh) {
        var group = seen.group().orElseThrow();
        var hindered = new ObservedCluster.Group(
                group.name(),
                group.min(),
                group.max(),
                group.desired(),
                group.launching(),
                group.newInstance(),
                suspended,
                refresh);
        return new ObservedCluster(
                seen.arn(), seen.instances(), seen.workloads(), Optional.of(hindered), seen.provider());
    }

    private static ObservedCluster.Instance instance(Instance instance) {
        int tasks =
                instance.tasks().values().stream().mapToInt(Integer::intValue).sum();
        return new ObservedCluster.Instance(
                instance.id(),
                instance.arn(),
                instance.status().name(),
                instance.connected(),
                resources(instance.room()),
                resources(instance.room()),
                tasks,
                0,
                instance.tasks(),
                instance.scaleInProtected(),
                instance.leaving());
    }

    private static ObservedCluster.Workload workload(Workload workload) {
        var kind = switch (workload.kind()) {
            case SERVICE -> ObservedCluster.Kind.REPLICA;
            case DAEMON -> ObservedCluster.Kind.DAEMON;
            case STANDALONE -> ObservedCluster.Kind.STANDALONE;
        };
        return new ObservedCluster.Workload(
                workload.name(), kind, "ACTIVE", workload.wanted(), 0, true, resources(workload.task()));
    }

    private static Optional<ObservedCluster.Resources> resources(@Nullable Resources resources) {
        return Optional.ofNullable(resources).map(some -> {
            var ports = new TreeSet<Port>();
            some.ports().forEach(port -> ports.add(new Port(port.number(), port.udp() ? "udp" : "tcp")));
            return new ObservedCluster.Resources(some.cpu(), some.memory(), some.gpus(), ports);
        });
    }
}

package io.tidegate.streams.cluster;

import io.tidegate.streams.journal.ObservedCluster;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an observed cluster means for placing tasks. Services that are not ACTIVE, or run elsewhere, want nothing here. Tasks on
 * an instance that belong to no workload count as some that nobody replaces, so that no instance with a task on it looks empty.
 */
final class FleetReader {
    // No name of a service holds a colon.
    private static final String UNLISTED = "task:unlisted";

    private final ObservedCluster cluster;
    private final SortedMap<String, Workload> workloads = new TreeMap<>();
    private final SortedMap<String, Integer> strays = new TreeMap<>();
    private final TreeSet<String> unsized = new TreeSet<>();

    private FleetReader(ObservedCluster cluster) {
        this.cluster = cluster;
    }

    /** The fleet of a cluster, given its group. */
    static Fleet fleet(ObservedCluster cluster, ObservedCluster.Group group) {
        return new FleetReader(cluster).read(group);
    }

    private Fleet read(ObservedCluster.Group group) {
        cluster.workloads().stream()
                .filter(workload -> workload.onInstances() && workload.isActive())
                .forEach(this::add);
        List<Instance> instances =
                cluster.instances().stream().map(this::instance).toList();
        strays.forEach((name, count) ->
                workloads.put(name, new Workload(name, Resources.NONE, count, Workload.Kind.STANDALONE)));
        return new Fleet(group(group), instances, List.copyOf(workloads.values()), management(), unsized);
    }

    private void add(ObservedCluster.Workload workload) {
        var task = workload.task().map(FleetReader::resources);
        workloads.put(
                workload.name(),
                new Workload(workload.name(), task.orElse(Resources.NONE), workload.desired(), kind(workload.kind())));
        if (task.isEmpty() && workload.desired() + workload.running() > 0) {
            unsized.add(workload.name());
        }
    }

    private static Workload.Kind kind(ObservedCluster.Kind kind) {
        return switch (kind) {
            case REPLICA -> Workload.Kind.SERVICE;
            case DAEMON -> Workload.Kind.DAEMON;
            // Who would replace a task of an unknown kind is not known: as if nobody did.
            case STANDALONE, UNKNOWN -> Workload.Kind.STANDALONE;
        };
    }

    private Instance instance(ObservedCluster.Instance instance) {
        return new Instance(
                instance.instanceId(),
                instance.arn(),
                status(instance),
                instance.connected(),
                instance.remaining().map(FleetReader::resources).orElse(Resources.NONE),
                tasks(instance),
                instance.scaleInProtected(),
                instance.leaving());
    }

    // One that does not tell what is left on it is no room.
    private static Instance.Status status(ObservedCluster.Instance instance) {
        if (instance.isDraining()) {
            return Instance.Status.DRAINING;
        }
        return instance.isActive() && instance.remaining().isPresent() ? Instance.Status.ACTIVE : Instance.Status.OTHER;
    }

    private SortedMap<String, Integer> tasks(ObservedCluster.Instance instance) {
        var tasks = new TreeMap<>(instance.tasks());
        int listed = tasks.values().stream().mapToInt(Integer::intValue).sum();
        int all = instance.runningTasks() + instance.pendingTasks();
        if (all > listed) {
            tasks.put(UNLISTED, all - listed);
        }
        tasks.values().removeIf(count -> count == 0);
        tasks.forEach((name, count) -> {
            if (!workloads.containsKey(name)) {
                strays.merge(name, count, Integer::sum);
            }
        });
        return tasks;
    }

    private static ScalingGroup group(ObservedCluster.Group group) {
        return new ScalingGroup(
                group.name(),
                group.min(),
                group.max(),
                group.desired(),
                group.launching(),
                group.newInstance().map(FleetReader::resources).orElse(null));
    }

    private Management management() {
        return cluster.provider()
                .map(provider -> new Management(provider.name(), provider.managedScaling(), provider.managedDraining()))
                .orElse(Management.NONE);
    }

    // What is left may be negative where an agent has reserved memory since.
    private static Resources resources(ObservedCluster.Resources from) {
        var ports = new TreeSet<HostPort>();
        from.ports()
                .forEach(port ->
                        ports.add(new HostPort(port.number(), port.protocol().equalsIgnoreCase("udp"))));
        return new Resources(Math.max(0, from.cpu()), Math.max(0, from.memory()), Math.max(0, from.gpus()), ports);
    }
}

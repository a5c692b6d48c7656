package io.tidegate.streams.cluster;

import io.tidegate.streams.cluster.ClusterState.Ordered;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * A cluster at one moment: the instances, what shall run on them, and the group behind them. Instances are in the order of
 * their ids and workloads in that of their names, whatever order they came in.
 */
public record Fleet(ScalingGroup group, List<Instance> instances, List<Workload> workloads, Management management) {
    public Fleet {
        instances =
                instances.stream().sorted(Comparator.comparing(Instance::id)).toList();
        workloads =
                workloads.stream().sorted(Comparator.comparing(Workload::name)).toList();
        var names = new TreeMap<String, Workload>();
        for (var workload : workloads) {
            if (names.put(workload.name(), workload) != null) {
                throw new IllegalArgumentException(
                        "workloads must have different names, was \"%s\" twice".formatted(workload.name()));
            }
        }
        for (var instance : instances) {
            for (String task : instance.tasks().keySet()) {
                if (!names.containsKey(task)) {
                    throw new IllegalArgumentException(
                            "tasks must be of a workload, was \"%s\" on %s".formatted(task, instance.id()));
                }
            }
        }
    }

    /** Instances that drain and are still counted by the group. */
    int draining() {
        return (int) instances.stream()
                .filter(instance -> instance.isDraining() && !instance.leaving())
                .count();
    }

    /** Tasks of a workload that stay where they are: those on draining instances are about to end. */
    int placed(Workload workload) {
        return instances.stream()
                .filter(instance -> !instance.isDraining())
                .mapToInt(instance -> instance.tasks().getOrDefault(workload.name(), 0))
                .sum();
    }

    List<Workload> daemons() {
        return workloads.stream()
                .filter(workload -> workload.kind() == Workload.Kind.DAEMON)
                .toList();
    }

    /** Tasks on an instance of one kind. */
    int tasks(Instance instance, Workload.Kind kind) {
        return workloads.stream()
                .filter(workload -> workload.kind() == kind)
                .mapToInt(workload -> instance.tasks().getOrDefault(workload.name(), 0))
                .sum();
    }

    /** How much of a whole instance the tasks take that services would replace elsewhere. */
    double moving(Instance instance, Resources whole) {
        return workloads.stream()
                .filter(workload -> workload.kind() == Workload.Kind.SERVICE)
                .mapToDouble(workload ->
                        workload.task().share(whole) * instance.tasks().getOrDefault(workload.name(), 0))
                .sum();
    }

    /** The same with more instances draining. */
    Fleet draining(Set<String> ids) {
        return new Fleet(
                group,
                instances.stream()
                        .map(instance -> ids.contains(instance.id()) ? instance.draining() : instance)
                        .toList(),
                workloads,
                management);
    }

    /** The same without the instances that are on their way. */
    Fleet arrived() {
        return with(group.arrived());
    }

    /** Whether nothing but daemons runs there. */
    boolean isEmpty(Instance instance) {
        return tasks(instance, Workload.Kind.SERVICE) + tasks(instance, Workload.Kind.STANDALONE) == 0;
    }

    /** The same with another number of tasks wanted of a workload. */
    Fleet wanting(String workload, int tasks) {
        return new Fleet(
                group,
                instances,
                workloads.stream()
                        .map(known -> known.name().equals(workload) ? known.wanting(tasks) : known)
                        .toList(),
                management);
    }

    /** What it will be once orders on their way are carried out. */
    Fleet after(List<Ordered> orders) {
        var fleet = this;
        for (var ordered : orders) {
            fleet = fleet.after(ordered.order());
        }
        return fleet;
    }

    private Fleet after(ClusterOrder order) {
        return switch (order) {
            case ClusterOrder.Capacity capacity -> with(group.counting(capacity.desired()));
            case ClusterOrder.Drain drain -> draining(Set.of(drain.instance()));
            case ClusterOrder.Terminate terminate -> after(terminate);
        };
    }

    private Fleet after(ClusterOrder.Terminate order) {
        boolean there =
                instances.stream().anyMatch(instance -> instance.id().equals(order.instance()) && !instance.leaving());
        var left = new Fleet(
                group,
                instances.stream()
                        .map(instance -> instance.id().equals(order.instance()) ? instance.left() : instance)
                        .toList(),
                workloads,
                management);
        return there && order.decrement() ? left.with(group.counting(group.desired() - 1)) : left;
    }

    private Fleet with(ScalingGroup changed) {
        return new Fleet(changed, instances, workloads, management);
    }
}

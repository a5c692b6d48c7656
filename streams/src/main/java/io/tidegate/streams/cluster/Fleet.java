package io.tidegate.streams.cluster;

import io.tidegate.streams.cluster.ClusterState.Want;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Orders;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A cluster at one moment: the instances, what shall run on them, and the group behind them. Instances are in the order of
 * their ids and workloads in that of their names, whatever order they came in.
 *
 * @param unsized workloads of which nobody knows what a task takes; they count as taking nothing
 */
public record Fleet(
        ScalingGroup group,
        List<Instance> instances,
        List<Workload> workloads,
        Management management,
        SortedSet<String> unsized) {
    public Fleet {
        unsized = Collections.unmodifiableSortedSet(new TreeSet<>(unsized));
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

    /** One of which the size of every task is known. */
    Fleet(ScalingGroup group, List<Instance> instances, List<Workload> workloads, Management management) {
        this(group, instances, workloads, management, new TreeSet<>());
    }

    /** Instances that drain and are still counted by the group. */
    int draining() {
        return (int) instances.stream()
                .filter(instance -> instance.isDraining() && !instance.leaving())
                .count();
    }

    /** Tasks of each workload that stay where they are: those on draining instances are about to end. */
    SortedMap<String, Integer> placed() {
        var placed = new TreeMap<String, Integer>();
        for (var instance : instances) {
            if (!instance.isDraining()) {
                instance.tasks().forEach((name, count) -> placed.merge(name, count, Integer::sum));
            }
        }
        return placed;
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
        return changing(instance -> ids.contains(instance.id()) ? instance.draining() : instance);
    }

    /** The same without the instances that are on their way. */
    Fleet arrived() {
        return with(group.arrived());
    }

    /** Whether nothing but daemons runs there. */
    boolean isEmpty(Instance instance) {
        return tasks(instance, Workload.Kind.SERVICE) + tasks(instance, Workload.Kind.STANDALONE) == 0;
    }

    /** The same with other numbers of tasks wanted of services; of no concern where they are not known here. */
    Fleet wanting(SortedMap<String, Want> wants) {
        if (wants.isEmpty()) {
            return this;
        }
        var changed = workloads.stream()
                .map(workload -> {
                    var want = wants.get(workload.name());
                    return want == null ? workload : workload.wanting(want.tasks());
                })
                .toList();
        return new Fleet(group, instances, changed, management, unsized);
    }

    /** What it will be once orders on their way are carried out. */
    Fleet after(Orders orders) {
        var fleet = this;
        for (var ordered : orders.all()) {
            fleet = fleet.after(ordered.order());
        }
        return fleet;
    }

    private Fleet after(Order order) {
        return switch (order) {
            case Order.Capacity capacity -> with(group.counting(capacity.desired()));
            case Order.Limits _ -> this; // Bounds of a group are ordered by files of ecs-autoscale alone.
            case Order.Drain drain -> draining(Set.of(drain.instance()));
            case Order.Terminate terminate -> after(terminate);
            case Order.Apart _ -> this;
        };
    }

    private Fleet after(Order.Terminate order) {
        boolean there =
                instances.stream().anyMatch(instance -> instance.id().equals(order.instance()) && !instance.leaving());
        var left = changing(instance -> instance.id().equals(order.instance()) ? instance.left() : instance);
        return there && order.decrement() ? left.with(group.counting(group.desired() - 1)) : left;
    }

    private Fleet changing(UnaryOperator<Instance> change) {
        return new Fleet(group, instances.stream().map(change).toList(), workloads, management, unsized);
    }

    private Fleet with(ScalingGroup changed) {
        return new Fleet(changed, instances, workloads, management, unsized);
    }
}

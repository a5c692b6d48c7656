package io.tidegate.streams.cluster;

import io.tidegate.streams.cluster.Instance.Status;
import io.tidegate.streams.decision.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A cluster that obeys: instances take a while to come, the scheduler spreads tasks over the instances with most memory left,
 * and a draining instance loses a task once its replacement runs.
 */
final class ClusterPlant {
    static final Resources WHOLE = Resources.of(4096, 8192);

    private static final int LAUNCH_TICKS = 8;

    private final SortedMap<String, Machine> machines = new TreeMap<>();
    private final SortedMap<String, Workload> workloads = new TreeMap<>();
    private final List<Integer> launches = new ArrayList<>();
    private final int max;
    private int tick;
    private int launched;

    ClusterPlant(List<Workload> workloads, int max) {
        this.max = max;
        workloads.forEach(workload -> this.workloads.put(workload.name(), workload));
    }

    private static final class Machine {
        private final SortedMap<String, Integer> tasks = new TreeMap<>();
        private int cpu = WHOLE.cpu();
        private int memory = WHOLE.memory();
        private boolean draining;

        boolean takes(Resources task) {
            return !draining && task.cpu() <= cpu && task.memory() <= memory;
        }

        void change(Workload workload, int count) {
            tasks.merge(workload.name(), count, Integer::sum);
            tasks.remove(workload.name(), 0);
            cpu -= count * workload.task().cpu();
            memory -= count * workload.task().memory();
        }
    }

    void want(String name, int tasks) {
        workloads.computeIfPresent(name, (_, workload) -> workload.wanting(tasks));
    }

    void carryOut(Order order) {
        switch (order) {
            case Order.Capacity capacity -> {
                for (int i = desired(); i < capacity.desired(); i++) {
                    launches.add(tick + LAUNCH_TICKS);
                }
            }
            case Order.Drain drain -> machine(drain.instance()).draining = true;
            case Order.Terminate terminate -> {
                if (!machine(terminate.instance()).tasks.isEmpty()) {
                    throw new AssertionError("tasks run on " + terminate.instance());
                }
                machines.remove(terminate.instance());
                if (!terminate.decrement()) {
                    launches.add(tick + LAUNCH_TICKS);
                }
            }
            case Order.Limits limits -> throw new AssertionError("nobody sets bounds here, was " + limits);
            case Order.Apart exit -> throw new AssertionError("no hook holds anything here, was " + exit);
        }
    }

    /** Fifteen seconds pass. */
    void pass() {
        tick++;
        for (int i = launches.size() - 1; i >= 0; i--) {
            if (launches.get(i) <= tick) {
                launches.remove(i);
                machines.put("i-%05d".formatted(++launched), new Machine());
            }
        }
        workloads.values().forEach(this::schedule);
    }

    private void schedule(Workload workload) {
        while (placed(workload.name(), machine -> !machine.draining) < workload.wanted() && place(workload)) {
            take(workload, machine -> machine.draining); // Its replacement runs.
        }
        while (placed(workload.name(), _ -> true) > workload.wanted()) {
            if (!take(workload, machine -> machine.draining)) {
                take(workload, _ -> true);
            }
        }
    }

    private boolean place(Workload workload) {
        var roomiest = machines.values().stream()
                .filter(machine -> machine.takes(workload.task()))
                .max(Comparator.comparingInt(machine -> machine.memory));
        roomiest.ifPresent(machine -> machine.change(workload, 1));
        return roomiest.isPresent();
    }

    private boolean take(Workload workload, Predicate<Machine> from) {
        var first = machines.values().stream()
                .filter(from)
                .filter(machine -> machine.tasks.containsKey(workload.name()))
                .findFirst();
        first.ifPresent(machine -> machine.change(workload, -1));
        return first.isPresent();
    }

    private int placed(String name, Predicate<Machine> where) {
        return machines.values().stream()
                .filter(where)
                .mapToInt(machine -> machine.tasks.getOrDefault(name, 0))
                .sum();
    }

    int running(String name) {
        return placed(name, _ -> true);
    }

    int desired() {
        return machines.size() + launches.size();
    }

    int draining() {
        return (int)
                machines.values().stream().filter(machine -> machine.draining).count();
    }

    Fleet fleet() {
        var instances = machines.entrySet().stream()
                .map(entry -> instance(entry.getKey(), entry.getValue()))
                .toList();
        var group = new ScalingGroup("demo", 0, max, desired(), launches.size(), WHOLE);
        return new Fleet(group, instances, List.copyOf(workloads.values()), Management.NONE);
    }

    private static Instance instance(String id, Machine machine) {
        var left = Resources.of(machine.cpu, machine.memory);
        var status = machine.draining ? Status.DRAINING : Status.ACTIVE;
        return new Instance(id, "arn:" + id, status, true, left, machine.tasks, false, false);
    }

    private Machine machine(String id) {
        var machine = machines.get(id);
        if (machine == null) {
            throw new AssertionError("no instance " + id);
        }
        return machine;
    }
}

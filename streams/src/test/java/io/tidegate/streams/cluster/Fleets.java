package io.tidegate.streams.cluster;

import io.tidegate.streams.cluster.Instance.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fleets in a few words: instances of 1000 CPU and 1000 MiB unless said otherwise. */
final class Fleets {
    static final Resources WHOLE = Resources.of(1000, 1000);

    private final List<Instance> instances = new ArrayList<>();
    private final List<Workload> workloads = new ArrayList<>();
    private @Nullable Resources whole = WHOLE;
    private int min;
    private int max = 100;
    private int launching;
    private Management management = Management.NONE;

    static Fleets fleet() {
        return new Fleets();
    }

    static Resources ports(int... numbers) {
        var ports = new TreeSet<HostPort>();
        for (int number : numbers) {
            ports.add(HostPort.tcp(number));
        }
        return new Resources(100, 100, 0, ports);
    }

    Fleets between(int min, int max) {
        this.min = min;
        this.max = max;
        return this;
    }

    Fleets launching(int count) {
        this.launching = count;
        return this;
    }

    Fleets ofUnknownShape() {
        this.whole = null;
        return this;
    }

    Fleets of(Resources whole) {
        this.whole = whole;
        return this;
    }

    Fleets managed(boolean scaling, boolean draining) {
        this.management = new Management("capacity", scaling, draining);
        return this;
    }

    Fleets service(String name, Resources task, int wanted) {
        workloads.add(new Workload(name, task, wanted, Workload.Kind.SERVICE));
        return this;
    }

    Fleets daemon(String name, Resources task) {
        workloads.add(new Workload(name, task, 0, Workload.Kind.DAEMON));
        return this;
    }

    Fleets standalone(String name, Resources task, int wanted) {
        workloads.add(new Workload(name, task, wanted, Workload.Kind.STANDALONE));
        return this;
    }

    /** An instance on which what is left is the whole less its tasks. */
    Fleets instance(String id, Map<String, Integer> tasks) {
        return add(id, tasks, Status.ACTIVE, true, false, false);
    }

    Fleets draining(String id, Map<String, Integer> tasks) {
        return add(id, tasks, Status.DRAINING, true, false, false);
    }

    Fleets leaving(String id, Map<String, Integer> tasks) {
        return add(id, tasks, Status.DRAINING, true, false, true);
    }

    Fleets disconnected(String id, Map<String, Integer> tasks) {
        return add(id, tasks, Status.ACTIVE, false, false, false);
    }

    Fleets protectedInstance(String id, Map<String, Integer> tasks) {
        return add(id, tasks, Status.ACTIVE, true, true, false);
    }

    private Fleets add(
            String id, Map<String, Integer> tasks, Status status, boolean connected, boolean held, boolean leaving) {
        instances.add(
                new Instance(id, "arn:" + id, status, connected, left(tasks), new TreeMap<>(tasks), held, leaving));
        return this;
    }

    private Resources left(Map<String, Integer> tasks) {
        var all = whole == null ? WHOLE : whole;
        var taken = new TreeSet<>(all.ports());
        tasks.keySet().forEach(name -> taken.addAll(task(name).ports()));
        return new Resources(
                all.cpu() - sum(tasks, Limit.CPU),
                all.memory() - sum(tasks, Limit.MEMORY),
                all.gpus() - sum(tasks, Limit.GPU),
                taken);
    }

    private int sum(Map<String, Integer> tasks, Limit kind) {
        return tasks.entrySet().stream()
                .mapToInt(entry -> task(entry.getKey()).amount(kind) * entry.getValue())
                .sum();
    }

    private Resources task(String name) {
        return workloads.stream()
                .filter(workload -> workload.name().equals(name))
                .map(Workload::task)
                .findFirst()
                .orElseThrow();
    }

    /** The fleet; its group's desired capacity counts all that it has not terminated. */
    Fleet build() {
        int standing =
                (int) instances.stream().filter(instance -> !instance.leaving()).count();
        var group = new ScalingGroup("web", min, max, standing + launching, launching, whole);
        return new Fleet(group, instances, workloads, management);
    }

    static Stream<String> ids(List<Instance> instances) {
        return instances.stream().map(Instance::id);
    }
}

package io.tidegate.streams;

import io.tidegate.schemas.EcsClusterState;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.journal.ObservedCluster.CapacityProvider;
import io.tidegate.streams.journal.ObservedCluster.Group;
import io.tidegate.streams.journal.ObservedCluster.Instance;
import io.tidegate.streams.journal.ObservedCluster.Kind;
import io.tidegate.streams.journal.ObservedCluster.Resources;
import io.tidegate.streams.journal.ObservedCluster.Workload;
import io.tidegate.streams.journal.ObservedClusterSerdes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A cluster as AWS tells of it, in a few words: instances of 1000 CPU and 1000 MiB, tasks of 500 and 500, and a group of the same
 * name of 0 to 10, which counts every instance that is not leaving, and those that launch.
 */
public final class Clusters {
    private static final Resources WHOLE = Resources.of(1000, 1000);
    private static final int TASK = 500;

    private final String name;
    private final List<Instance> instances = new ArrayList<>();
    private final List<Workload> workloads = new ArrayList<>();
    private Optional<CapacityProvider> provider = Optional.empty();
    private boolean grouped = true;
    private int min;
    private int max = 10;
    private int launching;

    private Clusters(String name) {
        this.name = name;
    }

    /** Cluster {@code demo}. */
    public static Clusters cluster() {
        return cluster("demo");
    }

    public static Clusters cluster(String name) {
        return new Clusters(name);
    }

    /** A service of which so many tasks are wanted and run. */
    public Clusters service(String name, int desired, int running) {
        return workload(new Workload(
                name, Kind.REPLICA, "ACTIVE", desired, running, true, Optional.of(Resources.of(TASK, TASK))));
    }

    public Clusters workload(Workload workload) {
        workloads.add(workload);
        return this;
    }

    /** An instance with so many tasks of a service. */
    public Clusters instance(String id, String service, int tasks) {
        return instance(id, "ACTIVE", tasks == 0 ? Map.of() : Map.of(service, tasks), false);
    }

    public Clusters draining(String id, String service, int tasks) {
        return instance(id, "DRAINING", tasks == 0 ? Map.of() : Map.of(service, tasks), false);
    }

    /** An instance that the group terminates. */
    public Clusters leaving(String id) {
        return instance(id, "DRAINING", Map.of(), true);
    }

    private Clusters instance(String id, String status, Map<String, Integer> tasks, boolean leaving) {
        int count = tasks.values().stream().mapToInt(Integer::intValue).sum();
        var left = Resources.of(WHOLE.cpu() - count * TASK, WHOLE.memory() - count * TASK);
        return instance(new Instance(
                id,
                "arn:aws:ecs:eu-west-1:1:container-instance/%s/%s".formatted(name, id),
                status,
                true,
                Optional.of(WHOLE),
                Optional.of(left),
                count,
                0,
                new TreeMap<>(tasks),
                false,
                leaving));
    }

    public Clusters instance(Instance instance) {
        instances.add(instance);
        return this;
    }

    public Clusters between(int min, int max) {
        this.min = min;
        this.max = max;
        return this;
    }

    public Clusters launching(int count) {
        this.launching = count;
        return this;
    }

    public Clusters managed(boolean scaling, boolean draining) {
        this.provider = Optional.of(new CapacityProvider("capacity", scaling, draining));
        return this;
    }

    public Clusters withoutGroup() {
        this.grouped = false;
        return this;
    }

    public ObservedCluster build() {
        int standing =
                (int) instances.stream().filter(instance -> !instance.leaving()).count();
        var group = new Group(name, min, max, standing + launching, launching, Optional.of(WHOLE));
        return new ObservedCluster(
                "arn:aws:ecs:eu-west-1:1:cluster/" + name,
                instances,
                workloads,
                grouped ? Optional.of(group) : Optional.empty(),
                provider);
    }

    /** The same as its record. */
    public EcsClusterState state() {
        return ObservedClusterSerdes.toAvro(build());
    }
}

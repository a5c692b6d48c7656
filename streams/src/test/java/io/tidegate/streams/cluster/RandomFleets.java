package io.tidegate.streams.cluster;

import io.tidegate.streams.policy.ClusterPolicy.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** Fleets of every shape: the same seed gives the same fleets. */
final class RandomFleets {
    private static final Resources WHOLE = new Resources(4096, 8192, 2, new TreeSet<>(List.of(HostPort.tcp(22))));

    private final RandomGenerator random;

    RandomFleets(long seed) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    Fleet fleet() {
        var workloads = IntStream.range(0, 1 + random.nextInt(6))
                .mapToObj(this::workload)
                .toList();
        var instances = IntStream.range(0, random.nextInt(9))
                .mapToObj(i -> instance(i, workloads))
                .toList();
        int launching = random.nextInt(4) == 0 ? random.nextInt(3) : 0;
        var group = new ScalingGroup("web", 0, 1000, instances.size() + launching, launching, WHOLE);
        return new Fleet(group, instances, wanting(workloads, instances), Management.NONE);
    }

    /** One service of the fleet wants more tasks. */
    Fleet wantingMore(Fleet fleet) {
        var workloads = new ArrayList<>(fleet.workloads());
        int i = random.nextInt(workloads.size());
        var chosen = workloads.get(i);
        workloads.set(
                i, new Workload(chosen.name(), chosen.task(), chosen.wanted() + 1 + random.nextInt(3), chosen.kind()));
        return new Fleet(fleet.group(), fleet.instances(), workloads, fleet.management());
    }

    Buffer buffer() {
        return random.nextBoolean()
                ? Buffer.NONE
                : new Buffer(random.nextInt(2000), random.nextInt(4000), random.nextInt(3));
    }

    private Workload workload(int i) {
        var ports = new TreeSet<HostPort>();
        if (random.nextInt(6) == 0) {
            ports.add(HostPort.tcp(8000 + random.nextInt(3)));
        }
        int gpus = random.nextInt(8) == 0 ? 1 : 0;
        var task = new Resources(64 * (1 + random.nextInt(40)), 128 * (1 + random.nextInt(40)), gpus, ports);
        int kind = random.nextInt(10);
        return kind == 0
                ? new Workload("daemon" + i, Resources.of(64, 128), 0, Workload.Kind.DAEMON)
                : new Workload("work" + i, task, 0, kind == 1 ? Workload.Kind.STANDALONE : Workload.Kind.SERVICE);
    }

    private Instance instance(int i, List<Workload> workloads) {
        var room = new Room(WHOLE);
        var taken = new TreeSet<>(WHOLE.ports());
        var tasks = new TreeMap<String, Integer>();
        for (var workload : workloads) {
            int count = room.fill(workload.task(), workload.kind() == Workload.Kind.DAEMON ? 1 : random.nextInt(3));
            if (count > 0) {
                tasks.put(workload.name(), count);
                taken.addAll(workload.task().ports());
            }
        }
        var left = new Resources(room.left(Limit.CPU), room.left(Limit.MEMORY), room.left(Limit.GPU), taken);
        var status = random.nextInt(8) == 0 ? Instance.Status.DRAINING : Instance.Status.ACTIVE;
        return new Instance(
                "i-" + i, "arn:" + i, status, random.nextInt(10) > 0, left, tasks, random.nextInt(10) == 0, false);
    }

    // About what runs, some more and some less.
    private List<Workload> wanting(List<Workload> workloads, List<Instance> instances) {
        return workloads.stream()
                .map(workload -> {
                    int running = instances.stream()
                            .mapToInt(instance -> instance.tasks().getOrDefault(workload.name(), 0))
                            .sum();
                    int wanted = Math.max(0, running + random.nextInt(-2, random.nextBoolean() ? 1 : 12));
                    return new Workload(workload.name(), workload.task(), wanted, workload.kind());
                })
                .toList();
    }
}

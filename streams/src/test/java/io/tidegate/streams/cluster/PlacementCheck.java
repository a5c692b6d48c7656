package io.tidegate.streams.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.cluster.ScaleIn.Move;
import io.tidegate.streams.policy.ClusterPolicy.Buffer;
import java.util.TreeMap;
import java.util.TreeSet;

/** Adds up, apart from how it was found, whether a scale-in leaves every task and the buffer a place. */
record PlacementCheck(Fleet fleet, Buffer buffer, ScaleIn scaleIn) {

    void check(String seed) {
        var gone = new TreeSet<>(Fleets.ids(scaleIn.instances()).toList());
        if (gone.isEmpty()) {
            return;
        }
        for (var instance : fleet.instances()) {
            if (gone.contains(instance.id())) {
                assertThat(instance.takesTasks() && !instance.scaleInProtected())
                        .as(seed)
                        .isTrue();
                assertThat(fleet.tasks(instance, Workload.Kind.STANDALONE))
                        .as(seed)
                        .isZero();
            } else {
                holdsWhatMovesThere(instance, seed);
            }
        }
        assertThat(scaleIn.moves()).as(seed).noneMatch(move -> gone.contains(move.instance()));
        everyTaskHasAPlace(gone, seed);
        theBufferHasAPlace(seed);
    }

    private void holdsWhatMovesThere(Instance instance, String seed) {
        long cpu = instance.room().cpu();
        long memory = instance.room().memory();
        long gpus = instance.room().gpus();
        var ports = new TreeSet<>(instance.room().ports());
        for (Move move : scaleIn.moves()) {
            if (!move.instance().equals(instance.id())) {
                continue;
            }
            assertThat(instance.takesTasks()).as(seed).isTrue();
            var task = task(move);
            cpu -= (long) move.count() * task.cpu();
            memory -= (long) move.count() * task.memory();
            gpus -= (long) move.count() * task.gpus();
            for (var port : task.ports()) {
                assertThat(move.count() == 1 && ports.add(port)).as(seed).isTrue();
            }
        }
        assertThat(cpu).as(seed).isNotNegative();
        assertThat(memory).as(seed).isNotNegative();
        assertThat(gpus).as(seed).isNotNegative();
    }

    private Resources task(Move move) {
        if (move.workload().equals("buffer")) {
            return Resources.of(buffer.cpu(), buffer.memory());
        }
        return workload(move.workload()).task();
    }

    private Workload workload(String name) {
        return fleet.workloads().stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    // Wanted tasks are those that stay and those that move, but for tasks that no instance can hold.
    private void everyTaskHasAPlace(TreeSet<String> gone, String seed) {
        var placed = new TreeMap<String, Integer>();
        scaleIn.moves().stream()
                .filter(move -> !move.buffer())
                .forEach(move -> placed.merge(move.workload(), move.count(), Integer::sum));
        fleet.instances().stream()
                .filter(instance -> instance.status() != Instance.Status.DRAINING && !gone.contains(instance.id()))
                .forEach(
                        instance -> instance.tasks().forEach((name, count) -> placed.merge(name, count, Integer::sum)));
        Fit.of(fleet, buffer).impossible().stream()
                .filter(rest -> !rest.buffer())
                .forEach(rest -> placed.merge(rest.workload(), rest.count(), Integer::sum));
        for (var workload : fleet.workloads()) {
            if (workload.kind() != Workload.Kind.DAEMON) {
                assertThat(placed.getOrDefault(workload.name(), 0))
                        .as("%s, %s", seed, workload.name())
                        .isGreaterThanOrEqualTo(workload.wanted());
            }
        }
    }

    private void theBufferHasAPlace(String seed) {
        int impossible = Fit.of(fleet, buffer).impossible().stream()
                .filter(Fit.Impossible::buffer)
                .mapToInt(Fit.Impossible::count)
                .sum();
        int kept = scaleIn.moves().stream()
                .filter(Move::buffer)
                .mapToInt(Move::count)
                .sum();
        boolean tasks = fleet.workloads().stream().anyMatch(workload -> workload.kind() != Workload.Kind.DAEMON);
        int wanted = (buffer.cpu() + buffer.memory() > 0 ? 1 : 0) + (tasks ? buffer.tasks() : 0);
        assertThat(kept + impossible).as(seed).isEqualTo(wanted);
    }
}

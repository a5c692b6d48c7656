package io.tidegate.streams.cluster;

import io.tidegate.streams.policy.ClusterPolicy.Buffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Equal tasks that need a place, or room that is to be kept free, which is placed as if it were tasks.
 *
 * @param name of the workload; for a buffer, {@code buffer} or the workload it is for
 */
record Load(String name, Resources task, int count, boolean buffer) {

    /** Tasks that are wanted and have no place yet, and the buffer. */
    static List<Load> of(Fleet fleet, Buffer buffer, Resources scale) {
        var loads = new ArrayList<Load>();
        var placed = fleet.placed();
        for (var workload : fleet.workloads()) {
            int missing = workload.wanted() - placed.getOrDefault(workload.name(), 0);
            if (workload.kind() != Workload.Kind.DAEMON && missing > 0) {
                loads.add(new Load(workload.name(), workload.task(), missing, false));
            }
        }
        if (buffer.cpu() > 0 || buffer.memory() > 0) {
            loads.add(new Load("buffer", Resources.of(buffer.cpu(), buffer.memory()), 1, true));
        }
        if (buffer.tasks() > 0) {
            fleet.workloads().stream()
                    .filter(workload -> workload.kind() != Workload.Kind.DAEMON)
                    .max(Comparator.comparingDouble(
                                    (Workload workload) -> workload.task().share(scale))
                            .thenComparing(Workload::name))
                    .ifPresent(largest -> loads.add(new Load(largest.name(), largest.task(), buffer.tasks(), true)));
        }
        return loads;
    }

    /** Orders in which loads are tried, each decreasing; what few instances can take comes first. */
    static List<Comparator<Load>> orders(Resources scale) {
        return List.of(
                by(task -> task.share(scale)),
                by(task -> part(task.cpu(), scale.cpu()) + part(task.memory(), scale.memory())),
                by(Resources::cpu),
                by(Resources::memory));
    }

    private static Comparator<Load> by(ToDoubleFunction<Resources> size) {
        return Comparator.comparingInt((Load load) -> load.task().gpus())
                .thenComparing(load -> !load.task().ports().isEmpty())
                .thenComparingDouble(load -> size.applyAsDouble(load.task()))
                .thenComparingInt(load -> load.task().cpu())
                .thenComparingInt(load -> load.task().memory())
                .reversed()
                .thenComparing(Load::name)
                .thenComparing(Load::buffer);
    }

    private static double part(int part, int whole) {
        return whole == 0 ? 0 : part / (double) whole;
    }

    Load times(int count) {
        return new Load(name, task, count, buffer);
    }
}

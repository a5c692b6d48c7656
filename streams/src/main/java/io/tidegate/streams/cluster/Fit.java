package io.tidegate.streams.cluster;

import io.tidegate.streams.cluster.Packing.Unplaced;
import io.tidegate.streams.policy.ClusterPolicy.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many new instances the tasks and the buffer of a cluster need, beyond those there are and those on their way. The tasks
 * of draining instances need a place as well.
 *
 * @param instances 0 when everything has its place
 * @param lowerBound how many any packing needs at least; where {@code instances} equals it, more demand never needs fewer
 * @param limit what most instances lack for the first task that has no place, {@link Limit#BUFFER} when all tasks have theirs;
 *     null when everything has
 * @param impossible tasks that no new instance could hold: told, and not chased
 */
public record Fit(int instances, int lowerBound, @Nullable Limit limit, List<Impossible> impossible) {
    public Fit {
        impossible = List.copyOf(impossible);
    }

    /** Tasks that fit no shape of instance, or room kept free for such. */
    public record Impossible(String workload, int count, boolean buffer, Limit lacking) {
        @Override
        public String toString() {
            return "%d x %s lack %s on every instance, a new one included"
                    .formatted(count, buffer ? workload + " (buffer)" : workload, lacking);
        }
    }

    /** What a fleet needs. */
    public static Fit of(Fleet fleet, Buffer buffer) {
        var space = Space.growing(fleet);
        var loads = Load.of(fleet, buffer, space.scale());
        var packing = Packing.of(loads, space);
        if (space.fresh() == null) {
            return unknown(fleet, packing);
        }
        int least = packing.opened() == 0 ? 0 : LowerBound.of(loads, space);
        var tasks = packing.opened() == 0
                ? packing
                : Packing.of(loads.stream().filter(load -> !load.buffer()).toList(), space);
        var limit = packing.opened() == 0 ? null : tasks.opened() == 0 ? Limit.BUFFER : lacking(tasks);
        return new Fit(packing.opened(), least, limit, impossible(packing));
    }

    // Of an instance that nobody has seen one is enough to find out what it can hold.
    private static Fit unknown(Fleet fleet, Packing packing) {
        if (packing.unplaced().isEmpty()) {
            return new Fit(0, 0, null, List.of());
        }
        int one = fleet.group().launching() > 0 ? 0 : 1;
        return new Fit(one, one, one == 0 ? Limit.LAUNCHING : lacking(packing), List.of());
    }

    private static @Nullable Limit lacking(Packing packing) {
        return packing.overflow() == null ? null : packing.overflow().lacking();
    }

    private static List<Impossible> impossible(Packing packing) {
        return packing.unplaced().stream().map(Fit::impossible).toList();
    }

    private static Impossible impossible(Unplaced rest) {
        var load = rest.load();
        return new Impossible(load.name(), load.count(), load.buffer(), rest.lacking());
    }
}

package io.tidegate.streams.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks placed by first fit, decreasing: each load goes, as far as it fits, into the first room, then the next, then into new
 * instances. Of a few orders the one that needs the fewest new instances counts.
 *
 * @param opened new instances
 * @param placed what went where
 * @param unplaced what fits nowhere, a new instance included
 * @param overflow the first that did not fit on the instances there are; null when all did
 */
record Packing(
        int opened,
        List<Placed> placed,
        List<Unplaced> unplaced,
        @Nullable Unplaced overflow) {

    /** Tasks of a load on an instance; new instances are {@code new-1} and so on. */
    record Placed(Load load, String instance) {}

    /** Tasks of a load that found no room, and what most rooms lacked. */
    record Unplaced(Load load, Limit lacking) {}

    /** The best packing of the loads into a space. */
    static Packing of(List<Load> loads, Space space) {
        var orders = Load.orders(space.scale());
        var best = new Packer(space).pack(loads, orders.getFirst());
        if (best.overflow == null) {
            return best;
        }
        int least = LowerBound.of(loads, space);
        for (var order : orders.subList(1, orders.size())) {
            if (best.opened == least && best.unplaced.isEmpty()) {
                return best;
            }
            var packing = new Packer(space).pack(loads, order);
            best = packing.isBetterThan(best) ? packing : best;
        }
        return best;
    }

    /** What becomes of the loads when they are spread over the space as unluckily as a scheduler might. */
    static Packing spread(List<Load> loads, Space space) {
        return new Packer(space).spread(loads, Load.orders(space.scale()).getFirst());
    }

    private boolean isBetterThan(Packing other) {
        int missing = tasks(unplaced) - tasks(other.unplaced);
        return missing < 0 || (missing == 0 && opened < other.opened);
    }

    private static int tasks(List<Unplaced> unplaced) {
        return unplaced.stream().mapToInt(rest -> rest.load().count()).sum();
    }
}

package io.tidegate.streams.cluster;

import io.tidegate.streams.cluster.Packing.Placed;
import io.tidegate.streams.cluster.Packing.Unplaced;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Places loads one after the other; good for one packing. */
final class Packer {
    private final Space space;
    private final List<Room> standing;
    private final List<Room> opened = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();
    private final List<Unplaced> unplaced = new ArrayList<>();
    private @Nullable Unplaced overflow;

    Packer(Space space) {
        this.space = space;
        this.standing = space.open();
    }

    Packing pack(List<Load> loads, Comparator<Load> order) {
        loads.stream().sorted(order).forEach(this::place);
        return new Packing(opened.size(), placed, unplaced, overflow);
    }

    /** Tasks one by one on the instance with most left, the smallest first; then what is to be kept free. */
    Packing spread(List<Load> loads, Comparator<Load> order) {
        loads.stream().filter(load -> !load.buffer()).sorted(order.reversed()).forEach(this::spread);
        loads.stream().filter(Load::buffer).sorted(order).forEach(this::place);
        return new Packing(opened.size(), placed, unplaced, overflow);
    }

    private void spread(Load load) {
        for (int left = load.count(); left > 0; left--) {
            int roomiest = -1;
            for (int i = 0; i < standing.size(); i++) {
                if (standing.get(i).holds(load.task()) > 0 && (roomiest < 0 || left(i) > left(roomiest))) {
                    roomiest = i;
                }
            }
            if (roomiest < 0) {
                place(load.times(left)); // Nowhere, and so it is told.
                return;
            }
            fill(standing.get(roomiest), space.rooms().get(roomiest).instance(), load.times(1));
        }
    }

    // The scarcer of CPU and memory, as a part of a whole instance.
    private double left(int room) {
        return Math.min(
                standing.get(room).left(Limit.CPU)
                        / (double) Math.max(1, space.scale().cpu()),
                standing.get(room).left(Limit.MEMORY)
                        / (double) Math.max(1, space.scale().memory()));
    }

    private void place(Load load) {
        int left = intoStanding(load);
        if (left > 0 && overflow == null) {
            overflow = new Unplaced(load.times(left), lacking(load.task()));
        }
        left = left == 0 ? 0 : intoOpened(load.times(left));
        if (left > 0) {
            unplaced.add(new Unplaced(load.times(left), lacking(load.task())));
        }
    }

    private int intoStanding(Load load) {
        int left = load.count();
        for (int i = 0; i < standing.size() && left > 0; i++) {
            left -= fill(standing.get(i), space.rooms().get(i).instance(), load.times(left));
        }
        return left;
    }

    private int intoOpened(Load load) {
        int left = load.count();
        for (int i = 0; left > 0; i++) {
            if (i == opened.size() && !opensFor(load.task())) {
                return left;
            }
            left -= fill(opened.get(i), "new-" + (i + 1), load.times(left));
        }
        return 0;
    }

    private int fill(Room room, String instance, Load load) {
        int filled = room.fill(load.task(), load.count());
        if (filled > 0) {
            placed.add(new Placed(load.times(filled), instance));
        }
        return filled;
    }

    private boolean opensFor(Resources task) {
        var fresh = space.fresh();
        if (fresh == null || new Room(fresh).holds(task) == 0) {
            return false;
        }
        return opened.add(new Room(fresh));
    }

    // What most instances lack; where there are none, what a new one is asked the largest part of.
    private Limit lacking(Resources task) {
        var counts = new EnumMap<Limit, Integer>(Limit.class);
        for (var room : standing) {
            var kind = room.lacks(task);
            if (kind != null) {
                counts.merge(kind, 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .reduce((one, other) -> other.getValue() > one.getValue() ? other : one)
                .map(Map.Entry::getKey)
                .orElseGet(() -> largestPart(task));
    }

    private Limit largestPart(Resources task) {
        return Stream.of(Limit.CPU, Limit.MEMORY, Limit.GPU)
                .max(Comparator.comparingDouble(kind ->
                        task.amount(kind) / (double) Math.max(1, space.scale().amount(kind))))
                .orElseThrow();
    }
}

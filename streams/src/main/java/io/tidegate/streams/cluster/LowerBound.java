package io.tidegate.streams.cluster;

import java.util.List;
import java.util.TreeMap;

/**
 * How many new instances any packing needs at least; the largest of these, each of which grows with the loads:
 *
 * <ul>
 *   <li>for each kind and size t: the sum of the sizes that are at least t, less what rooms of at least t have left, by what a
 *       new instance has;
 *   <li>the number of those tasks, less floor(left / t) of each room, by floor(new / t);
 *   <li>for each load alone: its tasks, less those that each room holds, by those that a new instance holds;
 *   <li>for each fixed port: the tasks that need it, less the rooms where it is free.
 * </ul>
 *
 * Loads that no new instance can hold are left out: no number of instances is enough for them.
 */
final class LowerBound {
    private final List<Load> loads;
    private final List<Room> rooms;
    private final Room fresh;

    private LowerBound(List<Load> loads, List<Room> rooms, Room fresh) {
        this.loads = loads;
        this.rooms = rooms;
        this.fresh = fresh;
    }

    static int of(List<Load> loads, Space space) {
        var fresh = space.fresh();
        if (fresh == null) {
            return 0;
        }
        var whole = new Room(fresh);
        var possible =
                loads.stream().filter(load -> whole.holds(load.task()) > 0).toList();
        return new LowerBound(possible, space.open(), whole).instances();
    }

    private int instances() {
        long least = 0;
        for (var kind : List.of(Limit.CPU, Limit.MEMORY, Limit.GPU)) {
            for (var load : loads) {
                int size = load.task().amount(kind);
                least = size == 0 ? least : Math.max(least, atLeast(kind, size));
            }
        }
        for (var load : loads) {
            least = Math.max(least, alone(load));
        }
        return (int) Math.max(least, byPorts());
    }

    private long atLeast(Limit kind, int size) {
        long volume = 0;
        long tasks = 0;
        for (var load : loads) {
            int each = load.task().amount(kind);
            if (each >= size) {
                volume += (long) each * load.count();
                tasks += load.count();
            }
        }
        for (var room : rooms) {
            int left = room.left(kind);
            volume -= left >= size ? left : 0;
            tasks -= left / size;
        }
        int whole = fresh.left(kind);
        return Math.max(Math.ceilDiv(volume, whole), Math.ceilDiv(tasks, whole / size));
    }

    private long alone(Load load) {
        long tasks = load.count();
        for (var room : rooms) {
            tasks -= room.holds(load.task());
        }
        return Math.ceilDiv(tasks, fresh.holds(load.task()));
    }

    private long byPorts() {
        var needed = new TreeMap<HostPort, Long>();
        loads.forEach(load -> load.task().ports().forEach(port -> needed.merge(port, (long) load.count(), Long::sum)));
        return needed.entrySet().stream()
                .mapToLong(entry -> entry.getValue()
                        - rooms.stream()
                                .filter(room -> !room.isTaken(entry.getKey()))
                                .count())
                .max()
                .orElse(0);
    }
}

package io.tidegate.streams.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks can be placed: the rooms of instances, in order, less the daemons that are still to start there.
 *
 * @param fresh what a new instance has for tasks; null when none may be or nothing is known of it
 * @param scale the whole that shares are measured by
 */
record Space(List<Spot> rooms, @Nullable Resources fresh, Resources scale) {

    /** An instance, by its id or as the n-th that is on its way, and what is left on it. */
    record Spot(String instance, Resources left) {}

    /** Instances there are, those on their way, and new ones. */
    static Space growing(Fleet fleet) {
        var fresh = fresh(fleet);
        var rooms = new ArrayList<>(spots(fleet));
        if (fresh != null) {
            for (int i = 1; i <= fleet.group().launching(); i++) {
                rooms.add(new Spot("launching-" + i, fresh));
            }
        }
        return new Space(rooms, fresh, scale(fleet));
    }

    /** Instances there are, and nothing else. */
    static Space standing(Fleet fleet) {
        return new Space(spots(fleet), null, scale(fleet));
    }

    // A new instance, or the most that any has left of each kind.
    private static Resources scale(Fleet fleet) {
        var whole = fleet.group().instance();
        if (whole != null) {
            return whole;
        }
        var most = Resources.NONE;
        for (var instance : fleet.instances()) {
            var left = instance.room();
            most = new Resources(
                    Math.max(most.cpu(), left.cpu()),
                    Math.max(most.memory(), left.memory()),
                    Math.max(most.gpus(), left.gpus()),
                    most.ports());
        }
        return most;
    }

    private static List<Spot> spots(Fleet fleet) {
        var daemons = fleet.daemons();
        return fleet.instances().stream()
                .filter(Instance::takesTasks)
                .map(instance -> new Spot(instance.id(), less(instance.room(), missing(daemons, instance))))
                .toList();
    }

    private static @Nullable Resources fresh(Fleet fleet) {
        var whole = fleet.group().instance();
        return whole == null
                ? null
                : less(whole, fleet.daemons().stream().map(Workload::task).toList());
    }

    private static List<Resources> missing(List<Workload> daemons, Instance instance) {
        return daemons.stream()
                .filter(workload -> !instance.tasks().containsKey(workload.name()))
                .map(Workload::task)
                .toList();
    }

    private static Resources less(Resources left, List<Resources> tasks) {
        var result = left;
        for (var task : tasks) {
            var taken = new TreeSet<>(result.ports());
            taken.addAll(task.ports());
            result = new Resources(
                    Math.max(0, result.cpu() - task.cpu()),
                    Math.max(0, result.memory() - task.memory()),
                    Math.max(0, result.gpus() - task.gpus()),
                    taken);
        }
        return result;
    }

    List<Room> open() {
        var opened = new ArrayList<Room>(rooms.size());
        rooms.forEach(spot -> opened.add(new Room(spot.left())));
        return opened;
    }
}

package io.tidegate.streams.cluster;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an instance has left while tasks are placed on it. */
final class Room {
    private int cpu;
    private int memory;
    private int gpus;
    private Set<HostPort> taken; // Shared until a task takes one.

    Room(Resources left) {
        this.cpu = left.cpu();
        this.memory = left.memory();
        this.gpus = left.gpus();
        this.taken = left.ports();
    }

    /** How many such tasks still fit; an exact fit fits. */
    int holds(Resources task) {
        if (!task.ports().isEmpty() && task.ports().stream().anyMatch(taken::contains)) {
            return 0;
        }
        int most = task.ports().isEmpty() ? Integer.MAX_VALUE : 1;
        most = Math.min(most, times(cpu, task.cpu()));
        most = Math.min(most, times(memory, task.memory()));
        return Math.min(most, times(gpus, task.gpus()));
    }

    private static int times(int left, int each) {
        return each == 0 ? Integer.MAX_VALUE : left / each;
    }

    /** Places up to {@code count} tasks and tells how many found room. */
    int fill(Resources task, int count) {
        int placed = Math.min(count, holds(task));
        cpu -= placed * task.cpu();
        memory -= placed * task.memory();
        gpus -= placed * task.gpus();
        if (placed > 0 && !task.ports().isEmpty()) {
            var more = new TreeSet<>(taken);
            more.addAll(task.ports());
            taken = more;
        }
        return placed;
    }

    /** The first kind of which it has too little for a task; null when the task fits. */
    @Nullable
    Limit lacks(Resources task) {
        if (cpu < task.cpu()) {
            return Limit.CPU;
        }
        if (memory < task.memory()) {
            return Limit.MEMORY;
        }
        if (gpus < task.gpus()) {
            return Limit.GPU;
        }
        return holds(task) == 0 ? Limit.PORTS : null;
    }

    int left(Limit kind) {
        return switch (kind) {
            case CPU -> cpu;
            case MEMORY -> memory;
            case GPU -> gpus;
            default -> throw new IllegalArgumentException("kind must be counted, was " + kind);
        };
    }

    boolean isTaken(HostPort port) {
        return taken.contains(port);
    }
}

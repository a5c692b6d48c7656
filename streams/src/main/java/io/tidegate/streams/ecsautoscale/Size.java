package io.tidegate.streams.ecsautoscale;

/**
 * What a task needs or an instance has.
 *
 * @param cpu CPU units, 1024 a core
 * @param memory MiB
 */
public record Size(long cpu, long memory) {

    Size minus(Size other) {
        return minus(other, 1);
    }

    Size minus(Size other, long count) {
        return new Size(cpu - count * other.cpu, memory - count * other.memory);
    }

    /** How often this much is in {@code room}: exactly as much is once (Q02). */
    long times(Size room) {
        return Math.min(times(cpu, room.cpu), times(memory, room.memory));
    }

    private static long times(long needed, long room) {
        if (room < needed) {
            return 0;
        }
        return needed <= 0 ? Long.MAX_VALUE : room / needed;
    }
}

package io.tidegate.streams.cluster;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a task takes, or what an instance has left.
 *
 * @param cpu units, 1024 a vCPU
 * @param memory MiB
 * @param ports fixed host ports: those that a task needs, or those that are taken on an instance
 */
public record Resources(int cpu, int memory, int gpus, SortedSet<HostPort> ports) {
    /** Nothing at all. */
    public static final Resources NONE = of(0, 0);

    public Resources {
        notNegative("cpu", cpu);
        notNegative("memory", memory);
        notNegative("gpus", gpus);
        ports = Collections.unmodifiableSortedSet(new TreeSet<>(ports));
    }

    /** CPU and memory alone. */
    public static Resources of(int cpu, int memory) {
        return new Resources(cpu, memory, 0, new TreeSet<>());
    }

    private static void notNegative(String key, int value) {
        if (value < 0) {
            throw new IllegalArgumentException("%s must not be negative, was %d".formatted(key, value));
        }
    }

    /** How much there is of a kind that is counted. */
    int amount(Limit kind) {
        return switch (kind) {
            case CPU -> cpu;
            case MEMORY -> memory;
            case GPU -> gpus;
            default -> throw new IllegalArgumentException("kind must be counted, was " + kind);
        };
    }

    /** The largest share of a whole instance that this takes of one kind; more than 1 when the instance has too little. */
    double share(Resources whole) {
        return Math.max(Math.max(share(cpu, whole.cpu), share(memory, whole.memory)), share(gpus, whole.gpus));
    }

    private static double share(int part, int whole) {
        return part == 0 ? 0 : part / (double) whole; // Of nothing: infinite.
    }
}

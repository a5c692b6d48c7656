package io.tidegate.simulatedaws.instance;

import java.util.SortedSet;

/**
 * What a task takes of an instance.
 *
 * @param cpu units, 1,024 to a vCPU; not negative
 * @param memory MiB; not negative
 * @param gpus not negative
 * @param ports that it must have by their numbers
 */
public record TaskShape(int cpu, int memory, int gpus, SortedSet<HostPort> ports) {
    public TaskShape {
        if (Math.min(cpu, Math.min(memory, gpus)) < 0) {
            throw new IllegalArgumentException(
                    "what a task takes must not be negative, was cpu " + cpu + ", memory " + memory + ", gpus " + gpus);
        }
        ports = HostPort.set(ports);
    }

    /** A shape without GPUs and fixed ports. */
    public static TaskShape of(int cpu, int memory) {
        return new TaskShape(cpu, memory, 0, HostPort.set());
    }

    /** The same with so many GPUs. */
    public TaskShape withGpus(int newGpus) {
        return new TaskShape(cpu, memory, newGpus, ports);
    }

    /** The same with these fixed ports. */
    public TaskShape withPorts(HostPort... newPorts) {
        return new TaskShape(cpu, memory, gpus, HostPort.set(newPorts));
    }
}

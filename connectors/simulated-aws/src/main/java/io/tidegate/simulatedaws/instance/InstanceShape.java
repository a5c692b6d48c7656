package io.tidegate.simulatedaws.instance;

import java.util.SortedSet;

/**
 * What an instance has for tasks when it is empty.
 *
 * @param cpu units, 1,024 to a vCPU; positive
 * @param memory MiB; positive
 * @param gpus not negative
 * @param reservedPorts that no task can have
 */
public record InstanceShape(int cpu, int memory, int gpus, SortedSet<HostPort> reservedPorts) {
    /** SSH, Docker and ECS's agent, which reserve them (ContainerInstance, ECS API reference). */
    private static final SortedSet<HostPort> OF_THE_AGENT = HostPort.set(
            HostPort.tcp(22), HostPort.tcp(2375), HostPort.tcp(2376), HostPort.tcp(51678), HostPort.tcp(51679));

    public InstanceShape {
        if (cpu < 1 || memory < 1 || gpus < 0) {
            throw new IllegalArgumentException("an instance must have cpu and memory, and no negative gpus, had cpu "
                    + cpu + ", memory " + memory + ", gpus " + gpus);
        }
        reservedPorts = HostPort.set(reservedPorts);
    }

    /** A shape without GPUs, whose ports are free but for those of the agent. */
    public static InstanceShape of(int cpu, int memory) {
        return new InstanceShape(cpu, memory, 0, OF_THE_AGENT);
    }

    /** How many such tasks an empty instance has room for; beyond {@code most} it does not matter. */
    public int holds(TaskShape task, int most) {
        var room = new Room(this);
        var held = 0;
        while (held < most && room.fits(task)) {
            room.take(task);
            held++;
        }
        return held;
    }

    /** The same with so many GPUs. */
    public InstanceShape withGpus(int newGpus) {
        return new InstanceShape(cpu, memory, newGpus, reservedPorts);
    }
}

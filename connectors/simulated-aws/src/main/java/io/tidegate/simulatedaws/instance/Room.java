package io.tidegate.simulatedaws.instance;

import java.util.SortedSet;
import java.util.TreeSet;

/** What is left on an instance: its shape less what its tasks have taken. Never less than nothing. */
public final class Room {
    private final InstanceShape shape;
    private final TreeSet<HostPort> takenPorts;
    private int cpu;
    private int memory;
    private int gpus;

    Room(InstanceShape shape) {
        this.shape = shape;
        this.cpu = shape.cpu();
        this.memory = shape.memory();
        this.gpus = shape.gpus();
        this.takenPorts = new TreeSet<>(shape.reservedPorts());
    }

    /** The whole. */
    public InstanceShape shape() {
        return shape;
    }

    /** CPU units that are left. */
    public int cpu() {
        return cpu;
    }

    /** MiB that are left. */
    public int memory() {
        return memory;
    }

    /** GPUs that are left. */
    public int gpus() {
        return gpus;
    }

    /** Ports that nobody else can have, those reserved among them. */
    public SortedSet<HostPort> takenPorts() {
        return HostPort.set(takenPorts);
    }

    /** Whether a task finds room; an exact fit fits. */
    boolean fits(TaskShape task) {
        return task.cpu() <= cpu
                && task.memory() <= memory
                && task.gpus() <= gpus
                && task.ports().stream().noneMatch(takenPorts::contains);
    }

    /**
     * Takes what a task needs.
     *
     * @throws IllegalStateException when it does not fit
     */
    void take(TaskShape task) {
        if (!fits(task)) {
            throw new IllegalStateException("a task must fit where it is placed, but " + task + " does not fit in cpu "
                    + cpu + ", memory " + memory + ", gpus " + gpus + " beside ports " + takenPorts);
        }
        cpu -= task.cpu();
        memory -= task.memory();
        gpus -= task.gpus();
        takenPorts.addAll(task.ports());
    }

    /** Gives back what a task took. */
    void release(TaskShape task) {
        cpu += task.cpu();
        memory += task.memory();
        gpus += task.gpus();
        takenPorts.removeAll(task.ports());
    }
}

package io.tidegate.streams.cluster;

/**
 * Tasks of one shape.
 *
 * @param name of the service, or of the group of tasks
 * @param task what one of them takes
 * @param wanted how many there shall be in all; for a daemon, whose number is that of the instances, of no meaning
 */
public record Workload(String name, Resources task, int wanted, Kind kind) {
    /** Who starts the tasks, and so what becomes of them when their instance drains. */
    public enum Kind {
        /** A service replaces them elsewhere. */
        SERVICE,
        /** One on every instance; they end with it. */
        DAEMON,
        /** Nobody replaces them, and draining does not stop them. */
        STANDALONE
    }

    public Workload {
        if (wanted < 0) {
            throw new IllegalArgumentException("wanted must not be negative, was " + wanted);
        }
    }

    /** The same with another number of tasks. */
    Workload wanting(int tasks) {
        return new Workload(name, task, tasks, kind);
    }
}

package io.tidegate.streams.cluster;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An instance that has registered with the cluster.
 *
 * @param id of EC2
 * @param arn of the container instance
 * @param connected whether its agent is; without it no task can be placed
 * @param room what is left on it, with the ports that are taken
 * @param tasks running and pending tasks by the name of their workload
 * @param scaleInProtected whether its group must not take it
 * @param leaving whether its group terminates it already, and counts it no more
 */
public record Instance(
        String id,
        String arn,
        Status status,
        boolean connected,
        Resources room,
        SortedMap<String, Integer> tasks,
        boolean scaleInProtected,
        boolean leaving) {

    /** What ECS makes of it. */
    public enum Status {
        /** Takes tasks. */
        ACTIVE,
        /** Loses its tasks and takes no new ones. */
        DRAINING,
        /** Is about to drain: it is ordered, or thought of, and has not been seen so. */
        TO_DRAIN,
        /** Registering, deregistering or unknown: neither room nor to be counted. */
        OTHER
    }

    public Instance {
        tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
    }

    /** Whether it can take tasks now. */
    boolean takesTasks() {
        return status == Status.ACTIVE && connected && !leaving;
    }

    /** Whether it is on its way out: its tasks will be elsewhere. */
    boolean isDraining() {
        return status == Status.DRAINING || status == Status.TO_DRAIN || leaving;
    }

    /** The same, about to drain unless it does. */
    Instance draining() {
        var next = status == Status.DRAINING ? status : Status.TO_DRAIN;
        return new Instance(id, arn, next, connected, room, tasks, scaleInProtected, leaving);
    }

    /** The same, on its way out of the group. */
    Instance left() {
        return new Instance(id, arn, Status.DRAINING, connected, room, tasks, scaleInProtected, true);
    }
}

package io.tidegate.simulatedaws.observation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call that changed something; a call that set what stood already is none. */
public sealed interface Mutation {

    /** Simulated time of the change. */
    Instant at();

    /**
     * What changed, as {@code ecs/<cluster>/<service>}, {@code asg/<name>}, {@code cluster/<cluster>} or
     * {@code appas/<namespace>/<resource>/<dimension>}.
     */
    String target();

    /** The operation and its request id. */
    Origin origin();

    /** The desired count of a service, or capacity of a group or another scalable resource. */
    record DesiredChanged(Instant at, String target, int from, int to, Origin origin) implements Mutation {}

    /**
     * The bounds of a scalable target or group.
     *
     * @param from null when it was registered first
     * @param to null when it was deregistered
     */
    record BoundsChanged(
            Instant at,
            String target,
            @Nullable Bounds from,
            @Nullable Bounds to,
            Origin origin) implements Mutation {}

    /** An instance of a group that was told to go. */
    record InstanceTerminated(Instant at, String target, String instanceId, Origin origin) implements Mutation {}

    /**
     * An instance of a cluster that was told to drain, or to take tasks again.
     *
     * @param instanceId of EC2
     * @param from {@code ACTIVE} or {@code DRAINING}
     * @param to the other one
     */
    record InstanceStatusChanged(Instant at, String target, String instanceId, String from, String to, Origin origin)
            implements Mutation {}

    /**
     * Where a change came from.
     *
     * @param operation for example {@code UpdateService}
     * @param requestId as the response carried it
     */
    record Origin(String operation, String requestId) {}

    /** Minimum and maximum capacity. */
    record Bounds(int minimum, int maximum) {

        /** {@code capacity}, moved into the bounds. */
        public int pull(int capacity) {
            return Math.clamp(capacity, minimum, maximum);
        }
    }
}

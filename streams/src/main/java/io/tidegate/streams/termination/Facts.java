package io.tidegate.streams.termination;

import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.journal.Input.Observation.Registration;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What AWS was seen to make of an instance. Null stands for what was not seen yet.
 *
 * @param container what its cluster makes of it
 * @param registrations where load balancers send requests to it; those that know it no more are left out
 * @param hook how long the hooks that hold it wait, the shortest of them
 * @param managedDraining whether ECS drains it by itself
 */
public record Facts(
        @Nullable Seen<Container> container,
        @Nullable Seen<List<Registration>> registrations,
        @Nullable HookTimes hook,
        boolean managedDraining) {
    /** Before anything was seen. */
    public static final Facts NONE = new Facts(null, null, null, false);

    /** What its cluster makes of an instance. */
    public sealed interface Container {}

    /** It is none of the cluster's. */
    public record Absent() implements Container {}

    /**
     * It is a container instance.
     *
     * @param arn of the container instance
     * @param status in ECS's words
     * @param tasks running and pending ones
     */
    public record Registered(String arn, String status, boolean connected, int tasks) implements Container {
        boolean isDraining() {
            return status.equals("DRAINING");
        }

        /** Whether tasks can be placed on it. */
        boolean isReady() {
            return status.equals("ACTIVE") && connected;
        }
    }

    /**
     * How long a lifecycle hook waits.
     *
     * @param heartbeat from the notice, or the last heartbeat, to the default result
     * @param global from the notice to the end that no heartbeat puts off
     */
    public record HookTimes(Duration heartbeat, Duration global) {}

    Facts withContainer(Seen<Container> seen) {
        return container != null && !seen.at().isAfter(container.at())
                ? this
                : new Facts(seen, registrations, hook, managedDraining);
    }

    Facts withRegistrations(Seen<List<Registration>> seen) {
        return registrations != null && !seen.at().isAfter(registrations.at())
                ? this
                : new Facts(container, new Seen<>(seen.at(), List.copyOf(seen.what())), hook, managedDraining);
    }

    Facts with(@Nullable HookTimes times, boolean drainsItself) {
        return new Facts(container, registrations, times, drainsItself);
    }
}

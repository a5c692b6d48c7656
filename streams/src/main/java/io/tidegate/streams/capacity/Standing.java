package io.tidegate.streams.capacity;

import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.CapacityPolicy.Actuation;
import io.tidegate.streams.policy.TargetKind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a target has, whatever its kind, or why that cannot be told or changed. */
sealed interface Standing {
    /**
     * It can be scaled.
     *
     * @param desired as AWS has it
     * @param running what the metrics speak of
     * @param deploying whether a deployment is in progress
     * @param own bounds that AWS would refuse to leave; empty when none stand in the way
     */
    record Known(int desired, int running, boolean deploying, Optional<Bounds> own) implements Standing {}

    /**
     * It cannot be scaled now.
     *
     * @param reason upper-case code
     */
    record Unknown(String reason, String explanation) implements Standing {}

    /** The observation that says what the target has; null before one. */
    static @Nullable Seen<?> seen(CapacityState state) {
        return state.policy().kind() == TargetKind.TARGET
                ? state.facts().bounds()
                : state.facts().capacity();
    }

    static Standing of(CapacityState state, Instant now) {
        var seen = seen(state);
        if (seen == null) {
            return new Unknown("NOT_OBSERVED", "AWS has not told its state yet");
        }
        if (seen.isStale(now)) {
            return new Unknown("OBSERVATION_STALE", "its state was last seen at " + seen.at());
        }
        return switch (seen.what()) {
            case Observation.Service service -> of(service);
            case Observation.Group group -> of(group, state.policy().via());
            case Observation.ScalableTarget target -> of(target);
            default -> throw new IllegalStateException("no capacity is told by " + seen.what());
        };
    }

    private static Standing of(Observation.Service service) {
        return service.active()
                ? new Known(service.desired(), service.running(), service.deploymentInProgress(), Optional.empty())
                : new Unknown("NOT_ACTIVE", "the service is " + service.status());
    }

    private static Standing of(Observation.Group group, Actuation via) {
        if (group.status().isPresent()) {
            return new Unknown(
                    "NOT_ACTIVE",
                    "the group has status \"%s\"".formatted(group.status().get()));
        }
        if (group.ecsManaged()) {
            return new Unknown("ECS_MANAGED", "a capacity provider of ECS scales the group: two would undo each other");
        }
        var own =
                via == Actuation.DESIRED ? Optional.of(new Bounds(group.min(), group.max())) : Optional.<Bounds>empty();
        return new Known(group.desired(), group.inService(), false, own);
    }

    // Application Auto Scaling tells no capacity. Pinned, it is the bounds; until then it counts as the upper one: the
    // only reading by which nothing that is in use is taken away (RATIONALE.md).
    private static Standing of(Observation.ScalableTarget target) {
        return new Known(target.max(), target.max(), false, Optional.empty());
    }
}

package io.tidegate.simulatedaws.scaling;

import io.tidegate.simulatedaws.ecs.Fleet;
import io.tidegate.simulatedaws.ecs.ServiceName;
import io.tidegate.simulatedaws.observation.Mutation;
import io.tidegate.simulatedaws.observation.Mutation.Bounds;
import io.tidegate.simulatedaws.observation.MutationLog;
import io.tidegate.simulatedaws.physics.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The registered scalable targets; registering one pulls the service's desired count into its bounds at once. Not thread-safe. */
public final class ScalableTargets {
    private final TreeMap<ServiceName, ScalableTargetState> registered = new TreeMap<>();
    private final Timeline timeline;
    private final Fleet fleet;
    private final MutationLog mutations;

    public ScalableTargets(Timeline timeline, Fleet fleet, MutationLog mutations) {
        this.timeline = timeline;
        this.fleet = fleet;
        this.mutations = mutations;
    }

    /** The bounds registered for a service, or empty. */
    public Optional<Bounds> bounds(ServiceName service) {
        return Optional.ofNullable(registered.get(service)).map(ScalableTargetState::bounds);
    }

    /** The simulated present. */
    Instant now() {
        return timeline.now();
    }

    /** In order of resource id. */
    List<ScalableTargetState> all() {
        return List.copyOf(registered.values());
    }

    Optional<ScalableTargetState> find(ServiceName service) {
        return Optional.ofNullable(registered.get(service));
    }

    /** Registers or updates; on every call the desired count is pulled into the bounds. */
    void register(ServiceName service, ScalableTargetState state, Mutation.Origin origin) {
        var before = registered.put(service, state);
        logBounds(service, before == null ? null : before.bounds(), state.bounds(), origin);
        fleet.status(service)
                .ifPresent(status -> fleet.setDesired(service, state.bounds().pull(status.desired()), origin));
    }

    /** Forgets the target; the desired count stays as it is. */
    boolean deregister(ServiceName service, Mutation.Origin origin) {
        var before = registered.remove(service);
        if (before == null) {
            return false;
        }
        logBounds(service, before.bounds(), null, origin);
        return true;
    }

    private void logBounds(ServiceName service, @Nullable Bounds from, @Nullable Bounds to, Mutation.Origin origin) {
        if (from == null || !from.equals(to)) {
            mutations.add(new Mutation.BoundsChanged(timeline.now(), service.target(), from, to, origin));
        }
    }
}

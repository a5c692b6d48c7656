package io.tidegate.simulatedaws.scaling;

import io.tidegate.simulatedaws.observation.Mutation;
import io.tidegate.simulatedaws.observation.Mutation.Bounds;
import io.tidegate.simulatedaws.observation.MutationLog;
import io.tidegate.simulatedaws.physics.Timeline;
import io.tidegate.simulatedaws.service.Fleet;
import io.tidegate.simulatedaws.service.Service;
import io.tidegate.simulatedaws.service.ServiceName;
import io.tidegate.simulatedaws.service.ServiceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The registered scalable targets; registering one pulls the capacity behind it into its bounds at once. Behind a target is
 * an ECS service, or a plain number of units, such as the throughput of a table. Not thread-safe.
 */
public final class ScalableTargets {
    private final TreeMap<TargetKey, ScalableTargetState> registered = new TreeMap<>();
    private final TreeMap<TargetKey, TreeMap<String, String>> tags = new TreeMap<>();
    private final TreeMap<TargetKey, Integer> units = new TreeMap<>();
    private final Timeline timeline;
    private final Fleet fleet;
    private final MutationLog mutations;
    private final AwsScalers scalers;

    public ScalableTargets(Timeline timeline, Fleet fleet, MutationLog mutations) {
        this.timeline = timeline;
        this.fleet = fleet;
        this.mutations = mutations;
        this.scalers = new AwsScalers(timeline);
    }

    /** What else is known of the targets. */
    AwsScalers scalers() {
        return scalers;
    }

    /**
     * Scales a registered target as one of its policies would.
     *
     * @throws IllegalArgumentException when it is not registered
     */
    public void scale(String target, int to, String cause) {
        var key = TargetKey.parse(target);
        int now = capacity(key)
                .filter(_ -> registered.containsKey(key))
                .orElseThrow(() -> new IllegalArgumentException("target must be registered, " + target + " is not"));
        scalers.scaled(key, to, cause);
        set(key, now, to, new Mutation.Origin("ScalingPolicy", cause));
    }

    /** Adds something outside ECS that can be scaled, as {@code appas/<namespace>/<resource>/<dimension>}. */
    public void addUnits(String target, int capacity) {
        units.put(TargetKey.parse(target), capacity);
    }

    /** The bounds registered for a service or another target, or empty. */
    public Optional<Bounds> bounds(String target) {
        return find(TargetKey.parse(target)).map(ScalableTargetState::bounds);
    }

    /** The capacity that a target has now, or empty when there is nothing of that name. */
    public Optional<Integer> capacity(String target) {
        return capacity(TargetKey.parse(target));
    }

    /** The simulated present. */
    Instant now() {
        return timeline.now();
    }

    /** In order of namespace, resource id and dimension. */
    List<ScalableTargetState> all() {
        return List.copyOf(registered.values());
    }

    Optional<ScalableTargetState> find(TargetKey key) {
        return Optional.ofNullable(registered.get(key));
    }

    /** The tags of a registered target, to be changed at will. */
    Map<String, String> tags(TargetKey key) {
        return tags.computeIfAbsent(key, _ -> new TreeMap<>());
    }

    Optional<Integer> capacity(TargetKey key) {
        return key.service().isPresent()
                ? key.service()
                        .filter(this::takesDesired)
                        .flatMap(fleet::status)
                        .map(ServiceStatus::desired)
                : Optional.ofNullable(units.get(key));
    }

    // A daemon is not scaled.
    private boolean takesDesired(ServiceName service) {
        return fleet.service(service).stream().anyMatch(Service::takesDesired);
    }

    /** Registers or updates; on every call the capacity is pulled into the bounds. */
    void register(ScalableTargetState state, Mutation.Origin origin) {
        var key = state.key();
        var before = registered.put(key, state);
        logBounds(key, before == null ? null : before.bounds(), state.bounds(), origin);
        capacity(key).ifPresent(capacity -> pull(key, capacity, state.bounds(), origin));
    }

    /** Forgets the target; the capacity stays as it is. */
    boolean deregister(TargetKey key, Mutation.Origin origin) {
        var before = registered.remove(key);
        if (before == null) {
            return false;
        }
        scalers.forget(key);
        tags.remove(key);
        logBounds(key, before.bounds(), null, origin);
        return true;
    }

    private void pull(TargetKey key, int from, Bounds bounds, Mutation.Origin origin) {
        int to = bounds.pull(from);
        if (to != from) {
            String end = to > from ? "minimum capacity was set to " : "maximum capacity was set to ";
            scalers.scaled(key, to, end + to);
        }
        set(key, from, to, origin);
    }

    private void set(TargetKey key, int from, int to, Mutation.Origin origin) {
        key.service().ifPresentOrElse(service -> fleet.setDesired(service, to, origin), () -> {
            units.put(key, to);
            if (from != to) {
                mutations.add(new Mutation.DesiredChanged(timeline.now(), key.target(), from, to, origin));
            }
        });
    }

    private void logBounds(TargetKey key, @Nullable Bounds from, @Nullable Bounds to, Mutation.Origin origin) {
        if (from == null || !from.equals(to)) {
            mutations.add(new Mutation.BoundsChanged(timeline.now(), key.target(), from, to, origin));
        }
    }
}

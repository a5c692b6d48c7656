package io.tidegate.simulatedaws.backing;

import io.tidegate.simulatedaws.backing.Backings.ProvidedGroup;
import io.tidegate.simulatedaws.group.Groups;
import io.tidegate.simulatedaws.metric.MetricKey;
import io.tidegate.simulatedaws.metric.MetricStore;
import io.tidegate.simulatedaws.metric.Observation;
import io.tidegate.simulatedaws.physics.Timeline;
import io.tidegate.simulatedaws.service.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Managed scaling of capacity providers: reports each minute how much of their groups is needed, and scales these by it. A scale-out is
 * at once, unless instances still warm up; a scale-in waits for fifteen minutes below the target. All tasks of a cluster count as
 * those of its provider, for services are not told apart by their strategies.
 */
public final class ManagedScaling {
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Duration WARM_UP = Duration.ofMinutes(5); // ManagedScaling, instanceWarmupPeriod
    private static final int MOST_ADDED = 10_000; // ManagedScaling, maximumScalingStepSize
    private static final int POINTS_BEFORE_SCALE_IN = 15; // Fifteen points of a minute (ECS developer guide)

    private final Timeline timeline;
    private final Backings backings;
    private final Fleet fleet;
    private final Groups groups;
    private final MetricStore metrics;
    private final TreeMap<String, Integer> pointsBelow = new TreeMap<>();

    public ManagedScaling(Timeline timeline, Backings backings, Fleet fleet, Groups groups, MetricStore metrics) {
        this.timeline = timeline;
        this.backings = backings;
        this.fleet = fleet;
        this.groups = groups;
        this.metrics = metrics;
    }

    /** Begins to look at the end of the minute that runs now. */
    public void start() {
        var seconds = PERIOD.toSeconds();
        var next = (Math.floorDiv(timeline.now().getEpochSecond(), seconds) + 1) * seconds;
        schedule(Instant.ofEpochSecond(next));
    }

    private void schedule(Instant end) {
        timeline.at(end, () -> {
            backings.providers().stream()
                    .filter(provided -> provided.provider().managedScaling())
                    .forEach(provided -> look(provided, end.minus(PERIOD)));
            schedule(end.plus(PERIOD));
        });
    }

    private void look(ProvidedGroup provided, Instant minute) {
        var status = groups.status(provided.group());
        if (status.isEmpty()) {
            return; // The group was deleted.
        }
        var cluster = fleet.addCluster(provided.cluster());
        var pool = cluster.instances();
        var target = provided.provider().targetCapacity();
        var name = provided.provider().name();
        var waiting = pool.neededFor(backings.shapeOf(provided.group()));
        var reservation = new Reservation(
                pool.occupied(name) + waiting.orElse(0), status.get().inService());
        // Where no task that waits would fit an instance of the group, scaling stops at the target.
        var percent = waiting.isEmpty() ? target : reservation.percent();
        metrics.report(key(provided), minute, Observation.of(percent));
        if (waiting.isPresent()) {
            scale(provided, reservation, status.get().desired());
        }
    }

    private void scale(ProvidedGroup provided, Reservation reservation, int desired) {
        var name = provided.provider().name();
        var target = provided.provider().targetCapacity();
        var percent = reservation.percent();
        var wanted = reservation.instancesAt(target);
        if (percent > target) {
            pointsBelow.remove(name);
            if (wanted > desired) {
                resize(provided, Math.min(wanted, desired + MOST_ADDED));
            }
        } else if (percent < target) {
            var points = pointsBelow.merge(name, 1, Integer::sum);
            if (points >= POINTS_BEFORE_SCALE_IN && wanted < desired) {
                // "Between 1 instance and less than 50 % of the group" a minute.
                var most = Math.max(1, (desired - 1) / 2);
                resize(provided, Math.max(wanted, desired - most));
            }
        } else {
            pointsBelow.remove(name);
        }
    }

    private void resize(ProvidedGroup provided, int to) {
        var cause = "a monitor alarm of the managed scaling of capacity provider "
                + provided.provider().name();
        groups.scaleManaged(provided.group(), to, WARM_UP, cause);
    }

    private static MetricKey key(ProvidedGroup provided) {
        return new MetricKey(
                "AWS/ECS/ManagedScaling",
                "CapacityProviderReservation",
                new TreeMap<>(Map.of(
                        "ClusterName",
                        provided.cluster(),
                        "CapacityProviderName",
                        provided.provider().name())));
    }
}

package io.tidegate.streams.cluster;

import io.tidegate.streams.cluster.ClusterState.Patience;
import io.tidegate.streams.cluster.Reservation.Reading;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ClusterPolicy;
import java.time.Instant;
import java.util.List;

/** What is to be done with the instances of a cluster by its reservation: one reading a minute, nothing in between. */
final class ReservationPlanner {
    private ReservationPlanner() {}

    /** A plan, and what is remembered of the readings. */
    record Planned(ClusterPlan plan, Patience patience) {}

    static Planned plan(Fleet fleet, ClusterPolicy.Reservation policy, Bounds wanted, ClusterState state, Instant now) {
        var bounds = FitPlanner.within(fleet.group(), wanted);
        var refused = FitPlanner.refused(fleet, bounds);
        var patience = state.patience();
        if (refused != null) {
            return new Planned(refused, patience);
        }
        if (!patience.isDue(now)) {
            return new Planned(keep(fleet, bounds, "the next reading is due a minute after the last"), patience);
        }
        var reading = new Reading(
                Reservation.needed(fleet),
                Reservation.running(fleet),
                fleet.group().desired() - fleet.draining(),
                isWarming(fleet, policy, state, now));
        var answer = Reservation.answer(patience.low(), reading, policy, bounds);
        return new Planned(plan(fleet, bounds, reading, answer), new Patience(answer.low(), now));
    }

    private static boolean isWarming(Fleet fleet, ClusterPolicy.Reservation policy, ClusterState state, Instant now) {
        var out = state.actions().history().out();
        return fleet.group().launching() > 0
                || (out != null && out.plus(policy.warmup()).isAfter(now));
    }

    private static ClusterPlan plan(Fleet fleet, Bounds bounds, Reading reading, Reservation.Answer answer) {
        int more = answer.desired() - reading.desired();
        if (more > 0) {
            int desired = fleet.group().desired();
            var limit = answer.limit() == null ? Limit.RESERVATION : answer.limit();
            int to = Math.min(desired + more, bounds.max());
            return to == desired
                    ? keep(fleet, bounds, "max is %d until instances have drained".formatted(to))
                    : plan(
                            fleet,
                            bounds,
                            new ClusterPlan.Grow(desired, to, limit),
                            desired + more,
                            answer.explanation());
        }
        var spare = spare(fleet, -more);
        if (!spare.isEmpty() && !fleet.unsized().isEmpty()) {
            return keep(fleet, bounds, Limit.UNSIZED, FitPlanner.unsized(fleet));
        }
        if (spare.isEmpty() || fleet.management().draining()) {
            return keep(fleet, bounds, answer.explanation());
        }
        return plan(
                fleet, bounds, new ClusterPlan.Drain(spare, Limit.RESERVATION), answer.desired(), answer.explanation());
    }

    // Empty ones alone go, as with managed termination protection.
    private static List<Instance> spare(Fleet fleet, int count) {
        return fleet.instances().stream()
                .filter(instance -> instance.takesTasks() && !instance.scaleInProtected() && fleet.isEmpty(instance))
                .limit(count)
                .toList();
    }

    private static ClusterPlan keep(Fleet fleet, Bounds bounds, String explanation) {
        return keep(fleet, bounds, Limit.RESERVATION, explanation);
    }

    private static ClusterPlan keep(Fleet fleet, Bounds bounds, Limit limit, String explanation) {
        int staying = fleet.group().desired() - fleet.draining();
        return plan(fleet, bounds, new ClusterPlan.Keep(limit), staying, explanation);
    }

    private static ClusterPlan plan(
            Fleet fleet, Bounds bounds, ClusterPlan.Action action, int wanted, String explanation) {
        return new ClusterPlan(action, bounds, wanted, explanation, FitPlanner.finished(fleet, bounds), List.of());
    }
}

package io.tidegate.streams.cluster;

import io.tidegate.streams.journal.ManualOverride;
import io.tidegate.streams.policy.Bounds;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is to be done for a number of instances that a person gave: they are set, or as many as are too many are drained, the
 * emptiest first, wherever their tasks find a place. The policy's bounds hold unless the person says otherwise, those of the group
 * in any case, for AWS keeps to them.
 */
final class HandPlanner {
    private HandPlanner() {}

    static ClusterPlan plan(Fleet fleet, int given, ManualOverride override, Bounds bounds) {
        var group = fleet.group();
        int allowed = override.beyondBounds() ? given : bounds.clamp(given);
        int wanted = Math.clamp(allowed, group.min(), group.max());
        var exactly = new Bounds(wanted, wanted);
        var refused = FitPlanner.refused(fleet, exactly);
        return refused == null ? plan(fleet, given, exactly, override) : refused;
    }

    private static ClusterPlan plan(Fleet fleet, int given, Bounds exactly, ManualOverride override) {
        int desired = fleet.group().desired();
        int surplus = desired - fleet.draining() - exactly.min();
        ClusterPlan.Action keep = new ClusterPlan.Keep(Limit.OVERRIDE);
        if (desired < exactly.min()) {
            var grow = new ClusterPlan.Grow(desired, exactly.min(), Limit.OVERRIDE);
            return plan(fleet, given, exactly, grow, override.toString());
        }
        if (surplus <= 0) {
            return plan(fleet, given, exactly, keep, override.toString());
        }
        if (fleet.management().draining()) {
            return plan(
                    fleet,
                    given,
                    exactly,
                    keep,
                    "%s; but capacity provider %s drains instances by itself: none is drained here"
                            .formatted(override, fleet.management().provider()));
        }
        return drain(fleet, given, exactly, surplus, override);
    }

    private static ClusterPlan drain(Fleet fleet, int given, Bounds exactly, int surplus, ManualOverride override) {
        var picked = ScaleIn.candidates(fleet).stream().limit(surplus).toList();
        String rest = picked.size() < surplus
                ? "; the others are protected, not connected, on their way, or run tasks that cannot be moved"
                : "";
        if (picked.isEmpty()) {
            return plan(fleet, given, exactly, new ClusterPlan.Keep(Limit.OVERRIDE), override + rest);
        }
        String ids = picked.stream().map(Instance::id).collect(Collectors.joining(", "));
        return plan(
                fleet,
                given,
                exactly,
                new ClusterPlan.Drain(picked, Limit.OVERRIDE),
                "%s: %s are drained%s".formatted(override, ids, rest));
    }

    private static ClusterPlan plan(
            Fleet fleet, int given, Bounds exactly, ClusterPlan.Action action, String explanation) {
        return new ClusterPlan(action, exactly, given, explanation, FitPlanner.finished(fleet, exactly), List.of());
    }
}

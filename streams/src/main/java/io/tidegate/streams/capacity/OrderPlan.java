package io.tidegate.streams.capacity;

import io.tidegate.streams.capacity.CapacityState.Outstanding;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Order.Setting;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.policy.Bounds;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What there is, counting what was ordered and is not seen yet, and which order makes of it what is wanted. */
record OrderPlan(CapacityState state, Instant now) {

    /**
     * Desired capacity that an evaluation starts from: an order counts as carried out until its deadline, and what was
     * applied as what is there while AWS may not show it yet, or shows what somebody else wrote.
     */
    int current(Standing.Known known) {
        var out = outstanding();
        if (out == null) {
            var seen = Mark.seen(state);
            return seen == null ? known.desired() : state.actions().writes().capacity(seen.at(), known);
        }
        return switch (out.order()) {
            case Order.Capacity capacity -> capacity.desired();
            case Order.Limits limits -> limits.pull(known.desired());
        };
    }

    /**
     * The order for a capacity; null when nothing is to be sent.
     *
     * @param bounds that hold now
     */
    @Nullable
    Setting capacity(int current, int desired, Bounds bounds) {
        return switch (state.policy().via()) {
            case SERVICE, DESIRED -> desired == current ? null : new Order.Capacity(current, desired);
            // Pinned: Application Auto Scaling pulls the capacity to it.
            case SCALABLE_TARGET -> limits(new Bounds(desired, desired));
            // One call, so that there is no moment with the new bounds and the old capacity.
            case BOUNDS ->
                desired == current && bounds.equals(expectedLimits())
                        ? null
                        : new Order.Limits(expectedLimits(), bounds, OptionalInt.of(desired));
        };
    }

    /** The order for bounds alone; null when nothing is to be sent. */
    @Nullable
    Setting limits(Bounds wanted) {
        var expected = expectedLimits();
        return wanted.equals(expected) ? null : new Order.Limits(expected, wanted);
    }

    private @Nullable Bounds expectedLimits() {
        var out = outstanding();
        if (out != null && out.order() instanceof Order.Limits limits) {
            return limits.wanted();
        }
        var capacity = state.facts().capacity();
        if (capacity != null && capacity.what() instanceof Observation.Group group) {
            return new Bounds(group.min(), group.max());
        }
        var seen = state.facts().bounds();
        return seen == null ? null : new Bounds(seen.what().min(), seen.what().max());
    }

    private @Nullable Outstanding outstanding() {
        var out = state.actions().outstanding();
        return out != null && out.deadline().isAfter(now) ? out : null;
    }
}

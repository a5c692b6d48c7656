package io.tidegate.streams.capacity;

import io.tidegate.streams.capacity.CapacityState.Outstanding;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.CapacityPolicy.Actuation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What there is, counting what was ordered and is not seen yet, and which order makes of it what is wanted. */
record OrderPlan(CapacityState state, Instant now) {

    /** Desired capacity that an evaluation starts from: an order counts as carried out until its deadline. */
    int current(Observation.Service service) {
        var out = outstanding();
        if (out == null) {
            return service.desired();
        }
        return switch (out.order()) {
            case Order.Capacity capacity -> capacity.desired();
            case Order.Limits limits -> limits.wanted().clamp(service.desired());
        };
    }

    /** The order for a capacity; null when nothing is to be sent. */
    @Nullable
    Order capacity(int current, int desired) {
        if (state.policy().via() == Actuation.SCALABLE_TARGET) {
            return limits(new Bounds(desired, desired)); // Pinned: Application Auto Scaling pulls the capacity to it.
        }
        return desired == current ? null : new Order.Capacity(current, desired);
    }

    /** The order for the bounds of the scalable target; null when nothing is to be sent. */
    @Nullable
    Order limits(Bounds wanted) {
        var expected = expectedLimits();
        return wanted.equals(expected) ? null : new Order.Limits(expected, wanted);
    }

    private @Nullable Bounds expectedLimits() {
        var out = outstanding();
        if (out != null && out.order() instanceof Order.Limits limits) {
            return limits.wanted();
        }
        var seen = state.facts().bounds();
        return seen == null ? null : new Bounds(seen.what().min(), seen.what().max());
    }

    private @Nullable Outstanding outstanding() {
        var out = state.actions().outstanding();
        return out != null && out.deadline().isAfter(now) ? out : null;
    }
}

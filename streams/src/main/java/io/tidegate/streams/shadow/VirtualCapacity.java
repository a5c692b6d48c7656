package io.tidegate.streams.shadow;

import io.tidegate.streams.decision.Order;
import io.tidegate.streams.policy.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a target would have if a shadow drove it: what is ordered starts at once, and works after a while; what is one too many
 * stops at once. Immutable.
 *
 * @param starting units on their way, the next ones first
 */
record VirtualCapacity(Bounds bounds, int desired, int running, List<Starting> starting) {
    VirtualCapacity {
        starting = List.copyOf(starting);
    }

    /** Units that work from a moment on. */
    record Starting(Instant readyAt, int count) {}

    /** As it really is; what is missing is taken to have been ordered now. */
    static VirtualCapacity like(Bounds bounds, int desired, int running, Instant now, Duration startUp) {
        return new VirtualCapacity(bounds, running, running, List.of())
                .ordered(new Order.Capacity(running, desired), now, startUp);
    }

    /** What is ready by then works. */
    VirtualCapacity at(Instant now) {
        int ready = 0;
        var still = new ArrayList<Starting>();
        for (var batch : starting) {
            if (batch.readyAt().isAfter(now)) {
                still.add(batch);
            } else {
                ready += batch.count();
            }
        }
        return ready == 0 ? this : new VirtualCapacity(bounds, desired, running + ready, still);
    }

    /** AWS would take an order. */
    VirtualCapacity ordered(Order.Setting order, Instant now, Duration startUp) {
        return switch (order) {
            case Order.Capacity capacity -> wanting(bounds, capacity.desired(), now, startUp);
            case Order.Limits limits -> wanting(limits.wanted(), limits.pull(desired), now, startUp);
        };
    }

    private VirtualCapacity wanting(Bounds changed, int wanted, Instant now, Duration startUp) {
        int missing = wanted - running - onTheirWay();
        return missing >= 0
                ? new VirtualCapacity(changed, wanted, running, plus(missing, now.plus(startUp))).at(now)
                : less(changed, wanted, -missing);
    }

    private int onTheirWay() {
        return starting.stream().mapToInt(Starting::count).sum();
    }

    private List<Starting> plus(int more, Instant readyAt) {
        var all = new ArrayList<>(starting);
        if (more > 0) {
            all.add(new Starting(readyAt, more));
            all.sort(Comparator.comparing(Starting::readyAt));
        }
        return all;
    }

    // What does not work yet goes first, the latest before the others.
    private VirtualCapacity less(Bounds changed, int wanted, int spare) {
        var left = new ArrayList<>(starting);
        int tooMany = spare;
        while (tooMany > 0 && !left.isEmpty()) {
            var last = left.removeLast();
            if (last.count() > tooMany) {
                left.add(new Starting(last.readyAt(), last.count() - tooMany));
            }
            tooMany -= Math.min(tooMany, last.count());
        }
        return new VirtualCapacity(changed, wanted, running - tooMany, left);
    }

    /** The same with bounds that somebody else sets. */
    VirtualCapacity within(Bounds changed) {
        return changed.equals(bounds) ? this : new VirtualCapacity(changed, desired, running, starting);
    }
}

package io.tidegate.streams.capacity;

import io.tidegate.streams.policy.Behaviour.Limit;
import io.tidegate.streams.policy.Behaviour.Pace;
import io.tidegate.streams.policy.Behaviour.Select;
import io.tidegate.streams.policy.Behaviour.Unit;
import java.time.Instant;
import java.util.stream.IntStream;

/**
 * How far capacity may go in one direction, as Kubernetes' scaling policies have it: what changed inside a pace's period is
 * taken back, the pace applied, a percentage rounded up to the larger change.
 */
final class Pacing {
    private Pacing() {}

    /** The most capacity that may be reached now; at least the current one. */
    static int most(Limit limit, int current, History history, Instant now) {
        if (limit.select() == Select.DISABLED) {
            return current;
        }
        var reach = limit.paces().stream().mapToInt(pace -> upper(pace, start(pace, current, history, now)));
        return Math.max(current, selected(limit, reach, limit.select() == Select.MAX, Integer.MAX_VALUE));
    }

    /** The least capacity that may be reached now; at most the current one. */
    static int least(Limit limit, int current, History history, Instant now) {
        if (limit.select() == Select.DISABLED) {
            return current;
        }
        var reach = limit.paces().stream().mapToInt(pace -> lower(pace, start(pace, current, history, now)));
        return Math.min(current, selected(limit, reach, limit.select() == Select.MIN, 0));
    }

    private static int selected(Limit limit, IntStream reach, boolean highest, int unlimited) {
        if (limit.paces().isEmpty()) {
            return unlimited;
        }
        return (highest ? reach.max() : reach.min()).orElseThrow();
    }

    private static int start(Pace pace, int current, History history, Instant now) {
        return current - history.added(pace.per(), now) + history.removed(pace.per(), now);
    }

    private static int upper(Pace pace, int start) {
        return pace.unit() == Unit.COUNT
                ? start + pace.amount()
                : (int) Math.ceilDiv(start * (100L + pace.amount()), 100);
    }

    private static int lower(Pace pace, int start) {
        return pace.unit() == Unit.COUNT
                ? start - pace.amount()
                : (int) Math.floorDiv(start * Math.max(0L, 100 - pace.amount()), 100);
    }
}

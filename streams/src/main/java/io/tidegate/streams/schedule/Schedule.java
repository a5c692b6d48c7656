package io.tidegate.streams.schedule;

import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ScheduleAction;
import io.tidegate.streams.policy.ScheduleItem;
import io.tidegate.streams.policy.ScheduleWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which bounds hold when: the first listed of the open windows goes before the latest action, which goes before earlier
 * ones, and these before the policy's own. Pure; depends on the JVM's time zone data beside its arguments, and on no earlier
 * answer: whoever looks away misses nothing.
 */
public final class Schedule {
    private Schedule() {}

    /**
     * Bounds in effect.
     *
     * @param min what set the lower end; empty where it is the policy's own
     * @param max what set the upper end; empty where it is the policy's own
     */
    public record Effective(Bounds bounds, Optional<ScheduleItem> min, Optional<ScheduleItem> max) {

        /** What set them, for people. */
        public String origin() {
            String lower = label(min);
            String upper = label(max);
            return lower.equals(upper) ? lower : "min of %s, max of %s".formatted(lower, upper);
        }

        /** What people call the origin of an end. */
        public static String label(Optional<ScheduleItem> item) {
            return item.map(ScheduleItem::label).orElse("the policy");
        }
    }

    /** An occurrence of an action that moves the capacity. */
    public record Move(ScheduleAction action, Instant at, int desired) {}

    private record Occurred(ScheduleAction action, Instant at) {}

    /** The bounds in effect at an instant. */
    public static Effective effective(Bounds bounds, List<ScheduleItem> items, Instant now) {
        if (items.isEmpty()) {
            return new Effective(bounds, Optional.empty(), Optional.empty());
        }
        var topmostFirst = new ArrayList<ScheduleItem>();
        openWindow(items, now).ifPresent(topmostFirst::add);
        occurred(items, now).forEach(occurred -> topmostFirst.add(occurred.action()));
        return Layers.over(bounds, topmostFirst);
    }

    /** The latest occurrence after {@code since} of an action that moves the capacity; of those at one moment the first listed. */
    public static Optional<Move> lastMove(List<ScheduleItem> items, Instant since, Instant now) {
        for (var occurred : occurred(items, now)) {
            var desired = occurred.action().desired();
            if (desired.isPresent() && occurred.at().isAfter(since)) {
                return Optional.of(new Move(occurred.action(), occurred.at(), desired.getAsInt()));
            }
        }
        return Optional.empty();
    }

    /** The earliest moment after an instant at which time alone may change the bounds; empty when it never will. */
    public static Optional<Instant> nextBoundary(List<ScheduleItem> items, Instant now) {
        Optional<Instant> earliest = Optional.empty();
        for (var item : items) {
            var next = nextBoundary(item, now);
            earliest =
                    next.isPresent() && (earliest.isEmpty() || next.get().isBefore(earliest.get())) ? next : earliest;
        }
        return earliest;
    }

    /** The first moment after an instant at which an item begins: a window opens, or an action occurs. */
    public static Optional<Instant> nextStart(ScheduleItem item, Instant after) {
        return switch (item) {
            case ScheduleWindow window -> WindowTimes.nextStart(window, after);
            case ScheduleAction action -> action.when().next(after, action.validity());
        };
    }

    private static Optional<Instant> nextBoundary(ScheduleItem item, Instant now) {
        return switch (item) {
            case ScheduleWindow window -> WindowTimes.nextBoundary(window, now);
            case ScheduleAction action -> action.when().next(now, action.validity());
        };
    }

    private static Optional<ScheduleWindow> openWindow(List<ScheduleItem> items, Instant now) {
        for (var item : items) {
            if (item instanceof ScheduleWindow window && WindowTimes.isOpen(window, now)) {
                return Optional.of(window);
            }
        }
        return Optional.empty();
    }

    // The latest first; of those at the same moment the first listed, as the sort is stable.
    private static List<Occurred> occurred(List<ScheduleItem> items, Instant now) {
        var occurred = new ArrayList<Occurred>();
        for (var item : items) {
            if (item instanceof ScheduleAction action) {
                action.when().latest(now, action.validity()).ifPresent(at -> occurred.add(new Occurred(action, at)));
            }
        }
        occurred.sort(Comparator.comparing(Occurred::at).reversed());
        return occurred;
    }
}

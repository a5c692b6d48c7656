package io.tidegate.streams.schedule;

import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ScheduleItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The bounds of a time to come, change by change. */
public final class Timetable {
    private Timetable() {}

    /**
     * Bounds, or what sets them, from an instant on.
     *
     * @param desired capacity that is moved to at that instant, once; empty where it is left to rules and bounds
     */
    public record Change(Instant at, Schedule.Effective effective, OptionalInt desired) {
        private boolean isNews(Change before) {
            return desired.isPresent() || !effective.equals(before.effective);
        }
    }

    /** What holds at an instant, then every change until another, exclusive; in order. */
    public static List<Change> between(Bounds bounds, List<ScheduleItem> items, Instant from, Instant until) {
        var changes = new ArrayList<Change>();
        changes.add(change(bounds, items, from));
        var next = Schedule.nextBoundary(items, from);
        while (next.isPresent() && next.get().isBefore(until)) {
            var change = change(bounds, items, next.get());
            if (change.isNews(changes.getLast())) {
                changes.add(change);
            }
            next = Schedule.nextBoundary(items, change.at());
        }
        return List.copyOf(changes);
    }

    private static Change change(Bounds bounds, List<ScheduleItem> items, Instant at) {
        var desired = Schedule.lastMove(items, at.minusNanos(1), at).stream()
                .mapToInt(move -> move.desired())
                .findFirst();
        return new Change(at, Schedule.effective(bounds, items, at), desired);
    }
}

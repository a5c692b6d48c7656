package io.tidegate.streams.schedule;

import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ScheduleItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The bounds of a time to come, change by change. */
public final class Timetable {
    private Timetable() {}

    /** Bounds, or what sets them, from an instant on. */
    public record Change(Instant at, Schedule.Effective effective) {}

    /** What holds at an instant, then every change until another, exclusive; in order. */
    public static List<Change> between(Bounds bounds, List<ScheduleItem> items, Instant from, Instant until) {
        var changes = new ArrayList<Change>();
        changes.add(new Change(from, Schedule.effective(bounds, items, from)));
        var next = Schedule.nextBoundary(items, from);
        while (next.isPresent() && next.get().isBefore(until)) {
            var change = new Change(next.get(), Schedule.effective(bounds, items, next.get()));
            if (!change.effective().equals(changes.getLast().effective())) {
                changes.add(change);
            }
            next = Schedule.nextBoundary(items, change.at());
        }
        return List.copyOf(changes);
    }
}

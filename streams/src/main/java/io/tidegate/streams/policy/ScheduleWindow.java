package io.tidegate.streams.policy;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * Bounds that hold inside a weekly window of local time; outside it those before it return.
 *
 * @param days days on which the window starts; at least one
 * @param from inclusive
 * @param to exclusive; not after {@code from} means on the next day
 */
public record ScheduleWindow(
        String name, Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId timezone, Bounds bounds) {
    public ScheduleWindow {
        days = Sorted.copy(days);
        Check.that(!days.isEmpty(), "days must name at least one day, was %s", days);
    }
}

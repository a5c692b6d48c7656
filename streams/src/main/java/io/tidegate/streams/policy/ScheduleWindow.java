package io.tidegate.streams.policy;

import static java.time.temporal.ChronoUnit.MINUTES;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * Bounds that hold inside a weekly window of local time; outside it those before it return.
 *
 * @param days days on which the window starts; at least one
 * @param from inclusive, whole minutes
 * @param to exclusive, whole minutes; not after {@code from} means on the next day
 */
public record ScheduleWindow(
        String name, Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId timezone, Bounds bounds) {
    public ScheduleWindow {
        days = Sorted.copy(days);
        Check.that(!name.isBlank(), "name must not be empty, was \"%s\"", name);
        Check.that(from.equals(from.truncatedTo(MINUTES)), "from must be whole minutes, was %s", from);
        Check.that(to.equals(to.truncatedTo(MINUTES)), "to must be whole minutes, was %s", to);
        Check.that(!days.isEmpty(), "days must name at least one day, was %s", days);
    }
}

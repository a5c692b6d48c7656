package io.tidegate.streams;

import io.tidegate.streams.policy.ScheduleAction;
import io.tidegate.streams.policy.ScheduleWindow;
import io.tidegate.streams.policy.ScheduledBounds;
import io.tidegate.streams.recurrence.Recurrence;
import io.tidegate.streams.recurrence.Validity;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Builds the items of schedules in tests. */
public final class Schedules {
    public static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

    private Schedules() {}

    public static ScheduleWindow window(
            String name, Set<DayOfWeek> days, String hours, String zone, ScheduledBounds bounds) {
        return window(name, new ScheduleWindow.Days(days, Set.of()), hours, always(zone), bounds);
    }

    /** A window whose hours are such as {@code 09:00-18:00}. */
    public static ScheduleWindow window(
            String name, ScheduleWindow.Days days, String hours, Validity validity, ScheduledBounds bounds) {
        var ends = hours.split("-", -1);
        return new ScheduleWindow(
                name,
                days,
                new ScheduleWindow.Hours(LocalTime.parse(ends[0]), LocalTime.parse(ends[1])),
                validity,
                bounds);
    }

    public static ScheduleAction action(String name, String when, Validity validity, ScheduledBounds bounds) {
        return new ScheduleAction(name, Recurrence.parse(when), validity, bounds, OptionalInt.empty());
    }

    public static ScheduleWindow.Days days(Set<DayOfWeek> ofWeek, String excluded) {
        return new ScheduleWindow.Days(ofWeek, Set.of(LocalDate.parse(excluded)));
    }

    public static Validity always(String zone) {
        return Validity.always(ZoneId.of(zone));
    }

    /** From one local time to another; empty for no end. */
    public static Validity valid(String zone, String start, String end) {
        return new Validity(ZoneId.of(zone), time(start), time(end));
    }

    /** One that moves the capacity. */
    public static ScheduleAction move(String name, String when, int desired) {
        return new ScheduleAction(
                name,
                Recurrence.parse(when),
                always("UTC"),
                new ScheduledBounds(OptionalInt.empty(), OptionalInt.empty()),
                OptionalInt.of(desired));
    }

    public static ScheduledBounds min(int min) {
        return new ScheduledBounds(OptionalInt.of(min), OptionalInt.empty());
    }

    public static ScheduledBounds max(int max) {
        return new ScheduledBounds(OptionalInt.empty(), OptionalInt.of(max));
    }

    private static Optional<LocalDateTime> time(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(LocalDateTime.parse(text));
    }
}

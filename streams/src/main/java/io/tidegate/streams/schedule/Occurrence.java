package io.tidegate.streams.schedule;

import io.tidegate.streams.policy.ScheduleWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A window on one day, in real time.
 *
 * <p>A local time that the clocks skip is the moment of the skip, for both ends; a window that lies in the skip whole does
 * not occur. A local time that the clocks repeat is its first pass for the start and its second for the end. So a change of
 * the clocks makes a window longer or shorter, never late or early by its own wall clock.
 *
 * @param start inclusive
 * @param end exclusive
 */
record Occurrence(Instant start, Instant end) {
    // A window lasts a day at most and clocks have been moved by a day at most (Pacific/Apia, 2011).
    private static final int DAYS_BACK = 2;

    boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    /** Occurrences that start on days from two before {@code now} to {@code daysAhead} after it, in order. */
    static List<Occurrence> around(ScheduleWindow window, Instant now, int daysAhead) {
        LocalDate today = now.atZone(window.timezone()).toLocalDate();
        return IntStream.rangeClosed(-DAYS_BACK, daysAhead)
                .mapToObj(today::plusDays)
                .filter(day -> window.days().contains(day.getDayOfWeek()))
                .map(day -> on(window, day))
                .filter(occurrence -> occurrence.start.isBefore(occurrence.end))
                .toList();
    }

    private static Occurrence on(ScheduleWindow window, LocalDate day) {
        LocalDate lastDay = window.to().isAfter(window.from()) ? day : day.plusDays(1);
        ZoneId zone = window.timezone();
        return new Occurrence(first(day.atTime(window.from()), zone), last(lastDay.atTime(window.to()), zone));
    }

    private static Instant first(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change == null ? local.atZone(zone).toInstant() : at(local, change, change.getOffsetBefore());
    }

    private static Instant last(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change == null ? local.atZone(zone).toInstant() : at(local, change, change.getOffsetAfter());
    }

    private static Instant at(LocalDateTime local, ZoneOffsetTransition change, ZoneOffset offset) {
        return change.isGap() ? change.getInstant() : local.toInstant(offset);
    }
}

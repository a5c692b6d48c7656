package io.tidegate.streams.schedule;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ScheduleWindow;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    private static final Bounds OUTSIDE = new Bounds(1, 4);
    private static final Bounds INSIDE = new Bounds(2, 10);

    /** Each row: a window on every day, a moment before the first and after the second boundary, and the boundaries. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "plain day, Asia/Seoul, 09:00, 18:00, 2026-11-23T00:00:00Z, 2026-11-23T09:00:00Z",
        "over midnight, Asia/Seoul, 22:00, 06:00, 2026-11-23T13:00:00Z, 2026-11-23T21:00:00Z",
        "winter, Europe/Berlin, 09:00, 18:00, 2026-01-12T08:00:00Z, 2026-01-12T17:00:00Z",
        "summer, Europe/Berlin, 09:00, 18:00, 2026-07-13T07:00:00Z, 2026-07-13T16:00:00Z",
        "start is skipped, Europe/Berlin, 02:30, 06:00, 2026-03-29T01:00:00Z, 2026-03-29T04:00:00Z",
        "end is skipped, Europe/Berlin, 00:00, 02:30, 2026-03-28T23:00:00Z, 2026-03-29T01:00:00Z",
        "start is repeated, Europe/Berlin, 02:30, 06:00, 2026-10-25T00:30:00Z, 2026-10-25T05:00:00Z",
        "end is repeated, Europe/Berlin, 00:00, 02:30, 2026-10-24T22:00:00Z, 2026-10-25T01:30:00Z",
        "both are repeated, Europe/Berlin, 02:10, 02:50, 2026-10-25T00:10:00Z, 2026-10-25T01:50:00Z",
        "night of a skip, America/New_York, 22:00, 06:00, 2026-03-08T03:00:00Z, 2026-03-08T10:00:00Z",
        "night of a repetition, America/New_York, 22:00, 06:00, 2026-11-01T02:00:00Z, 2026-11-01T11:00:00Z",
        "midnight is skipped, Africa/Cairo, 00:00, 06:00, 2026-04-23T22:00:00Z, 2026-04-24T03:00:00Z",
        "start before midnight is repeated, Africa/Cairo, 23:30, 06:00, 2026-10-29T20:30:00Z, 2026-10-30T04:00:00Z",
        "end before midnight is repeated, Africa/Cairo, 20:00, 23:30, 2026-10-29T17:00:00Z, 2026-10-29T21:30:00Z",
    })
    void holdsFromItsStartToItsEnd(String name, ZoneId zone, LocalTime from, LocalTime to, Instant start, Instant end) {
        var window = window(EnumSet.allOf(DayOfWeek.class), from, to, zone);

        assertThat(Schedule.isActive(window, start.minusMillis(1))).isFalse();
        assertThat(Schedule.isActive(window, start)).isTrue();
        assertThat(Schedule.isActive(window, end.minusMillis(1))).isTrue();
        assertThat(Schedule.isActive(window, end)).isFalse();
        assertThat(Schedule.nextBoundary(List.of(window), start.minusMillis(1))).hasValue(start);
        assertThat(Schedule.nextBoundary(List.of(window), start)).hasValue(end);
    }

    @Test
    void doesNotOccurWhereTheClocksSkipAllOfIt() {
        var window = window(Set.of(SUNDAY), LocalTime.of(2, 10), LocalTime.of(2, 50), ZoneId.of("Europe/Berlin"));
        var saturday = Instant.parse("2026-03-28T12:00:00Z");

        assertThat(Schedule.isActive(window, Instant.parse("2026-03-29T01:00:00Z")))
                .isFalse();
        assertThat(Schedule.nextBoundary(List.of(window), saturday)).hasValue(Instant.parse("2026-04-05T00:10:00Z"));
    }

    @Test
    void belongsToTheDayOnWhichItStarts() {
        var night = window(Set.of(FRIDAY), LocalTime.of(22, 0), LocalTime.of(6, 0), ZoneId.of("Africa/Cairo"));

        assertThat(Schedule.isActive(night, Instant.parse("2026-01-10T03:00:00Z")))
                .isTrue(); // Saturday 05:00
        assertThat(Schedule.isActive(night, Instant.parse("2026-01-09T03:00:00Z")))
                .isFalse(); // Friday 05:00
    }

    @Test
    void lastsADayWhereFromEqualsTo() {
        var day = window(Set.of(MONDAY), LocalTime.of(7, 0), LocalTime.of(7, 0), ZoneId.of("Asia/Seoul"));
        var start = Instant.parse("2026-11-22T22:00:00Z");

        assertThat(Schedule.nextBoundary(List.of(day), start)).hasValue(Instant.parse("2026-11-23T22:00:00Z"));
    }

    @Test
    void appliesTheFirstListedOfTheActiveWindows() {
        var weekend = new ScheduleWindow(
                "weekend",
                Set.of(SATURDAY),
                LocalTime.MIDNIGHT,
                LocalTime.MIDNIGHT,
                ZoneId.of("Asia/Seoul"),
                new Bounds(0, 1));
        var always =
                window(EnumSet.allOf(DayOfWeek.class), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, ZoneId.of("Asia/Seoul"));
        var saturday = Instant.parse("2026-11-21T03:00:00Z");
        var sunday = Instant.parse("2026-11-22T03:00:00Z");

        assertThat(Schedule.effective(OUTSIDE, List.of(weekend, always), saturday)
                        .window())
                .hasValue(weekend);
        assertThat(Schedule.effective(OUTSIDE, List.of(always, weekend), saturday)
                        .bounds())
                .isEqualTo(INSIDE);
        assertThat(Schedule.effective(OUTSIDE, List.of(weekend, always), sunday).bounds())
                .isEqualTo(INSIDE);
    }

    @Test
    void returnsThePolicysOwnBoundsOutside() {
        var window = window(Set.of(THURSDAY), LocalTime.of(9, 0), LocalTime.of(18, 0), ZoneId.of("America/New_York"));

        Schedule.Effective effective =
                Schedule.effective(OUTSIDE, List.of(window), Instant.parse("2026-11-26T23:00:00Z"));

        assertThat(effective.bounds()).isEqualTo(OUTSIDE);
        assertThat(effective.window()).isEmpty();
        assertThat(Schedule.nextBoundary(List.of(), Instant.EPOCH)).isEmpty();
    }

    private static ScheduleWindow window(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
        return new ScheduleWindow("window", days, from, to, zone, INSIDE);
    }
}

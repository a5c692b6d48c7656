package io.tidegate.streams.schedule;

import static io.tidegate.streams.Schedules.EVERY_DAY;
import static io.tidegate.streams.Schedules.action;
import static io.tidegate.streams.Schedules.always;
import static io.tidegate.streams.Schedules.days;
import static io.tidegate.streams.Schedules.max;
import static io.tidegate.streams.Schedules.min;
import static io.tidegate.streams.Schedules.valid;
import static io.tidegate.streams.Schedules.window;
import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ScheduleItem;
import io.tidegate.streams.policy.ScheduleWindow;
import io.tidegate.streams.policy.ScheduledBounds;
import io.tidegate.streams.schedule.Schedule.Effective;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    private static final Bounds OUTSIDE = new Bounds(1, 4);
    private static final ScheduledBounds INSIDE = ScheduledBounds.between(2, 10);

    /** Each row: a window on every day, and its ends on one of them. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "plain day, Asia/Seoul, 09:00-18:00, 2026-11-23T00:00:00Z, 2026-11-23T09:00:00Z",
        "over midnight, Asia/Seoul, 22:00-06:00, 2026-11-23T13:00:00Z, 2026-11-23T21:00:00Z",
        "winter, Europe/Berlin, 09:00-18:00, 2026-01-12T08:00:00Z, 2026-01-12T17:00:00Z",
        "summer, Europe/Berlin, 09:00-18:00, 2026-07-13T07:00:00Z, 2026-07-13T16:00:00Z",
        "start is skipped, Europe/Berlin, 02:30-06:00, 2026-03-29T01:00:00Z, 2026-03-29T04:00:00Z",
        "end is skipped, Europe/Berlin, 00:00-02:30, 2026-03-28T23:00:00Z, 2026-03-29T01:00:00Z",
        "start is repeated, Europe/Berlin, 02:30-06:00, 2026-10-25T00:30:00Z, 2026-10-25T05:00:00Z",
        "end is repeated, Europe/Berlin, 00:00-02:30, 2026-10-24T22:00:00Z, 2026-10-25T00:30:00Z",
        "both are repeated, Europe/Berlin, 02:10-02:50, 2026-10-25T00:10:00Z, 2026-10-25T00:50:00Z",
        "night of a skip, America/New_York, 22:00-06:00, 2026-03-08T03:00:00Z, 2026-03-08T10:00:00Z",
        "night of a repetition, America/New_York, 22:00-06:00, 2026-11-01T02:00:00Z, 2026-11-01T11:00:00Z",
        "midnight is skipped, Africa/Cairo, 00:00-06:00, 2026-04-23T22:00:00Z, 2026-04-24T03:00:00Z",
        "start before midnight is repeated, Africa/Cairo, 23:30-06:00, 2026-10-29T20:30:00Z, 2026-10-30T04:00:00Z",
        "end before midnight is repeated, Africa/Cairo, 20:00-23:30, 2026-10-29T17:00:00Z, 2026-10-29T20:30:00Z",
    })
    void holdsFromItsStartToItsEnd(String name, String zone, String hours, Instant start, Instant end) {
        List<ScheduleItem> window = List.of(window("window", EVERY_DAY, hours, zone, INSIDE));

        assertThat(isOpen(window, start.minusMillis(1))).isFalse();
        assertThat(isOpen(window, start)).isTrue();
        assertThat(isOpen(window, end.minusMillis(1))).isTrue();
        assertThat(isOpen(window, end)).isFalse();
        assertThat(Schedule.nextBoundary(window, start.minusMillis(1))).hasValue(start);
        assertThat(Schedule.nextBoundary(window, start)).hasValue(end);
    }

    @Test
    void neverOpensTwiceWhereTheClocksRepeatAllOfIt() {
        List<ScheduleItem> window = List.of(window("window", Set.of(SUNDAY), "02:10-02:50", "Europe/Berlin", INSIDE));
        var secondPass = Instant.parse("2026-10-25T01:30:00Z");

        assertThat(isOpen(window, secondPass)).isFalse();
        assertThat(Schedule.nextBoundary(window, secondPass)).hasValue(Instant.parse("2026-11-01T01:10:00Z"));
    }

    @Test
    void doesNotOccurWhereTheClocksSkipAllOfIt() {
        List<ScheduleItem> window = List.of(window("window", Set.of(SUNDAY), "02:10-02:50", "Europe/Berlin", INSIDE));
        var saturday = Instant.parse("2026-03-28T12:00:00Z");
        var skip = Instant.parse("2026-03-29T01:00:00Z");

        assertThat(isOpen(window, skip)).isFalse();
        assertThat(Timetable.between(OUTSIDE, window, saturday, Instant.parse("2026-04-05T00:20:00Z")))
                .extracting(Timetable.Change::at)
                .containsExactly(saturday, Instant.parse("2026-04-05T00:10:00Z"));
    }

    @Test
    void belongsToTheDayOnWhichItStarts() {
        List<ScheduleItem> night = List.of(window("night", Set.of(FRIDAY), "22:00-06:00", "Africa/Cairo", INSIDE));
        var saturdayAtFive = Instant.parse("2026-01-10T03:00:00Z");
        var fridayAtFive = Instant.parse("2026-01-09T03:00:00Z");

        assertThat(isOpen(night, saturdayAtFive)).isTrue();
        assertThat(isOpen(night, fridayAtFive)).isFalse();
    }

    @Test
    void doesNotStartOnAnExcludedDate() {
        List<ScheduleItem> night =
                List.of(window("night", days(EVERY_DAY, "2026-12-25"), "22:00-06:00", always("Asia/Seoul"), INSIDE));
        var christmasAtFive = Instant.parse("2026-12-24T20:00:00Z");
        var christmasAtEleven = Instant.parse("2026-12-25T14:00:00Z");

        assertThat(isOpen(night, christmasAtFive)).isTrue();
        assertThat(isOpen(night, christmasAtEleven)).isFalse();
        assertThat(Schedule.nextBoundary(night, Instant.parse("2026-12-24T21:00:00Z")))
                .hasValue(Instant.parse("2026-12-26T13:00:00Z"));
    }

    @Test
    void isShutOutsideItsStartAndEnd() {
        var weekend = valid("Asia/Seoul", "2026-12-05T12:00", "2026-12-07T00:00");
        List<ScheduleItem> event =
                List.of(window("event", new ScheduleWindow.Days(EVERY_DAY, Set.of()), "00:00-00:00", weekend, INSIDE));
        var start = Instant.parse("2026-12-05T03:00:00Z");
        var end = Instant.parse("2026-12-06T15:00:00Z");

        var changes = Timetable.between(OUTSIDE, event, Instant.EPOCH, Instant.parse("2030-01-01T00:00:00Z"));

        assertThat(changes).extracting(Timetable.Change::at).containsExactly(Instant.EPOCH, start, end);
        assertThat(Schedule.nextBoundary(event, end)).isEmpty();
    }

    @Test
    void lastsADayWhereFromEqualsTo() {
        List<ScheduleItem> day = List.of(window("day", Set.of(MONDAY), "07:00-07:00", "Asia/Seoul", INSIDE));
        var start = Instant.parse("2026-11-22T22:00:00Z");

        assertThat(Schedule.nextBoundary(day, start)).hasValue(Instant.parse("2026-11-23T22:00:00Z"));
    }

    @Test
    void appliesTheFirstListedOfTheOpenWindows() {
        var weekend = window("weekend", Set.of(SATURDAY), "00:00-00:00", "Asia/Seoul", ScheduledBounds.between(0, 1));
        var all = window("all", EVERY_DAY, "00:00-00:00", "Asia/Seoul", INSIDE);
        var saturday = Instant.parse("2026-11-21T03:00:00Z");
        var sunday = Instant.parse("2026-11-22T03:00:00Z");

        assertThat(told(List.of(weekend, all), saturday)).isEqualTo("0..1 window weekend");
        assertThat(told(List.of(all, weekend), saturday)).isEqualTo("2..10 window all");
        assertThat(told(List.of(weekend, all), sunday)).isEqualTo("2..10 window all");
    }

    @Test
    void returnsToTheBoundsBeforeAWindow() {
        List<ScheduleItem> window =
                List.of(window("window", Set.of(THURSDAY), "09:00-18:00", "America/New_York", INSIDE));

        assertThat(told(window, Instant.parse("2026-11-26T23:00:00Z"))).isEqualTo("1..4 the policy");
        assertThat(told(List.of(), Instant.EPOCH)).isEqualTo("1..4 the policy");
        assertThat(Schedule.nextBoundary(List.of(), Instant.EPOCH)).isEmpty();
    }

    @Test
    void keepsWhatAnActionSetUntilTheNextOne() {
        var morning = action("morning", "cron(0 9 ? * MON-FRI *)", always("Asia/Seoul"), INSIDE);
        var evening = action("evening", "0 18 * * 1-5", always("Asia/Seoul"), ScheduledBounds.exactly(0));
        List<ScheduleItem> items = List.of(morning, evening);
        var fridayNoon = Instant.parse("2026-11-20T03:00:00Z");
        var sunday = Instant.parse("2026-11-22T03:00:00Z");

        assertThat(told(items, fridayNoon)).isEqualTo("2..10 action morning");
        assertThat(told(items, sunday)).isEqualTo("0..0 action evening");
        assertThat(Schedule.nextBoundary(items, sunday)).hasValue(Instant.parse("2026-11-23T00:00:00Z"));
    }

    @Test
    void returnsFromAWindowToWhatAnActionSetMeanwhile() {
        var evening = action("evening", "cron(0 18 * * ? *)", always("UTC"), ScheduledBounds.exactly(3));
        var event = window("event", EVERY_DAY, "17:00-19:00", "UTC", INSIDE);
        List<ScheduleItem> items = List.of(evening, event);

        assertThat(told(items, Instant.parse("2026-11-23T18:30:00Z"))).isEqualTo("2..10 window event");
        assertThat(told(items, Instant.parse("2026-11-23T19:00:00Z"))).isEqualTo("3..3 action evening");
    }

    @Test
    void keepsWhatAnActionSetAfterItsEnd() {
        var once = action(
                "once",
                "rate(1 day)",
                valid("UTC", "2026-01-01T00:00", "2026-01-03T00:00"),
                ScheduledBounds.exactly(3));

        assertThat(told(List.of(once), Instant.parse("2025-12-31T23:59:59Z"))).isEqualTo("1..4 the policy");
        assertThat(told(List.of(once), Instant.parse("2027-01-01T00:00:00Z"))).isEqualTo("3..3 action once");
        assertThat(Schedule.nextBoundary(List.of(once), Instant.parse("2026-01-02T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void prefersTheFirstListedOfActionsAtOneMoment() {
        var one = action("one", "at(2026-11-23T00:00:00)", always("UTC"), ScheduledBounds.exactly(5));
        var other = action("other", "0 0 * * *", always("UTC"), ScheduledBounds.exactly(6));
        var moment = Instant.parse("2026-11-23T00:00:00Z");

        assertThat(told(List.of(one, other), moment)).isEqualTo("5..5 action one");
        assertThat(told(List.of(other, one), moment)).isEqualTo("6..6 action other");
        assertThat(told(List.of(one, other), moment.plusSeconds(86_400))).isEqualTo("6..6 action other");
    }

    @Test
    void leavesTheOtherEndAsItWas() {
        var low = action("low", "at(2026-11-20T00:00:00)", always("UTC"), min(2));
        var high = action("high", "at(2026-11-21T00:00:00)", always("UTC"), max(9));
        var now = Instant.parse("2026-11-23T00:00:00Z");

        assertThat(told(List.of(low), now)).isEqualTo("2..4 min of action low, max of the policy");
        assertThat(told(List.of(low, high), now)).isEqualTo("2..9 min of action low, max of action high");
    }

    @Test
    void letsTheEarlierEndFollowWhereTheEndsWouldCross() {
        var ten = action("ten", "at(2026-11-20T00:00:00)", always("UTC"), min(10));
        var two = action("two", "at(2026-11-21T00:00:00)", always("UTC"), max(2));
        var now = Instant.parse("2026-11-23T00:00:00Z");

        assertThat(told(List.of(ten), now)).isEqualTo("10..10 action ten");
        assertThat(told(List.of(ten, two), now)).isEqualTo("2..2 action two");
    }

    private static boolean isOpen(List<ScheduleItem> items, Instant now) {
        return Schedule.effective(OUTSIDE, items, now).min().isPresent();
    }

    private static String told(List<ScheduleItem> items, Instant now) {
        Effective effective = Schedule.effective(OUTSIDE, items, now);
        return "%d..%d %s"
                .formatted(effective.bounds().min(), effective.bounds().max(), effective.origin());
    }
}

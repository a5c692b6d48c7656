package io.tidegate.streams.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.Schedules;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ScheduleItem;
import io.tidegate.streams.policy.ScheduleWindow;
import io.tidegate.streams.policy.ScheduledBounds;
import io.tidegate.streams.recurrence.Validity;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random schedules against an oracle that knows no search: it walks minute by minute through two years, carries a wall clock
 * that never goes back, and asks each item whether this minute is one of its own.
 */
class SchedulePropertiesTest {
    private static final Bounds OUTSIDE = new Bounds(1, 4);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int BEFORE = 215 * 24 * 60;
    private static final int MINUTES = 2 * 365 * 24 * 60;

    /** An action as it is written, and the same said of a minute of local time. */
    private record Written(String when, Predicate<LocalDateTime> isAt) {}

    private static final List<Written> RECURRENCES = List.of(
            new Written("cron(30 2 * * ? *)", time -> time.getHour() == 2 && time.getMinute() == 30),
            new Written(
                    "cron(0/20 0-3 ? * SAT,SUN *)",
                    time -> time.getHour() < 4
                            && time.getMinute() % 20 == 0
                            && time.getDayOfWeek().getValue() > 5),
            new Written(
                    "cron(15 23 L * ? *)",
                    time -> time.getHour() == 23
                            && time.getMinute() == 15
                            && time.plusDays(1).getDayOfMonth() == 1),
            new Written(
                    "0 0 1 */3 *",
                    time -> time.getHour() == 0
                            && time.getMinute() == 0
                            && time.getDayOfMonth() == 1
                            && time.getMonthValue() % 3 == 1),
            new Written(
                    "45 1 13 * FRI",
                    time -> time.getHour() == 1
                            && time.getMinute() == 45
                            && (time.getDayOfMonth() == 13 || time.getDayOfWeek() == DayOfWeek.FRIDAY)),
            new Written("at(2026-10-25T02:30:00)", time -> time.equals(LocalDateTime.of(2026, 10, 25, 2, 30))));

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({
        "Asia/Seoul, 1",
        "Europe/Berlin, 2",
        "Europe/Berlin, 3",
        "America/New_York, 4",
        "America/New_York, 5",
        "Africa/Cairo, 6",
        "Africa/Cairo, 7",
        "Australia/Lord_Howe, 8"
    })
    void agreesWithWalkingMinuteByMinute(ZoneId zone, long seed) {
        var random = new Random(seed);
        var recurrences = new TreeMap<String, Written>();
        var items = items(random, zone, recurrences);
        var walked = walk(items, zone, recurrences);

        var told = Timetable.between(OUTSIDE, items, START, START.plus(Duration.ofMinutes(MINUTES)));

        assertThat(told.stream().map(SchedulePropertiesTest::line))
                .as("%s", items)
                .containsExactlyElementsOf(walked);
        for (int i = 0; i < 2_000; i++) {
            var now = START.plusSeconds(random.nextInt(MINUTES) * 60L + random.nextInt(60));
            var expected =
                    told.stream().filter(change -> !change.at().isAfter(now)).toList();
            assertThat(Schedule.effective(OUTSIDE, items, now))
                    .as("at %s of %s", now, items)
                    .isEqualTo(expected.getLast().effective());
            var next = told.stream().filter(change -> change.at().isAfter(now)).findFirst();
            next.ifPresent(
                    change -> assertThat(Schedule.nextBoundary(items, now).orElseThrow())
                            .as("after %s of %s", now, items)
                            .isAfter(now)
                            .isBeforeOrEqualTo(change.at()));
        }
    }

    private static String line(Timetable.Change change) {
        var bounds = change.effective().bounds();
        return "%s %d..%d %s"
                .formatted(
                        change.at(),
                        bounds.min(),
                        bounds.max(),
                        change.effective().origin());
    }

    private static List<String> walk(List<ScheduleItem> items, ZoneId zone, Map<String, Written> recurrences) {
        var lines = new ArrayList<String>();
        var occurred = new ArrayList<ScheduleItem>();
        Optional<ScheduleItem> last = Optional.empty();
        var passed = START.minus(Duration.ofMinutes(BEFORE)).atZone(zone).toLocalDateTime();
        for (int minute = -BEFORE; minute < MINUTES; minute++) {
            var now = START.plusSeconds(minute * 60L);
            var clock = now.atZone(zone).toLocalDateTime();
            var come = new ArrayList<LocalDateTime>();
            for (; !passed.isAfter(clock); passed = passed.plusMinutes(1)) {
                come.add(passed);
            }
            occur(items, recurrences, come, occurred);
            var top = topmost(items, occurred, passed.minusMinutes(1));
            if (minute >= 0 && (lines.isEmpty() || !top.equals(last))) {
                lines.add(now + " " + told(top));
            }
            last = top;
        }
        return lines;
    }

    // The latest is kept first; of those that come at once, as after a skip, the first listed.
    private static void occur(
            List<ScheduleItem> items,
            Map<String, Written> recurrences,
            List<LocalDateTime> come,
            List<ScheduleItem> occurred) {
        for (var item : items.reversed()) {
            var written = recurrences.get(item.name());
            if (written != null
                    && come.stream()
                            .anyMatch(time -> item.validity().contains(time)
                                    && written.isAt().test(time))) {
                occurred.remove(item);
                occurred.addFirst(item);
            }
        }
    }

    private static Optional<ScheduleItem> topmost(
            List<ScheduleItem> items, List<ScheduleItem> occurred, LocalDateTime reached) {
        return items.stream()
                .filter(item -> item instanceof ScheduleWindow window && isOpen(window, reached))
                .findFirst()
                .or(() -> occurred.stream().findFirst());
    }

    private static String told(Optional<ScheduleItem> top) {
        var bounds = top.map(ScheduleItem::bounds).orElse(ScheduledBounds.between(OUTSIDE.min(), OUTSIDE.max()));
        return "%d..%d %s"
                .formatted(
                        bounds.min().orElseThrow(),
                        bounds.max().orElseThrow(),
                        top.map(ScheduleItem::label).orElse("the policy"));
    }

    private static boolean isOpen(ScheduleWindow window, LocalDateTime time) {
        var day = time.toLocalDate();
        var hours = window.hours();
        var clock = time.toLocalTime();
        boolean overMidnight = !hours.to().isAfter(hours.from());
        boolean sinceToday = window.days().include(day)
                && !clock.isBefore(hours.from())
                && (overMidnight || clock.isBefore(hours.to()));
        boolean sinceYesterday = overMidnight && window.days().include(day.minusDays(1)) && clock.isBefore(hours.to());
        return window.validity().contains(time) && (sinceToday || sinceYesterday);
    }

    private static List<ScheduleItem> items(RandomGenerator random, ZoneId zone, Map<String, Written> recurrences) {
        return IntStream.range(0, 4)
                .mapToObj(i -> random.nextBoolean() ? window(i, random, zone) : action(i, random, zone, recurrences))
                .toList();
    }

    private static ScheduleItem window(int i, RandomGenerator random, ZoneId zone) {
        var days = new TreeSet<>(List.of(DayOfWeek.SUNDAY, DayOfWeek.of(random.nextInt(1, 8))));
        var excluded = new TreeSet<LocalDate>();
        IntStream.range(0, 20)
                .forEach(_ -> excluded.add(LocalDate.of(2026, 1, 1).plusDays(random.nextInt(730))));
        String hours = "%02d:%02d-%02d:%02d"
                .formatted(random.nextInt(24), random.nextInt(60), random.nextInt(4), random.nextInt(60));
        return Schedules.window(
                "w" + i, new ScheduleWindow.Days(days, excluded), hours, validity(random, zone), bounds(i));
    }

    private static ScheduleItem action(int i, RandomGenerator random, ZoneId zone, Map<String, Written> recurrences) {
        var written = RECURRENCES.get(random.nextInt(RECURRENCES.size()));
        recurrences.put("a" + i, written);
        return Schedules.action("a" + i, written.when(), validity(random, zone), bounds(i));
    }

    private static ScheduledBounds bounds(int i) {
        return ScheduledBounds.between(10 * i, 10 * i + 5);
    }

    // Nothing starts before the walk does, so that the oracle knows all that has occurred.
    private static Validity validity(RandomGenerator random, ZoneId zone) {
        var start = LocalDateTime.of(2025, 6, 1, 0, 0).plusMinutes(random.nextInt(500_000));
        var end = start.plusDays(random.nextInt(100, 900));
        return new Validity(zone, Optional.of(start), random.nextBoolean() ? Optional.of(end) : Optional.empty());
    }
}

package io.tidegate.streams.policy.file;

import io.tidegate.streams.policy.ScheduleAction;
import io.tidegate.streams.policy.ScheduleItem;
import io.tidegate.streams.policy.ScheduleWindow;
import io.tidegate.streams.policy.ScheduledBounds;
import io.tidegate.streams.recurrence.Recurrence;
import io.tidegate.streams.recurrence.Validity;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads an item of {@code schedule}: an action when it says {@code when}, else a window. */
final class ScheduleReader {
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern DATE_TIME = Pattern.compile(DATE.pattern() + "T[0-9]{2}:[0-9]{2}(:[0-9]{2})?");
    private static final Map<String, DayOfWeek> DAYS = days();

    private ScheduleReader() {}

    static Optional<ScheduleItem> read(Section section) {
        return section.has("when")
                ? action(section).map(ScheduleItem.class::cast)
                : window(section).map(ScheduleItem.class::cast);
    }

    private static Optional<ScheduleAction> action(Section section) {
        String name = section.require("name").text("");
        Optional<Recurrence> when = when(section.get("when"));
        Supplier<Validity> validity = validity(section, section.get("timezone"));
        Supplier<ScheduledBounds> bounds = bounds(section);
        OptionalInt desired = count(section.get("desired"));
        return section.build(() -> new ScheduleAction(name, when.orElseThrow(), validity.get(), bounds.get(), desired));
    }

    private static Optional<ScheduleWindow> window(Section section) {
        String name = section.require("name").text("");
        Set<DayOfWeek> days = section.has("days") ? days(section) : EnumSet.allOf(DayOfWeek.class);
        Set<LocalDate> exclude = dates(section.get("exclude").list());
        LocalTime from = time(section.require("from"));
        LocalTime to = time(section.require("to"));
        Supplier<Validity> validity = validity(section, section.require("timezone"));
        Supplier<ScheduledBounds> bounds = bounds(section);
        section.get("days");
        return section.build(() -> new ScheduleWindow(
                name,
                new ScheduleWindow.Days(days, exclude),
                new ScheduleWindow.Hours(from, to),
                validity.get(),
                bounds.get()));
    }

    static Optional<Recurrence> when(Value value) {
        Optional<String> text = value.text();
        try {
            return text.map(Recurrence::parse);
        } catch (IllegalArgumentException e) {
            String constraint = String.valueOf(e.getMessage()).substring("when".length());
            value.problem(value.path() + constraint);
            return Optional.empty();
        }
    }

    private static Supplier<ScheduledBounds> bounds(Section section) {
        OptionalInt min = count(section.get("min"));
        OptionalInt max = count(section.get("max"));
        OptionalInt capacity = count(section.get("capacity"));
        return () -> capacity.isPresent() ? exactly(capacity.getAsInt(), min, max) : new ScheduledBounds(min, max);
    }

    private static ScheduledBounds exactly(int capacity, OptionalInt min, OptionalInt max) {
        if (min.isPresent() || max.isPresent()) {
            throw new IllegalArgumentException("capacity must stand without min and max, was %d".formatted(capacity));
        }
        return ScheduledBounds.exactly(capacity);
    }

    private static OptionalInt count(Value value) {
        return value.isPresent() ? OptionalInt.of(value.integer(0)) : OptionalInt.empty();
    }

    static Supplier<Validity> validity(Section section, Value timezone) {
        ZoneId zone = timezone.read("an IANA time zone such as Europe/Berlin", ScheduleReader::zone)
                .orElse(ZoneOffset.UTC);
        String expected = "a date 2026-12-31 or a time 2026-12-31T18:00";
        Optional<LocalDateTime> start = section.get("start").read(expected, text -> moment(text, 0));
        Optional<LocalDateTime> end = section.get("end").read(expected, text -> moment(text, 1));
        return () -> new Validity(zone, start, end);
    }

    // A date is the whole day: a start at its beginning, an end at the next one's.
    private static Optional<LocalDateTime> moment(String text, int daysOn) {
        if (DATE_TIME.matcher(text).matches()) {
            return parsed(() -> LocalDateTime.parse(text));
        }
        return date(text).map(date -> date.plusDays(daysOn).atStartOfDay());
    }

    private static Set<LocalDate> dates(List<Value> values) {
        var dates = new TreeSet<LocalDate>();
        values.forEach(
                value -> value.read("a date 2026-12-31", ScheduleReader::date).ifPresent(dates::add));
        return dates;
    }

    private static Optional<LocalDate> date(String text) {
        return DATE.matcher(text).matches() ? parsed(() -> LocalDate.parse(text)) : Optional.empty();
    }

    private static <T> Optional<T> parsed(Supplier<T> parser) {
        try {
            return Optional.of(parser.get());
        } catch (DateTimeException _) {
            return Optional.empty(); // Such as February 30; the caller says what was expected.
        }
    }

    private static Set<DayOfWeek> days(Section section) {
        var days = new TreeSet<DayOfWeek>();
        for (Value day : section.get("days").list()) {
            days.add(day.choice(DayOfWeek.MONDAY, DAYS, _ -> false));
        }
        return days;
    }

    private static LocalTime time(Value value) {
        return value.read(
                        "a time HH:mm from 00:00 to 23:59",
                        text -> Optional.of(text)
                                .filter(TIME.asMatchPredicate())
                                .map(LocalTime::parse))
                .orElse(LocalTime.MIDNIGHT);
    }

    private static Optional<ZoneId> zone(String text) {
        return Optional.of(text).filter(ZoneId.getAvailableZoneIds()::contains).map(ZoneId::of);
    }

    private static Map<String, DayOfWeek> days() {
        var days = new TreeMap<String, DayOfWeek>();
        for (DayOfWeek day : DayOfWeek.values()) {
            days.put(day.name(), day);
            days.put(day.name().substring(0, 3), day);
        }
        return days;
    }
}

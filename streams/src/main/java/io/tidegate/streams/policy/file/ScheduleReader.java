package io.tidegate.streams.policy.file;

import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ScheduleWindow;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads an item of {@code schedule}. */
final class ScheduleReader {
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final Map<String, DayOfWeek> DAYS = days();

    private ScheduleReader() {}

    static Optional<ScheduleWindow> read(Section section) {
        String name = section.require("name").text("");
        Set<DayOfWeek> days = section.has("days") ? days(section) : EnumSet.allOf(DayOfWeek.class);
        LocalTime from = time(section.require("from"));
        LocalTime to = time(section.require("to"));
        ZoneId zone = section.require("timezone")
                .read("an IANA time zone such as Europe/Berlin", ScheduleReader::zone)
                .orElse(ZoneOffset.UTC);
        int min = section.require("min").integer(0);
        int max = section.require("max").integer(0);
        section.get("days");
        return section.build(() -> new ScheduleWindow(name, days, from, to, zone, new Bounds(min, max)));
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

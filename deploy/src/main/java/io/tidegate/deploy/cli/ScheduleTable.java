package io.tidegate.deploy.cli;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.schedule.Schedule;
import io.tidegate.streams.schedule.Timetable;
import io.tidegate.streams.schedule.Timetable.Change;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The coming bounds of one policy.
 *
 * @param zone that local times are shown in: of the first item of the schedule
 * @param changes the first is what holds at the beginning
 */
record ScheduleTable(CapacityPolicy policy, ZoneId zone, List<Change> changes) {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm xxx", Locale.ENGLISH);

    static ScheduleTable of(CapacityPolicy policy, Instant from, Instant until) {
        var items = policy.schedule();
        ZoneId zone =
                items.isEmpty() ? ZoneOffset.UTC : items.getFirst().validity().timezone();
        return new ScheduleTable(policy, zone, Timetable.between(policy.bounds(), items, from, until));
    }

    /** A heading and a row for each change. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("%s: %s of %s%s"
                .formatted(
                        policy.name(),
                        policy.kind().units(),
                        String.join(", ", targets()),
                        policy.enabled() ? "" : " (disabled)"));
        for (var change : changes) {
            var bounds = change.effective().bounds();
            lines.add("  %-20s  %s  %11s  %s"
                    .formatted(
                            change.at(),
                            LOCAL.format(change.at().atZone(zone)),
                            bounds.min() + ".." + bounds.max(),
                            change.effective().origin() + moved(change)));
        }
        return lines;
    }

    private static String moved(Change change) {
        return change.desired().isPresent() ? ", moved to " + change.desired().getAsInt() : "";
    }

    /** For programs. */
    Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("policy", policy.name());
        json.put("enabled", policy.enabled());
        json.put("targets", targets());
        json.put("timezone", zone.getId());
        json.put("changes", changes.stream().map(this::json).toList());
        return json;
    }

    private Map<String, Object> json(Change change) {
        var effective = change.effective();
        var json = new LinkedHashMap<String, Object>();
        json.put("at", change.at().toString());
        json.put("local", change.at().atZone(zone).toOffsetDateTime().toString());
        json.put("min", effective.bounds().min());
        json.put("max", effective.bounds().max());
        change.desired().ifPresent(desired -> json.put("desired", desired));
        json.put("minBy", Schedule.Effective.label(effective.min()));
        json.put("maxBy", Schedule.Effective.label(effective.max()));
        return json;
    }

    private List<String> targets() {
        return policy.targets().stream().map(Target::text).toList();
    }
}

package io.tidegate.streams.policy;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.TreeSet;

/** Maps the schedule of policies to and from its part of a {@code scaling-policies} record. */
final class ScheduleSerdes {
    private ScheduleSerdes() {}

    static io.tidegate.schemas.ScheduleWindow toAvro(ScheduleWindow window) {
        return io.tidegate.schemas.ScheduleWindow.newBuilder()
                .setName(window.name())
                .setDays(window.days().stream().map(DayOfWeek::name).toList())
                .setFrom(window.from().toString())
                .setTo(window.to().toString())
                .setTimezone(window.timezone().getId())
                .setMin(window.bounds().min())
                .setMax(window.bounds().max())
                .build();
    }

    static ScheduleWindow fromAvro(io.tidegate.schemas.ScheduleWindow avro) {
        return new ScheduleWindow(
                avro.getName(),
                new TreeSet<>(avro.getDays().stream().map(DayOfWeek::valueOf).toList()),
                LocalTime.parse(avro.getFrom()),
                LocalTime.parse(avro.getTo()),
                ZoneId.of(avro.getTimezone()),
                new Bounds(avro.getMin(), avro.getMax()));
    }
}

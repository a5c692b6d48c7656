package io.tidegate.streams.policy;

import io.tidegate.streams.recurrence.Recurrence;
import io.tidegate.streams.recurrence.Validity;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Maps the schedule of policies to and from its part of a {@code scaling-policies} record. */
public final class ScheduleSerdes {
    private ScheduleSerdes() {}

    /** As it stands in a record. */
    public static Object toAvro(ScheduleItem item) {
        return switch (item) {
            case ScheduleWindow window -> toAvro(window);
            case ScheduleAction action -> toAvro(action);
        };
    }

    /** From a record. */
    public static ScheduleItem fromAvro(Object avro) {
        return switch (avro) {
            case io.tidegate.schemas.ScheduleWindow window -> fromAvro(window);
            case io.tidegate.schemas.ScheduleAction action -> fromAvro(action);
            default ->
                throw new IllegalArgumentException("schedule must hold windows and actions, was "
                        + avro.getClass().getSimpleName());
        };
    }

    private static io.tidegate.schemas.ScheduleWindow toAvro(ScheduleWindow window) {
        return io.tidegate.schemas.ScheduleWindow.newBuilder()
                .setName(window.name())
                .setDays(window.days().ofWeek().stream().map(DayOfWeek::name).toList())
                .setFrom(window.hours().from().toString())
                .setTo(window.hours().to().toString())
                .setTimezone(window.validity().timezone().getId())
                .setMin(nullable(window.bounds().min()))
                .setMax(nullable(window.bounds().max()))
                .setExclude(window.days().exclude().stream()
                        .map(LocalDate::toString)
                        .toList())
                .setStart(text(window.validity().start()))
                .setEnd(text(window.validity().end()))
                .build();
    }

    private static ScheduleWindow fromAvro(io.tidegate.schemas.ScheduleWindow avro) {
        var ofWeek = avro.getDays().stream().map(DayOfWeek::valueOf).toList();
        return new ScheduleWindow(
                avro.getName(),
                new ScheduleWindow.Days(new TreeSet<>(ofWeek), dates(avro.getExclude())),
                new ScheduleWindow.Hours(LocalTime.parse(avro.getFrom()), LocalTime.parse(avro.getTo())),
                validity(avro.getTimezone(), avro.getStart(), avro.getEnd()),
                new ScheduledBounds(optional(avro.getMin()), optional(avro.getMax())));
    }

    private static io.tidegate.schemas.ScheduleAction toAvro(ScheduleAction action) {
        return io.tidegate.schemas.ScheduleAction.newBuilder()
                .setName(action.name())
                .setWhen(action.when().text())
                .setTimezone(action.validity().timezone().getId())
                .setMin(nullable(action.bounds().min()))
                .setMax(nullable(action.bounds().max()))
                .setDesired(nullable(action.desired()))
                .setStart(text(action.validity().start()))
                .setEnd(text(action.validity().end()))
                .build();
    }

    private static ScheduleAction fromAvro(io.tidegate.schemas.ScheduleAction avro) {
        return new ScheduleAction(
                avro.getName(),
                Recurrence.parse(avro.getWhen()),
                validity(avro.getTimezone(), avro.getStart(), avro.getEnd()),
                new ScheduledBounds(optional(avro.getMin()), optional(avro.getMax())),
                optional(avro.getDesired()));
    }

    static Validity validity(String timezone, @Nullable String start, @Nullable String end) {
        return new Validity(ZoneId.of(timezone), time(start), time(end));
    }

    private static Set<LocalDate> dates(List<String> texts) {
        var dates = new TreeSet<LocalDate>();
        texts.forEach(text -> dates.add(LocalDate.parse(text)));
        return dates;
    }

    private static Optional<LocalDateTime> time(@Nullable String text) {
        return Optional.ofNullable(text).map(LocalDateTime::parse);
    }

    static @Nullable String text(Optional<LocalDateTime> time) {
        return time.map(LocalDateTime::toString).orElse(null);
    }

    private static @Nullable Integer nullable(OptionalInt value) {
        return value.isPresent() ? Integer.valueOf(value.getAsInt()) : null;
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}

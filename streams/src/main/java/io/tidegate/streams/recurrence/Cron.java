package io.tidegate.streams.recurrence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.NavigableSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Minutes of local time that match a cron expression. A search passes over years and months that do not match and ends with
 * the years of the expression, 1970 to 2199 at most, so that it is bounded in both directions.
 *
 * @param months 1 to 12
 */
public record Cron(
        String text,
        NavigableSet<Integer> minutes,
        NavigableSet<Integer> hours,
        CronDays days,
        NavigableSet<Integer> months,
        NavigableSet<Integer> years)
        implements Recurrence {

    @Override
    public Optional<Instant> next(Instant after, Validity validity) {
        LocalDateTime reached = validity.reached(after);
        LocalDateTime from = validity.isBeforeStart(reached) ? validity.start().orElseThrow() : later(reached);
        return Optional.ofNullable(onOrAfter(from)).filter(validity::contains).map(validity::instant);
    }

    @Override
    public Optional<Instant> latest(Instant now, Validity validity) {
        LocalDateTime reached = validity.reached(now);
        LocalDateTime until =
                validity.isEnded(reached) ? validity.end().orElseThrow().minusNanos(1) : reached;
        return Optional.ofNullable(onOrBefore(until)).filter(validity::contains).map(validity::instant);
    }

    /** Whether any day in the years of the expression matches. */
    boolean occurs() {
        return dayOnOrAfter(LocalDate.of(years.first(), 1, 1)) != null;
    }

    private static LocalDateTime later(LocalDateTime local) {
        return local.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    }

    private @Nullable LocalDateTime onOrAfter(LocalDateTime from) {
        LocalDateTime minute = from.equals(from.truncatedTo(ChronoUnit.MINUTES)) ? from : later(from);
        LocalDate first = minute.toLocalDate();
        LocalTime time = isOn(first) ? timeOnOrAfter(minute.toLocalTime()) : null;
        if (time != null) {
            return first.atTime(time);
        }
        LocalDate day = dayOnOrAfter(first.plusDays(1));
        return day == null ? null : day.atTime(hours.first(), minutes.first());
    }

    private @Nullable LocalDateTime onOrBefore(LocalDateTime until) {
        LocalDate last = until.toLocalDate();
        LocalTime time = isOn(last) ? timeOnOrBefore(until.toLocalTime()) : null;
        if (time != null) {
            return last.atTime(time);
        }
        LocalDate day = dayOnOrBefore(last.minusDays(1));
        return day == null ? null : day.atTime(hours.last(), minutes.last());
    }

    private boolean isOn(LocalDate day) {
        return days.match(day) && months.contains(day.getMonthValue()) && years.contains(day.getYear());
    }

    private @Nullable LocalTime timeOnOrAfter(LocalTime from) {
        Integer minute = minutes.ceiling(from.getMinute());
        if (hours.contains(from.getHour()) && minute != null) {
            return LocalTime.of(from.getHour(), minute);
        }
        Integer hour = hours.higher(from.getHour());
        return hour == null ? null : LocalTime.of(hour, minutes.first());
    }

    private @Nullable LocalTime timeOnOrBefore(LocalTime until) {
        Integer minute = minutes.floor(until.getMinute());
        if (hours.contains(until.getHour()) && minute != null) {
            return LocalTime.of(until.getHour(), minute);
        }
        Integer hour = hours.lower(until.getHour());
        return hour == null ? null : LocalTime.of(hour, minutes.last());
    }

    private @Nullable LocalDate dayOnOrAfter(LocalDate from) {
        Integer year = years.ceiling(from.getYear());
        LocalDate day = year == null || year == from.getYear() ? from : LocalDate.of(year, 1, 1);
        while (year != null) {
            if (isOn(day)) {
                return day;
            }
            day = months.contains(day.getMonthValue())
                    ? day.plusDays(1)
                    : day.withDayOfMonth(1).plusMonths(1);
            if (day.getYear() != year) {
                year = years.higher(year);
                day = year == null ? day : LocalDate.of(year, 1, 1);
            }
        }
        return null;
    }

    private @Nullable LocalDate dayOnOrBefore(LocalDate until) {
        Integer year = years.floor(until.getYear());
        LocalDate day = year == null || year == until.getYear() ? until : LocalDate.of(year, 12, 31);
        while (year != null) {
            if (isOn(day)) {
                return day;
            }
            day = months.contains(day.getMonthValue())
                    ? day.minusDays(1)
                    : day.withDayOfMonth(1).minusDays(1);
            if (day.getYear() != year) {
                year = years.lower(year);
                day = year == null ? day : LocalDate.of(year, 12, 31);
            }
        }
        return null;
    }
}

package io.tidegate.streams.recurrence;

import java.time.DayOfWeek;
import java.util.Collections;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the two fields that name days, in the dialects of AWS and of plain cron. */
final class CronDayParser {
    private static final Pattern NEAREST = Pattern.compile("([0-9]{1,2})W");
    private static final Pattern LAST = Pattern.compile("([1-7]|[A-Z]{3})L");
    private static final Pattern NTH = Pattern.compile("([1-7]|[A-Z]{3})#([1-5])");

    private CronDayParser() {}

    /** AWS: exactly one of the two is {@code ?} (Amazon EventBridge, "Cron expressions reference"). */
    static CronDays aws(String dayOfMonth, String dayOfWeek) {
        if (dayOfMonth.equals("?") == dayOfWeek.equals("?")) {
            throw new IllegalArgumentException(
                    "when must have ? as exactly one of day of month and day of week, was \"%s\" and \"%s\""
                            .formatted(dayOfMonth, dayOfWeek));
        }
        return dayOfWeek.equals("?")
                ? awsDayOfMonth(dayOfMonth.toUpperCase(Locale.ROOT))
                : awsDayOfWeek(dayOfWeek.toUpperCase(Locale.ROOT));
    }

    /** Plain cron: where neither field begins with {@code *}, a day that either names (crontab(5)). */
    static CronDays plain(String dayOfMonth, String dayOfWeek) {
        CronDays ofMonth = dayOfMonth.equals("*") ? null : ofMonth(dayOfMonth);
        CronDays ofWeek = dayOfWeek.equals("*") ? null : ofWeek(CronField.CRON_DAY_OF_WEEK, dayOfWeek, 0);
        if (ofMonth == null) {
            return ofWeek == null ? new CronDays.Every() : ofWeek;
        }
        if (ofWeek == null) {
            return ofMonth;
        }
        boolean either = !dayOfMonth.startsWith("*") && !dayOfWeek.startsWith("*");
        return either ? new CronDays.Either(ofMonth, ofWeek) : new CronDays.Both(ofMonth, ofWeek);
    }

    private static CronDays awsDayOfMonth(String text) {
        Matcher nearest = NEAREST.matcher(text);
        if (nearest.matches()) {
            return new CronDays.NearestWeekday(CronField.DAY_OF_MONTH.number(nearest.group(1), text));
        }
        return switch (text) {
            case "*" -> new CronDays.Every();
            case "L" -> new CronDays.LastOfMonth();
            default -> ofMonth(text);
        };
    }

    private static CronDays awsDayOfWeek(String text) {
        Matcher last = LAST.matcher(text);
        Matcher nth = NTH.matcher(text);
        if (last.matches()) {
            return new CronDays.LastOfWeek(awsDay(last.group(1), text));
        }
        if (nth.matches()) {
            return new CronDays.NthOfWeek(awsDay(nth.group(1), text), Integer.parseInt(nth.group(2)));
        }
        return switch (text) {
            case "*" -> new CronDays.Every();
            case "L" -> ofWeek(CronField.AWS_DAY_OF_WEEK, "SAT", 1);
            default -> ofWeek(CronField.AWS_DAY_OF_WEEK, text, 1);
        };
    }

    private static DayOfWeek awsDay(String word, String text) {
        return day(CronField.AWS_DAY_OF_WEEK.number(word, text) - 1);
    }

    private static CronDays ofMonth(String text) {
        return new CronDays.OfMonth(CronField.DAY_OF_MONTH.numbers(text));
    }

    private static CronDays ofWeek(CronField field, String text, int sunday) {
        NavigableSet<DayOfWeek> days = new TreeSet<>();
        field.numbers(text).forEach(number -> days.add(day(number - sunday)));
        return new CronDays.OfWeek(Collections.unmodifiableNavigableSet(days));
    }

    // 0 and 7 are Sunday.
    private static DayOfWeek day(int fromSunday) {
        return DayOfWeek.SUNDAY.plus(fromSunday);
    }
}

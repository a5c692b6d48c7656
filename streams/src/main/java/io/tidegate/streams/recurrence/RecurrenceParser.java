package io.tidegate.streams.recurrence;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the forms of a recurrence apart. */
final class RecurrenceParser {
    private static final Pattern CALL = Pattern.compile("(cron|rate|at)\\((.*)\\)");
    private static final Pattern RATE = Pattern.compile("([1-9][0-9]{0,4}) (minute|hour|day)s?");
    private static final Pattern AT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}");

    private RecurrenceParser() {}

    static Recurrence parse(String text) {
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            return plain(text);
        }
        String inside = call.group(2).strip();
        return switch (call.group(1)) {
            case "cron" -> aws(text, inside);
            case "rate" -> rate(text, inside);
            default -> at(text, inside);
        };
    }

    private static Cron aws(String text, String inside) {
        List<String> fields = fields(inside);
        if (fields.size() != 6) {
            throw wrong("six fields inside cron(...): minutes hours day-of-month month day-of-week year", text);
        }
        return occurring(new Cron(
                text,
                CronField.MINUTES.numbers(fields.get(0)),
                CronField.HOURS.numbers(fields.get(1)),
                CronDayParser.aws(fields.get(2), fields.get(4)),
                CronField.MONTH.numbers(fields.get(3)),
                CronField.YEAR.numbers(fields.get(5))));
    }

    private static Cron plain(String text) {
        List<String> fields = fields(text);
        if (fields.size() != 5) {
            throw wrong("cron(...), rate(...), at(...) or a cron expression of five fields", text);
        }
        return occurring(new Cron(
                text,
                CronField.MINUTES.numbers(fields.get(0)),
                CronField.HOURS.numbers(fields.get(1)),
                CronDayParser.plain(fields.get(2), fields.get(4)),
                CronField.MONTH.numbers(fields.get(3)),
                CronField.YEAR.numbers("*")));
    }

    private static Cron occurring(Cron cron) {
        if (!cron.occurs()) {
            throw wrong("an expression that some day matches", cron.text());
        }
        return cron;
    }

    private static Rate rate(String text, String inside) {
        Matcher matcher = RATE.matcher(inside);
        if (!matcher.matches()) {
            throw wrong("rate(n unit) with n from 1 to 99999 and minutes, hours or days", text);
        }
        long n = Long.parseLong(matcher.group(1));
        return new Rate(
                text,
                switch (matcher.group(2)) {
                    case "minute" -> Duration.ofMinutes(n);
                    case "hour" -> Duration.ofHours(n);
                    default -> Duration.ofDays(n);
                });
    }

    private static At at(String text, String inside) {
        try {
            if (AT.matcher(inside).matches()) {
                return new At(text, LocalDateTime.parse(inside));
            }
        } catch (DateTimeException _) {
            // Such as February 30: told below, as every other text that is no time.
        }
        throw wrong("at(yyyy-mm-ddThh:mm:ss)", text);
    }

    private static List<String> fields(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    private static IllegalArgumentException wrong(String expected, String text) {
        return new IllegalArgumentException("when must be %s, was \"%s\"".formatted(expected, text));
    }
}

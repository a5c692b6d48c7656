package io.tidegate.streams.recurrence;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field of a cron expression that lists numbers: {@code *}, {@code 5}, {@code 1-5}, {@code 0/15}, {@code MON,WED}.
 *
 * @param label what messages call it
 * @param names of the numbers from {@code first} on; empty when it has none
 */
record CronField(String label, int first, int last, List<String> names) {
    static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    static final CronField MINUTES = new CronField("minutes", 0, 59, List.of());
    static final CronField HOURS = new CronField("hours", 0, 23, List.of());
    static final CronField DAY_OF_MONTH = new CronField("day of month", 1, 31, List.of());
    static final CronField MONTH = new CronField("month", 1, 12, MONTHS);
    // Sunday is 1 to AWS; to cron it is 0, and 7 too.
    static final CronField AWS_DAY_OF_WEEK = new CronField("day of week", 1, 7, DAYS);
    static final CronField CRON_DAY_OF_WEEK = new CronField("day of week", 0, 7, DAYS);
    static final CronField YEAR = new CronField("year", 1970, 2199, List.of());

    private static final Pattern ITEM =
            Pattern.compile("(?<from>\\*|[0-9]{1,4}|[A-Z]{3})(-(?<to>[0-9]{1,4}|[A-Z]{3}))?(/(?<step>[0-9]{1,4}))?");

    /**
     * The numbers that the field lists.
     *
     * @throws IllegalArgumentException when it is none of the forms, or a number is outside the field
     */
    NavigableSet<Integer> numbers(String text) {
        var numbers = new TreeSet<Integer>();
        for (String item : text.toUpperCase(Locale.ROOT).split(",", -1)) {
            add(item, numbers, text);
        }
        return Collections.unmodifiableNavigableSet(numbers);
    }

    private void add(String item, NavigableSet<Integer> numbers, String text) {
        Matcher matcher = ITEM.matcher(item);
        if (!matcher.matches()) {
            throw wrong(text);
        }
        String to = matcher.group("to");
        String step = matcher.group("step");
        boolean all = matcher.group("from").equals("*");
        int from = all ? first : number(matcher.group("from"), text);
        int until = to != null ? number(to, text) : all || step != null ? last : from;
        int by = step == null ? 1 : Integer.parseInt(step);
        if (until < from || by == 0 || (all && to != null)) {
            throw wrong(text);
        }
        for (int number = from; number <= until; number += by) {
            numbers.add(number);
        }
    }

    /** One number or name of the field. */
    int number(String word, String text) {
        int named = names.indexOf(word);
        int number = named >= 0 ? first + named : word.matches("[0-9]{1,4}") ? Integer.parseInt(word) : -1;
        if (number < first || number > last) {
            throw wrong(text);
        }
        return number;
    }

    IllegalArgumentException wrong(String text) {
        String orNames = names.isEmpty() ? "" : " or %s to %s".formatted(names.getFirst(), names.getLast());
        return new IllegalArgumentException(
                "when must have %d to %d%s as %s: a, a-b, a/step, * or a list of them, was \"%s\""
                        .formatted(first, last, orNames, label, text));
    }
}

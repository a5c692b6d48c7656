package io.tidegate.streams.recurrence;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.NavigableSet;

/** Which days a cron expression names. */
public sealed interface CronDays {

    boolean match(LocalDate day);

    /** Every day. */
    record Every() implements CronDays {
        @Override
        public boolean match(LocalDate day) {
            return true;
        }
    }

    /** Days of the month, 1 to 31. */
    record OfMonth(NavigableSet<Integer> numbers) implements CronDays {
        @Override
        public boolean match(LocalDate day) {
            return numbers.contains(day.getDayOfMonth());
        }
    }

    /** {@code L}: the last day of the month. */
    record LastOfMonth() implements CronDays {
        @Override
        public boolean match(LocalDate day) {
            return day.getDayOfMonth() == day.lengthOfMonth();
        }
    }

    /** {@code nW}: the Monday to Friday of the month that is nearest to day n; none in a month without day n. */
    record NearestWeekday(int number) implements CronDays {
        @Override
        public boolean match(LocalDate day) {
            int last = day.lengthOfMonth();
            return number <= last && day.getDayOfMonth() == nearest(day.withDayOfMonth(number), last);
        }

        private static int nearest(LocalDate middle, int last) {
            int number = middle.getDayOfMonth();
            return switch (middle.getDayOfWeek()) {
                case SATURDAY -> number == 1 ? 3 : number - 1;
                case SUNDAY -> number == last ? number - 2 : number + 1;
                default -> number;
            };
        }
    }

    /** Days of the week. */
    record OfWeek(NavigableSet<DayOfWeek> names) implements CronDays {
        @Override
        public boolean match(LocalDate day) {
            return names.contains(day.getDayOfWeek());
        }
    }

    /** {@code nL}: the last such day of the month. */
    record LastOfWeek(DayOfWeek name) implements CronDays {
        @Override
        public boolean match(LocalDate day) {
            return day.getDayOfWeek() == name && day.getDayOfMonth() + 7 > day.lengthOfMonth();
        }
    }

    /** {@code d#n}: the nth such day of the month, n from 1 to 5. */
    record NthOfWeek(DayOfWeek name, int n) implements CronDays {
        @Override
        public boolean match(LocalDate day) {
            return day.getDayOfWeek() == name && (day.getDayOfMonth() + 6) / 7 == n;
        }
    }

    /** Days that either names: plain cron, where both fields are restricted. */
    record Either(CronDays one, CronDays other) implements CronDays {
        @Override
        public boolean match(LocalDate day) {
            return one.match(day) || other.match(day);
        }
    }

    /** Days that both name: plain cron, where one field is a step over all of them. */
    record Both(CronDays one, CronDays other) implements CronDays {
        @Override
        public boolean match(LocalDate day) {
            return one.match(day) && other.match(day);
        }
    }
}

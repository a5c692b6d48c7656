package io.tidegate.streams.policy;

import static java.time.temporal.ChronoUnit.MINUTES;

import io.tidegate.streams.recurrence.Validity;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;

/**
 * Bounds that hold inside a weekly window of local time; outside it those before it return.
 *
 * @param days days of the week on which it starts
 * @param hours from when to when
 * @param validity it is shut outside
 * @param bounds what holds inside
 */
public record ScheduleWindow(String name, Days days, Hours hours, Validity validity, ScheduledBounds bounds)
        implements ScheduleItem {
    public ScheduleWindow {
        Check.that(!name.isBlank(), "name must not be empty, was \"%s\"", name);
        Check.that(!bounds.isNone(), "min, max or capacity must be given, was %s", "none");
    }

    /**
     * Days on which a window starts.
     *
     * @param ofWeek at least one
     * @param exclude dates on which it does not start, at most {@link #MOST_EXCLUDED}
     */
    public record Days(Set<DayOfWeek> ofWeek, Set<LocalDate> exclude) {
        /** Holidays of some ten years; bounds the search for the next day that is not excluded. */
        public static final int MOST_EXCLUDED = 100;

        public Days {
            ofWeek = Sorted.copy(ofWeek);
            exclude = Sorted.copy(exclude);
            Check.that(!ofWeek.isEmpty(), "days must name at least one day, was %s", ofWeek);
            Check.that(exclude.size() <= MOST_EXCLUDED, "exclude must be at most 100 dates, was %s", exclude.size());
        }

        public boolean include(LocalDate day) {
            return ofWeek.contains(day.getDayOfWeek()) && !exclude.contains(day);
        }
    }

    /**
     * Times of day.
     *
     * @param from inclusive, whole minutes
     * @param to exclusive, whole minutes; not after {@code from} means on the next day
     */
    public record Hours(LocalTime from, LocalTime to) {
        public Hours {
            Check.that(from.equals(from.truncatedTo(MINUTES)), "from must be whole minutes, was %s", from);
            Check.that(to.equals(to.truncatedTo(MINUTES)), "to must be whole minutes, was %s", to);
        }

        public boolean overMidnight() {
            return !to.isAfter(from);
        }
    }
}

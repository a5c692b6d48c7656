package io.tidegate.streams.schedule;

import io.tidegate.streams.policy.ScheduleWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * When a window is open. Reckoned in local time that only goes forward, so that it never opens twice: where clocks skip an
 * end of it, that end is the moment of the skip; where they repeat one, it is the first pass.
 */
final class WindowTimes {
    private WindowTimes() {}

    static boolean isOpen(ScheduleWindow window, Instant now) {
        LocalDateTime reached = window.validity().reached(now);
        LocalDate today = reached.toLocalDate();
        return window.validity().contains(reached)
                && (isInside(window, today, reached) || isInside(window, today.minusDays(1), reached));
    }

    /** The first moment after an instant at which it opens or shuts; also one at which it shuts and opens again at once. */
    static Optional<Instant> nextBoundary(ScheduleWindow window, Instant now) {
        LocalDateTime reached = window.validity().reached(now);
        if (window.validity().isEnded(reached)) {
            return Optional.empty();
        }
        Optional<LocalDateTime> start = window.validity().start().filter(reached::isBefore);
        LocalDateTime base = start.orElse(reached);
        return Stream.of(start, window.validity().end(), nextStartOrEnd(window, base))
                .flatMap(Optional::stream)
                .min(LocalDateTime::compareTo)
                .map(window.validity()::instant);
    }

    /** The first moment after an instant at which it opens and was shut just before; empty when that never comes. */
    static Optional<Instant> nextStart(ScheduleWindow window, Instant after) {
        var next = nextBoundary(window, after);
        // One that shuts and opens again at once has a boundary a day.
        for (int tries = 2 * daysSearched(window); tries > 0 && next.isPresent(); tries--) {
            if (isOpen(window, next.get()) && !isOpen(window, next.get().minusMillis(1))) {
                return next;
            }
            next = nextBoundary(window, next.get());
        }
        return Optional.empty();
    }

    private static boolean isInside(ScheduleWindow window, LocalDate day, LocalDateTime reached) {
        return window.days().include(day)
                && !reached.isBefore(day.atTime(window.hours().from()))
                && reached.isBefore(end(window, day));
    }

    // Starts and ends of successive days are in order, as a window lasts a day at most.
    private static Optional<LocalDateTime> nextStartOrEnd(ScheduleWindow window, LocalDateTime base) {
        LocalDate yesterday = base.toLocalDate().minusDays(1);
        return IntStream.range(0, daysSearched(window))
                .mapToObj(yesterday::plusDays)
                .filter(window.days()::include)
                .flatMap(day -> Stream.of(day.atTime(window.hours().from()), end(window, day)))
                .filter(base::isBefore)
                .findFirst();
    }

    // Of each week's worth of days one is included, unless it is one of those excluded.
    private static int daysSearched(ScheduleWindow window) {
        return 7 * (window.days().exclude().size() + 1) + 2;
    }

    private static LocalDateTime end(ScheduleWindow window, LocalDate day) {
        LocalDate lastDay = window.hours().overMidnight() ? day.plusDays(1) : day;
        return lastDay.atTime(window.hours().to());
    }
}

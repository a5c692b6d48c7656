package io.tidegate.streams.recurrence;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** From the start on, again and again: {@code rate(n unit)}. Counts elapsed time, whatever clocks do; none without a start. */
public record Rate(String text, Duration every) implements Recurrence {

    @Override
    public Optional<Instant> next(Instant after, Validity validity) {
        return start(validity)
                .map(start -> after.isBefore(start) ? start : nth(start, count(start, after) + 1))
                .filter(instant -> !isEnded(instant, validity));
    }

    @Override
    public Optional<Instant> latest(Instant now, Validity validity) {
        Instant last =
                end(validity).map(end -> end.minusNanos(1)).filter(now::isAfter).orElse(now);
        return start(validity).filter(start -> !last.isBefore(start)).map(start -> nth(start, count(start, last)));
    }

    private Instant nth(Instant start, long n) {
        return start.plus(every.multipliedBy(n));
    }

    private long count(Instant start, Instant at) {
        return Duration.between(start, at).dividedBy(every);
    }

    private static boolean isEnded(Instant instant, Validity validity) {
        return end(validity).filter(end -> !instant.isBefore(end)).isPresent();
    }

    private static Optional<Instant> start(Validity validity) {
        return validity.start().map(validity::instant);
    }

    private static Optional<Instant> end(Validity validity) {
        return validity.end().map(validity::instant);
    }
}

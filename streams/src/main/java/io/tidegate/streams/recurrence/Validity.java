package io.tidegate.streams.recurrence;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The span of local time in which something may happen.
 *
 * @param timezone whose clock
 * @param start inclusive; empty for ever
 * @param end exclusive; empty for ever
 */
public record Validity(ZoneId timezone, Optional<LocalDateTime> start, Optional<LocalDateTime> end) {
    public Validity {
        if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
            throw new IllegalArgumentException("end must be after start %s, was %s".formatted(start.get(), end.get()));
        }
    }

    /** Always, by the clock of a zone. */
    public static Validity always(ZoneId timezone) {
        return new Validity(timezone, Optional.empty(), Optional.empty());
    }

    /** The latest local time that has come in the zone. */
    public LocalDateTime reached(Instant now) {
        return LocalTimes.reached(now, timezone);
    }

    /** When a local time of the zone comes. */
    public Instant instant(LocalDateTime local) {
        return LocalTimes.instant(local, timezone);
    }

    public boolean contains(LocalDateTime local) {
        return !isBeforeStart(local) && !isEnded(local);
    }

    public boolean isBeforeStart(LocalDateTime local) {
        return start.isPresent() && local.isBefore(start.get());
    }

    public boolean isEnded(LocalDateTime local) {
        return end.isPresent() && !local.isBefore(end.get());
    }
}

package io.tidegate.streams.recurrence;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;

/** Once, at a local time: {@code at(yyyy-mm-ddThh:mm:ss)}. */
public record At(String text, LocalDateTime time) implements Recurrence {

    @Override
    public Optional<Instant> next(Instant after, Validity validity) {
        return once(validity).filter(instant -> instant.isAfter(after));
    }

    @Override
    public Optional<Instant> latest(Instant now, Validity validity) {
        return once(validity).filter(instant -> !instant.isAfter(now));
    }

    private Optional<Instant> once(Validity validity) {
        return validity.contains(time) ? Optional.of(validity.instant(time)) : Optional.empty();
    }
}

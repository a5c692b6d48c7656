package io.tidegate.streams.recurrence;

import java.time.Instant;
import java.util.Optional;

/**
 * When something recurs, as AWS writes it ({@code cron(...)}, {@code rate(...)}, {@code at(...)}) or as a plain cron expression
 * of five fields. Occurrences lie on whole minutes of local time, but for {@code at} and {@code rate}, which count seconds.
 */
public sealed interface Recurrence permits Cron, Rate, At {

    /**
     * Reads a recurrence.
     *
     * @throws IllegalArgumentException in the words "when, constraint, actual", when the text is none
     */
    static Recurrence parse(String text) {
        return RecurrenceParser.parse(text.strip());
    }

    /** As it was written, without spaces around it. */
    String text();

    /** The first occurrence after an instant. */
    Optional<Instant> next(Instant after, Validity validity);

    /** The latest occurrence at or before an instant, however long ago. */
    Optional<Instant> latest(Instant now, Validity validity);
}

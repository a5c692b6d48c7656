package io.tidegate.streams.pane;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * All that one origin partition knows of one series in one span of event time. Cumulative: a higher revision of the
 * same (start, origin) replaces a lower one; different origins merge.
 *
 * @param start inclusive
 * @param length positive; a sample's period, else 5 s
 * @param origin partition of {@code metric-samples} that the samples came by
 * @param revision grows with every change at this origin
 * @param failed readings that could not be taken
 */
public record PartialPane(Instant start, Duration length, int origin, long revision, Aggregate aggregate, int failed) {

    /** Pane length of samples that declare no period. */
    public static final Duration DEFAULT_LENGTH = Duration.ofSeconds(5);

    static final Comparator<PartialPane> ORDER = Comparator.comparing(PartialPane::start)
            .thenComparing(PartialPane::length)
            .thenComparingInt(PartialPane::origin);

    /** Exclusive. */
    public Instant end() {
        return start.plus(length);
    }

    /** Start of the pane of this length that holds {@code at}; panes are aligned to the epoch. */
    public static Instant startOf(Instant at, Duration length) {
        long millis = length.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), millis) * millis);
    }
}

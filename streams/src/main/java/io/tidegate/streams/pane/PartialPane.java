package io.tidegate.streams.pane;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * All that one origin partition knows of one series in one span of event time. Cumulative: a higher revision of the
 * same (start, origin) replaces a lower one; different origins merge.
 *
 * @param start inclusive
 * @param length positive; a sample's period, else 5 s
 * @param origin partition of {@code metric-samples} that the samples came by
 * @param revision grows with every change at this origin
 * @param failed readings that could not be taken
 * @param sketch for quantiles; null unless a policy asks for them
 * @param counter for a rate; null unless a policy asks for it
 */
public record PartialPane(
        Instant start,
        Duration length,
        int origin,
        long revision,
        Aggregate aggregate,
        int failed,
        @Nullable Sketch sketch,
        @Nullable Counter counter) {

    /** Pane length of samples that declare no period. */
    public static final Duration DEFAULT_LENGTH = Duration.ofSeconds(5);

    static final Comparator<PartialPane> ORDER = Comparator.comparing(PartialPane::start)
            .thenComparing(PartialPane::length)
            .thenComparingInt(PartialPane::origin);

    /** One for statistics that need no more than the aggregate. */
    public PartialPane(Instant start, Duration length, int origin, long revision, Aggregate aggregate, int failed) {
        this(start, length, origin, revision, aggregate, failed, null, null);
    }

    /** Without what nobody asks for. */
    public PartialPane keeping(boolean withSketch, boolean withCounter) {
        return new PartialPane(
                start,
                length,
                origin,
                revision,
                aggregate,
                failed,
                withSketch ? sketch : null,
                withCounter ? counter : null);
    }

    /**
     * The same of readings that are {@code factor} times as large, and none above {@code most}: what a metric would have been
     * with another capacity. Single readings of a counter are left as they are, for a counter does not depend on it.
     */
    public PartialPane times(double factor, double most) {
        return new PartialPane(
                start,
                length,
                origin,
                revision,
                aggregate.times(factor, most),
                failed,
                sketch == null ? null : sketch.times(factor, most),
                counter);
    }

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

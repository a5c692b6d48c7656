package io.tidegate.streams.pane;

import io.tidegate.streams.policy.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The readings of one pane at one origin, none of which is ever replaced: for cases that are made up and for a single
 * look. Mutable.
 */
public final class PaneReadings {
    private final Instant start;
    private final Duration length;
    private final List<Counter.Reading> readings = new ArrayList<>();
    private final Sketch.Builder sketch = new Sketch.Builder();
    private Aggregate aggregate;
    private int failed;

    /** The pane of this length that holds {@code at}, empty. */
    public PaneReadings(Instant at, Duration length) {
        this.start = PartialPane.startOf(at, length);
        this.length = length;
        this.aggregate = Aggregate.none(start);
    }

    /** Whether a reading of this time belongs to it. */
    public boolean holds(Instant at) {
        return PartialPane.startOf(at, length).equals(start);
    }

    /**
     * Takes in a number.
     *
     * @param weight measurements that it is the mean of
     */
    public void add(Instant at, double value, long weight) {
        aggregate = aggregate.merge(new Aggregate(weight, value * weight, value, value, value, at));
        readings.add(new Counter.Reading(at.toEpochMilli(), value));
        sketch.add(value, weight);
    }

    /** Takes in a reading that failed. */
    public void addFailure() {
        failed++;
    }

    /** The pane so far, with what the statistics of the metrics that select its series need. */
    public PartialPane pane(long revision, Collection<Metric> metrics) {
        return new PartialPane(
                start,
                length,
                0,
                revision,
                aggregate,
                failed,
                metrics.stream().anyMatch(Metric::needsSketch) ? sketch.build() : null,
                metrics.stream().anyMatch(Metric::needsReadings) ? Counter.of(readings) : null);
    }
}

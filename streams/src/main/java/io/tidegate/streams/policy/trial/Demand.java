package io.tidegate.streams.policy.trial;

import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.MetricSource;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A series of a metric and the readings it has.
 *
 * @param metric selects the series
 * @param dimensions of the series beside those that the metric selects by
 * @param every between two readings; whole seconds
 * @param shared whether the values are of the whole, so that a reading is the value divided by what runs
 */
public record Demand(
        Metric metric, SortedMap<String, String> dimensions, Duration every, Curve values, boolean shared) {
    public Demand {
        dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
        if (every.toNanosPart() != 0 || !every.isPositive()) {
            throw new IllegalArgumentException("every must be whole seconds above 0, was " + every);
        }
    }

    /** All dimensions of the series. */
    public Map<String, String> allDimensions() {
        var all = new TreeMap<>(dimensions);
        all.putAll(metric.selector().dimensions());
        return all;
    }

    /** What a reading says of its length: the period that its source declares; empty for sources that declare none. */
    public Optional<Duration> period() {
        return metric.source() instanceof MetricSource.CloudWatch cloudWatch
                ? Optional.of(cloudWatch.period())
                : Optional.empty();
    }
}

package io.tidegate.connectors.cloudwatch;

import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One statistic of one CloudWatch metric, as policies want it.
 *
 * @param place account and region that the metric is in
 * @param sampleName name that its samples bear
 * @param namespace for example {@code AWS/ECS}
 * @param statistic Average, Sum, Minimum, Maximum, SampleCount or pNN
 * @param lateness how late a point may still change a decision
 */
public record CloudWatchQuery(
        Place place,
        String sampleName,
        String namespace,
        String metricName,
        SortedMap<String, String> dimensions,
        String statistic,
        Duration period,
        Duration lateness) {

    public CloudWatchQuery {
        dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
        if (!period.isPositive()) {
            throw new IllegalArgumentException("period must be positive, was " + period);
        }
        if (lateness.isNegative()) {
            throw new IllegalArgumentException("lateness must not be negative, was " + lateness);
        }
    }

    /** A query of the own account and region, whose samples bear the name of the metric. */
    public static CloudWatchQuery of(
            String namespace, String metricName, Map<String, String> dimensions, String statistic, Duration period) {
        return new CloudWatchQuery(
                Place.DEFAULT,
                metricName,
                namespace,
                metricName,
                new TreeMap<>(dimensions),
                statistic,
                period,
                Duration.ZERO);
    }

    /** One query for both, with the longer lateness; empty when they differ in anything else. */
    public Optional<CloudWatchQuery> merged(CloudWatchQuery other) {
        return withLateness(other.lateness).equals(other)
                ? Optional.of(lateness.compareTo(other.lateness) < 0 ? other : this)
                : Optional.empty();
    }

    private CloudWatchQuery withLateness(Duration otherLateness) {
        return new CloudWatchQuery(
                place, sampleName, namespace, metricName, dimensions, statistic, period, otherLateness);
    }
}

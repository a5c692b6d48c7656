package io.tidegate.simulatedaws.metric;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

/** PutMetricData: all of a request is taken, or nothing. */
final class MetricDataIntake {
    // The PutMetricData API reference: 1,000 metrics a request, 150 values a metric, two weeks back, two hours ahead.
    private static final int MAX_METRICS = 1_000;
    private static final int MAX_VALUES = 150;
    private static final Duration OLDEST = Duration.ofDays(14);
    private static final Duration NEWEST = Duration.ofHours(2);

    private final MetricStore store;

    MetricDataIntake(MetricStore store) {
        this.store = store;
    }

    private record Accepted(MetricKey key, Instant at, Observation observation) {}

    PutMetricDataResponse put(PutMetricDataRequest request) {
        var namespace = request.namespace();
        if (namespace == null) {
            throw MetricErrors.missing("Namespace");
        }
        if (namespace.startsWith("AWS/")) {
            throw MetricErrors.invalidValue("The value " + namespace + " for parameter Namespace is invalid.");
        }
        if (request.metricData().size() > MAX_METRICS) {
            throw MetricErrors.invalidValue("The collection MetricData must not have a size greater than " + MAX_METRICS
                    + ", was " + request.metricData().size());
        }
        var accepted = new ArrayList<Accepted>();
        for (var datum : request.metricData()) {
            var key = MetricShapes.key(namespace, datum.metricName(), datum.dimensions());
            accepted.add(new Accepted(key, time(datum), observation(datum)));
        }
        accepted.forEach(datum -> store.report(datum.key(), datum.at(), datum.observation()));
        return PutMetricDataResponse.builder().build();
    }

    private Instant time(MetricDatum datum) {
        var now = store.now();
        var at = datum.timestamp() == null ? now : datum.timestamp();
        if (at.isBefore(now.minus(OLDEST)) || at.isAfter(now.plus(NEWEST))) {
            throw MetricErrors.invalidValue(
                    "The parameter MetricData.Timestamp must be within two weeks before and two hours after now, was "
                            + at);
        }
        var isHighResolution = datum.storageResolution() != null && datum.storageResolution() == 1;
        return at.truncatedTo(isHighResolution ? ChronoUnit.SECONDS : ChronoUnit.MINUTES);
    }

    private static Observation observation(MetricDatum datum) {
        var forms = (datum.value() == null ? 0 : 1)
                + (datum.statisticValues() == null ? 0 : 1)
                + (datum.hasValues() ? 1 : 0);
        if (forms != 1) {
            throw MetricErrors.invalidCombination(
                    "Exactly one of Value, Values and StatisticValues must be set, were " + forms);
        }
        if (datum.value() != null) {
            return Observation.of(finite(datum.value()));
        }
        return datum.hasValues() ? values(datum) : summary(datum);
    }

    private static Observation values(MetricDatum datum) {
        var values = datum.values();
        var counts = datum.counts();
        if (values.isEmpty() || values.size() > MAX_VALUES || (datum.hasCounts() && counts.size() != values.size())) {
            throw MetricErrors.invalidValue("Values must have 1 to " + MAX_VALUES + " members and Counts as many, were "
                    + values.size() + " and " + counts.size());
        }
        var weighted = new ArrayList<Observation.Weighted>();
        for (var i = 0; i < values.size(); i++) {
            var count = datum.hasCounts() ? finite(counts.get(i)) : 1;
            weighted.add(new Observation.Weighted(finite(values.get(i)), count));
        }
        return Observation.of(weighted);
    }

    private static Observation summary(MetricDatum datum) {
        var set = datum.statisticValues();
        if (set.sampleCount() == null || set.sum() == null || set.minimum() == null || set.maximum() == null) {
            throw MetricErrors.invalidValue("StatisticValues must have SampleCount, Sum, Minimum and Maximum");
        }
        return new Observation(
                finite(set.sampleCount()), finite(set.sum()), finite(set.minimum()), finite(set.maximum()), List.of());
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw MetricErrors.invalidValue("The value " + value + " for parameter MetricData.Value is invalid.");
        }
        return value;
    }
}

package io.tidegate.connectors.cloudwatch;

import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.SampleStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns readings into samples; pure. A sample's time is the start of its period, its identity (series, time, source): a
 * point that comes late replaces the absence that was told before it.
 */
final class CloudWatchMapper {
    static final String SOURCE = "cloudwatch";

    private CloudWatchMapper() {}

    /**
     * The samples of a reading, oldest first: a number for each point; an absence for each period without one, if the
     * answer is complete; for a failure one source error at the latest period.
     */
    static List<MetricSample> samples(Reading reading) {
        return switch (reading) {
            case Reading.Answered answered -> answered(answered);
            case Reading.Failed failed ->
                List.of(sample(
                        failed.query(), failed.range().lastPeriod(), SampleStatus.SOURCE_ERROR, null, failed.error()));
        };
    }

    private static List<MetricSample> answered(Reading.Answered reading) {
        var samples = new ArrayList<MetricSample>();
        var range = reading.range();
        for (var at = range.start(); at.isBefore(range.end()); at = at.plus(range.period())) {
            var value = reading.points().get(at);
            if (value != null && Double.isFinite(value)) {
                samples.add(sample(reading.query(), at, SampleStatus.OK, value, null));
            } else if (value == null && reading.complete()) {
                samples.add(sample(reading.query(), at, SampleStatus.ABSENT, null, null));
            }
        }
        return samples;
    }

    private static MetricSample sample(
            CloudWatchQuery query, Instant at, SampleStatus status, @Nullable Double value, @Nullable String error) {
        return MetricSample.newBuilder()
                .setName(query.sampleName())
                .setDimensions(query.dimensions())
                .setAt(at)
                .setStatus(status)
                .setValue(value)
                .setPeriodSeconds((int) query.period().toSeconds())
                .setSource(SOURCE)
                .setError(error)
                .build();
    }
}

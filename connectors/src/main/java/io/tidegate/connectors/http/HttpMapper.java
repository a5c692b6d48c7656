package io.tidegate.connectors.http;

import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.SampleStatus;
import java.time.Instant;

/** Turns readings into samples; pure. Identity is (series, time, source). */
final class HttpMapper {
    static final String SOURCE = "http";

    private HttpMapper() {}

    /** The sample of a reading taken at a slot of its query's grid. */
    static MetricSample sample(HttpQuery query, Instant at, HttpReading reading) {
        var sample = MetricSample.newBuilder()
                .setName(query.sampleName())
                .setDimensions(query.dimensions())
                .setAt(at)
                .setSource(SOURCE);
        return switch (reading) {
            case HttpReading.Found found ->
                sample.setStatus(SampleStatus.OK).setValue(found.value()).build();
            case HttpReading.Absent _ -> sample.setStatus(SampleStatus.ABSENT).build();
            case HttpReading.Failed failed ->
                sample.setStatus(SampleStatus.SOURCE_ERROR)
                        .setError(failed.error())
                        .build();
        };
    }
}

package io.tidegate.connectors.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.connectors.cloudwatch.CloudWatchPlan.Batch;
import io.tidegate.connectors.cloudwatch.CloudWatchPlan.Range;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;

/** What the reader relies on, whoever answers GetMetricData. */
abstract class CloudWatchContract {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private final Range range = new Range(end.minus(MINUTE.multipliedBy(3)), end, MINUTE);
    private final SourceCounters counters = new SourceCounters();

    abstract Function<GetMetricDataRequest, GetMetricDataResponse> api();

    /** Puts a point of metric {@code name}, namespace {@code Shop}, dimension {@code Queue=orders}. */
    abstract void put(String name, Instant at, double value);

    private List<Reading> read(CloudWatchQuery... queries) {
        return new CloudWatchReader(api(), counters).read(new Batch(range, List.of(queries)));
    }

    private static CloudWatchQuery query(String name, String statistic) {
        return CloudWatchQuery.of("Shop", name, Map.of("Queue", "orders"), statistic, MINUTE);
    }

    @Test
    void readsThePointsInsideTheRange() {
        put("Lag", range.start().minus(MINUTE), 1);
        put("Lag", range.start(), 2);
        put("Lag", end.minus(MINUTE), 4);
        put("Lag", end, 8);

        var readings = read(query("Lag", "Maximum"));

        assertThat(readings)
                .containsExactly(Reading.Answered.of(
                        query("Lag", "Maximum"), range, Map.of(range.start(), 2.0, end.minus(MINUTE), 4.0)));
    }

    @Test
    void answersAMetricThatNobodyPutWithNoPoints() {
        var readings = read(query("Silent", "Sum"));

        assertThat(readings).containsExactly(Reading.Answered.of(query("Silent", "Sum"), range, Map.of()));
    }

    @Test
    void failsAStatisticThatDoesNotExistAlone() {
        put("Lag", range.start(), 2);

        var readings = read(query("Lag", "Average"), query("Lag", "Nonsense"), query("Lag", "Minimum"));

        assertThat(readings).hasSize(3);
        assertThat(readings.get(0))
                .isEqualTo(Reading.Answered.of(query("Lag", "Average"), range, Map.of(range.start(), 2.0)));
        assertThat(readings.get(1)).isInstanceOf(Reading.Failed.class);
        assertThat(readings.get(2))
                .isEqualTo(Reading.Answered.of(query("Lag", "Minimum"), range, Map.of(range.start(), 2.0)));
    }

    @Test
    void takesAsManyQueriesAsACallMayHold() {
        put("m499", range.start(), 7);
        var queries = IntStream.range(0, CloudWatchPlan.MAX_QUERIES)
                .mapToObj(i -> query("m" + i, "Average"))
                .toArray(CloudWatchQuery[]::new);

        var readings = read(queries);

        assertThat(readings).hasSize(500);
        assertThat(readings.getLast())
                .isEqualTo(Reading.Answered.of(query("m499", "Average"), range, Map.of(range.start(), 7.0)));
    }
}

package io.tidegate.connectors.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.cloudwatch.CloudWatchPlan.Range;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudWatchPlanTest {
    private final CloudWatchPlan plan = new CloudWatchPlan(CloudWatchConfig.defaults());

    private static CloudWatchQuery query(String name, Duration period, Duration lateness) {
        return new CloudWatchQuery(Place.DEFAULT, name, "AWS/ECS", name, new TreeMap<>(), "Average", period, lateness);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-01-01T" + time + "Z");
    }

    @ParameterizedTest(name = "periods of {0} with lateness {1} at {2}: {3} to {4}")
    @CsvSource({
        "PT1M, PT0S, 12:10:00, 12:04:00, 12:09:00",
        "PT1M, PT0S, 12:09:59, 12:03:00, 12:08:00",
        "PT1M, PT3M, 12:10:00, 12:04:00, 12:09:00",
        "PT10S, PT0S, 12:10:05, 12:08:10, 12:09:00",
        "PT10S, PT3M, 12:10:05, 12:06:00, 12:09:00",
        "PT30S, PT100S, 12:10:00, 12:06:30, 12:09:00",
        "PT5M, PT3M, 12:10:00, 11:40:00, 12:05:00",
    })
    void readsTheLatestSettledPeriodsAsFarBackAsTheLateness(
            Duration period, Duration lateness, String now, String start, String end) {
        var range = plan.range(query("cpu", period, lateness), at(now));

        assertThat(range).isEqualTo(new Range(at(start), at(end), period));
    }

    @Test
    void fitsAtMostFiveHundredQueriesIntoACall() {
        var queries = IntStream.range(0, 1001)
                .mapToObj(i -> query("m" + i, Duration.ofMinutes(1), Duration.ZERO))
                .toList();

        var batches = plan.batches(queries, at("12:00:00"));

        assertThat(batches).extracting(batch -> batch.queries().size()).containsExactly(500, 500, 1);
        var planned = new ArrayList<CloudWatchQuery>();
        batches.forEach(batch -> planned.addAll(batch.queries()));
        assertThat(planned).isEqualTo(queries);
    }

    @Test
    void asksForOneRangeInEachCall() {
        var minute = query("a", Duration.ofMinutes(1), Duration.ZERO);
        var fast = query("b", Duration.ofSeconds(10), Duration.ZERO);
        var otherMinute = query("c", Duration.ofMinutes(1), Duration.ZERO);

        var batches = plan.batches(List.of(minute, fast, otherMinute), at("12:00:00"));

        assertThat(batches)
                .extracting(CloudWatchPlan.Batch::queries)
                .containsExactly(List.of(minute, otherMinute), List.of(fast));
    }

    @ParameterizedTest(name = "{0} is read every {1}")
    @CsvSource({"PT1S, PT5S", "PT10S, PT10S", "PT30S, PT30S", "PT1M, PT1M", "PT5M, PT1M"})
    void readsAsOftenAsThePeriodWithinBounds(Duration period, Duration interval) {
        var query = CloudWatchQuery.of("AWS/ECS", "cpu", Map.of(), "Average", period);

        assertThat(CloudWatchConfig.defaults().interval(query)).isEqualTo(interval);
    }
}

package io.tidegate.connectors.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.connectors.cloudwatch.CloudWatchPlan.Batch;
import io.tidegate.connectors.cloudwatch.CloudWatchPlan.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

class CloudWatchReaderTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-01-01T12:01:00Z");
    private static final Range RANGE = new Range(FIRST, Instant.parse("2026-01-01T12:02:00Z"), Duration.ofMinutes(1));

    private final FakeCloudWatch cloudWatch = new FakeCloudWatch();
    private final SourceCounters counters = new SourceCounters();
    private final CloudWatchReader reader = new CloudWatchReader(cloudWatch, counters);

    private static CloudWatchQuery query(String metric) {
        return CloudWatchQuery.of("AWS/ECS", metric, Map.of("ServiceName", "web"), "p99", Duration.ofMinutes(1));
    }

    private static Batch batch(String... metrics) {
        return new Batch(
                RANGE, Stream.of(metrics).map(CloudWatchReaderTest::query).toList());
    }

    private static Reading answered(String metric, Map<Instant, Double> points) {
        return Reading.Answered.of(query(metric), RANGE, points);
    }

    @Test
    void asksForTheStatisticOfTheMetricWithItsDimensionsAndNothingElse() {
        reader.read(batch("cpu"));

        var request = cloudWatch.requests().getFirst();
        assertThat(request.startTime()).isEqualTo(FIRST);
        assertThat(request.endTime()).isEqualTo(RANGE.end());
        assertThat(request.scanBy()).isEqualTo(ScanBy.TIMESTAMP_DESCENDING);
        var asked = request.metricDataQueries().getFirst();
        assertThat(asked.id()).isEqualTo("q0");
        assertThat(asked.metricStat().stat()).isEqualTo("p99");
        assertThat(asked.metricStat().period()).isEqualTo(60);
        assertThat(asked.metricStat().metric().namespace()).isEqualTo("AWS/ECS");
        assertThat(asked.metricStat().metric().dimensions())
                .containsExactly(
                        Dimension.builder().name("ServiceName").value("web").build());
    }

    @Test
    void givesEveryQueryItsOwnPoints() {
        cloudWatch.put("cpu", FIRST, 10);
        cloudWatch.put("cpu", SECOND, 20);
        cloudWatch.put("memory", SECOND, 30);

        var readings = reader.read(batch("cpu", "memory", "silent"));

        assertThat(readings)
                .containsExactly(
                        answered("cpu", Map.of(FIRST, 10.0, SECOND, 20.0)),
                        answered("memory", Map.of(SECOND, 30.0)),
                        answered("silent", Map.of()));
        assertThat(counters.reads()).isEqualTo(1);
    }

    @Test
    void followsPagesToTheLast() {
        cloudWatch.pageBy(2);
        for (int i = 0; i < 5; i++) {
            cloudWatch.put("m" + i, FIRST, i);
        }

        var readings = reader.read(batch("m0", "m1", "m2", "m3", "m4"));

        assertThat(readings)
                .containsExactly(
                        answered("m0", Map.of(FIRST, 0.0)),
                        answered("m1", Map.of(FIRST, 1.0)),
                        answered("m2", Map.of(FIRST, 2.0)),
                        answered("m3", Map.of(FIRST, 3.0)),
                        answered("m4", Map.of(FIRST, 4.0)));
        assertThat(counters.reads()).isEqualTo(3);
    }

    @Test
    void asksAgainForPartialDataAlone() {
        cloudWatch.answerPartially("slow", 1);
        cloudWatch.put("slow", FIRST, 5);

        var readings = reader.read(batch("quick", "slow"));

        assertThat(readings).containsExactly(answered("quick", Map.of()), answered("slow", Map.of(FIRST, 5.0)));
        assertThat(cloudWatch.requests().get(1).metricDataQueries())
                .extracting(MetricDataQuery::id)
                .containsExactly("q1");
    }

    @Test
    void givesUpOnDataThatStaysPartial() {
        cloudWatch.answerPartially("slow", 100);

        var readings = reader.read(batch("slow"));

        assertThat(readings).containsExactly(new Reading.Answered(query("slow"), RANGE, new TreeMap<>(), false));
        assertThat(counters.reads()).isEqualTo(3);
    }

    @Test
    void failsOnlyTheQueryThatIsForbidden() {
        cloudWatch.forbid("theirs");

        var readings = reader.read(batch("ours", "theirs"));

        assertThat(readings)
                .containsExactly(
                        answered("ours", Map.of()), new Reading.Failed(query("theirs"), RANGE, "Forbidden: not yours"));
        assertThat(counters.errors(ErrorKind.AWS)).isEqualTo(1);
    }

    @Test
    void findsTheOneQueryForWhichTheWholeCallIsRefused() {
        var names = IntStream.range(0, 500).mapToObj(i -> "m" + i).toArray(String[]::new);
        cloudWatch.refuse("m123");

        var readings = reader.read(batch(names));

        assertThat(readings).hasSize(500);
        assertThat(readings)
                .filteredOn(reading -> reading instanceof Reading.Failed)
                .containsExactly(new Reading.Failed(query("m123"), RANGE, "ValidationError: as told"));
        // Two calls for each of the nine halvings of 500, and the first.
        assertThat(counters.reads()).isLessThanOrEqualTo(19);
    }

    @Test
    void failsEveryQueryOfACallThatIsThrottled() {
        cloudWatch.breakDown("Throttling", 400);

        var readings = reader.read(batch("a", "b"));

        assertThat(readings)
                .containsExactlyElementsOf(List.of(
                        new Reading.Failed(query("a"), RANGE, "Throttling: as told"),
                        new Reading.Failed(query("b"), RANGE, "Throttling: as told")));
        assertThat(counters.errors(ErrorKind.THROTTLED)).isEqualTo(1);
        assertThat(counters.reads()).isEqualTo(1);
    }
}

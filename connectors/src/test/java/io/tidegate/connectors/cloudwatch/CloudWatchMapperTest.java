package io.tidegate.connectors.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.cloudwatch.CloudWatchPlan.Range;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.SampleStatus;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.schemas.sample.SampleRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CloudWatchMapperTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-01-01T12:01:00Z");
    private static final Instant THIRD = Instant.parse("2026-01-01T12:02:00Z");
    private static final Range RANGE = new Range(FIRST, Instant.parse("2026-01-01T12:03:00Z"), Duration.ofMinutes(1));
    private static final CloudWatchQuery QUERY = new CloudWatchQuery(
            Place.DEFAULT,
            "web_cpu",
            "AWS/ECS",
            "CPUUtilization",
            new TreeMap<>(Map.of("ServiceName", "web", "ClusterName", "demo")),
            "Average",
            Duration.ofMinutes(1),
            Duration.ofMinutes(3));

    @Test
    void keepsTheFactsOfTheSource() {
        var samples = CloudWatchMapper.samples(Reading.Answered.of(QUERY, RANGE, Map.of(FIRST, 40.5)));

        var expected = MetricSample.newBuilder()
                .setName("web_cpu")
                .setDimensions(Map.of("ServiceName", "web", "ClusterName", "demo"))
                .setAt(FIRST)
                .setStatus(SampleStatus.OK)
                .setValue(40.5)
                .setPeriodSeconds(60)
                .setSource("cloudwatch")
                .build();
        assertThat(samples.getFirst()).isEqualTo(expected);
    }

    @Test
    void tellsAPeriodWithoutAPointAsAbsentAndAZeroAsZero() {
        var samples = CloudWatchMapper.samples(Reading.Answered.of(QUERY, RANGE, Map.of(FIRST, 0.0, THIRD, 3.0)));

        assertThat(samples).extracting(MetricSample::getAt).containsExactly(FIRST, SECOND, THIRD);
        assertThat(samples)
                .extracting(MetricSample::getStatus)
                .containsExactly(SampleStatus.OK, SampleStatus.ABSENT, SampleStatus.OK);
        assertThat(samples).extracting(MetricSample::getValue).containsExactly(0.0, null, 3.0);
    }

    @Test
    void tellsNoAbsenceWhileTheAnswerIsPartial() {
        var partial = new Reading.Answered(QUERY, RANGE, new TreeMap<>(Map.of(SECOND, 7.0)), false);

        var samples = CloudWatchMapper.samples(partial);

        assertThat(samples).extracting(MetricSample::getAt).containsExactly(SECOND);
    }

    @Test
    void ignoresPointsOutsideTheRange() {
        var before = Instant.parse("2026-01-01T11:59:00Z");

        var samples = CloudWatchMapper.samples(
                Reading.Answered.of(QUERY, RANGE, Map.of(before, 1.0, RANGE.end(), 2.0, FIRST, 3.0)));

        assertThat(samples).extracting(MetricSample::getValue).containsExactly(3.0, null, null);
    }

    @Test
    void tellsAFailureOnceAtTheLatestPeriod() {
        var samples = CloudWatchMapper.samples(new Reading.Failed(QUERY, RANGE, "AccessDenied: no"));

        assertThat(samples).hasSize(1);
        var sample = samples.getFirst();
        assertThat(sample.getAt()).isEqualTo(THIRD);
        assertThat(sample.getStatus()).isEqualTo(SampleStatus.SOURCE_ERROR);
        assertThat(sample.getError()).isEqualTo("AccessDenied: no");
        assertThat(sample.getValue()).isNull();
    }

    @Test
    void makesOnlySamplesThatTheContractTakes() {
        var answered =
                CloudWatchMapper.samples(Reading.Answered.of(QUERY, RANGE, Map.of(FIRST, 1.0, SECOND, Double.NaN)));
        var failed = CloudWatchMapper.samples(new Reading.Failed(QUERY, RANGE, "timeout"));

        assertThat(answered).hasSize(2).allMatch(sample -> SampleRules.firstFault(sample) == null);
        assertThat(failed).hasSize(1).allMatch(sample -> SampleRules.firstFault(sample) == null);
    }
}

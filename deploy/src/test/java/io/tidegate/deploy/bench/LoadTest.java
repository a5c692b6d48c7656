package io.tidegate.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.naming.Series;
import io.tidegate.streams.policy.file.PolicyReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LoadTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Test
    void spreadsTheSamplesOfAThousandSeriesInOrderUpToTheEnd() {
        var load = new Load(10_000, NOON);

        var samples = LongStream.range(0, load.records()).mapToObj(load::sample).toList();

        assertThat(samples)
                .extracting(MetricSample::getAt)
                .isSorted()
                .startsWith(NOON.minus(Duration.ofSeconds(200)))
                .allMatch(at -> at.isBefore(NOON));
        assertThat(samples.stream()
                        .map(sample -> Series.of(sample.getName(), sample.getDimensions()))
                        .distinct())
                .hasSize(Load.SERIES);
    }

    @Test
    void hasValuesWhoseSumsAreExact() {
        var load = new Load(10_000, NOON);

        assertThat(LongStream.range(0, load.records()).mapToObj(load::sample))
                .allMatch(sample -> sample.getValue() * 8 % 1 == 0);
    }

    @Test
    void hasValidPolicies() {
        assertThat(Load.policies())
                .allSatisfy(file -> assertThat(PolicyReader.read("load.yaml", file, _ -> Optional.empty())
                                .problems())
                        .isEmpty());
    }
}

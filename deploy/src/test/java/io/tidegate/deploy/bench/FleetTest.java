package io.tidegate.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.MetricSample;
import io.tidegate.streams.policy.file.PolicyReader;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FleetTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Test
    void hasOnePolicyForEachTarget() {
        var policies = Fleet.policies().stream()
                .map(file -> PolicyReader.read("fleet.yaml", file, _ -> Optional.empty()))
                .toList();

        assertThat(policies).allSatisfy(policy -> assertThat(policy.problems()).isEmpty());
        assertThat(policies.stream()
                        .flatMap(policy -> policy.documents().stream())
                        .flatMap(document -> document.policy().targets().stream())
                        .distinct())
                .hasSize(Fleet.TARGETS);
    }

    @Test
    void asksForACommandWithOneSampleInSoManyOfEachTarget() {
        var fleet = new Fleet(10);

        var asking = LongStream.range(0, 10L * Fleet.TARGETS)
                .mapToObj(number -> fleet.sample(number, NOON))
                .filter(sample -> sample.getValue() >= 50)
                .collect(Collectors.groupingBy(MetricSample::getDimensions, Collectors.counting()));

        assertThat(asking)
                .hasSize(Fleet.TARGETS)
                .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
    }
}

package io.tidegate.streams.policy.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.trial.Curve;
import io.tidegate.streams.policy.trial.Expectation;
import io.tidegate.streams.policy.trial.Expectation.Span;
import io.tidegate.streams.policy.trial.Plant;
import io.tidegate.streams.policy.trial.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialReaderTest {
    private static final String POLICY = """
            apiVersion: tidegate/v1
            kind: ServicePolicy
            name: web
            targets: [ecs/demo/web, ecs/demo/api]
            capacity: {min: 2, max: "%(LARGEST)"}
            metrics:
              cpu: {cloudwatch: {namespace: AWS/ECS, metricName: CPUUtilization}}
              load: {samples: {name: load, dimensions: {service: web}}}
            """;

    private static final String HEAD = """
            apiVersion: tidegate/v1
            kind: PolicyTest
            policy: web.yaml
            variables: {LARGEST: 12}
            """;

    private static final String CASE = HEAD + """
            cases:
              - name: a
                lasts: 10m
                observed: {desired: 2, running: 1, min: 1, max: 20, startup: 30s}
                series:
                  - {metric: load, dimensions: {zone: a}, every: 1s, shared: true, values: {0s: 10, 1m: 10..50, 9m: missing}}
                expect:
                  - {at: 2m, desired: 4, min: 1, max: 20, outcome: SCALE_OUT, reason: RULE}
                  - {never: {below: 2, above: 12}, from: 1m, to: 9m}
                  - {directionChanges: {atMost: 4, per: 5m}}
                  - {commands: {atMost: 3}}
            """;

    @Test
    void readsAWholeCase() {
        var trial = parsed(CASE).trials().getFirst();

        assertThat(trial.target().text()).isEqualTo("ecs/demo/web");
        assertThat(trial.policy().bounds()).isEqualTo(new Bounds(2, 12));
        assertThat(trial.lasts()).isEqualTo(Duration.ofMinutes(10));
        assertThat(trial.plant()).isEqualTo(new Plant(2, 1, new Bounds(1, 20), Duration.ofSeconds(30)));
        assertThat(trial.series()).singleElement().satisfies(series -> {
            assertThat(series.allDimensions()).isEqualTo(Map.of("service", "web", "zone", "a"));
            assertThat(series.every()).isEqualTo(Duration.ofSeconds(1));
            assertThat(series.shared()).isTrue();
            assertThat(series.values().at(Duration.ofMinutes(5))).isEqualTo(new Curve.Reading.Value(30));
            assertThat(series.values().at(Duration.ofMinutes(9))).isEqualTo(new Curve.Reading.Missing());
        });
        assertThat(trial.expected().stream().map(Trial.Expected::what))
                .containsExactly(
                        new Expectation.At(
                                Duration.ofMinutes(2),
                                OptionalInt.of(4),
                                OptionalInt.of(1),
                                OptionalInt.of(20),
                                Optional.of("SCALE_OUT"),
                                Optional.of("RULE")),
                        new Expectation.Never(
                                OptionalInt.of(2),
                                OptionalInt.of(12),
                                new Span(Duration.ofMinutes(1), Duration.ofMinutes(9))),
                        new Expectation.DirectionChanges(4, Duration.ofMinutes(5)),
                        new Expectation.Commands(3, new Span(Duration.ZERO, Duration.ofMinutes(10))));
        assertThat(trial.expected().stream().map(Trial.Expected::line)).containsExactly(12, 13, 14, 15);
    }

    @Test
    void needsNoMoreThanANameATimeAndAnExpectation() {
        var trial = parsed(
                        HEAD
                                + "cases: [{name: a, lasts: 1m, target: ecs/demo/api, series: [{metric: cpu, values: 1..7}], expect: [scalesOut: false]}]")
                .trials()
                .getFirst();

        assertThat(trial.target().text()).isEqualTo("ecs/demo/api");
        assertThat(trial.start()).isEqualTo(Instant.parse("2026-01-05T12:00:00Z"));
        assertThat(trial.plant()).isEqualTo(new Plant(2, 2, new Bounds(2, 12), Duration.ZERO));
        assertThat(trial.series()).singleElement().satisfies(series -> {
            assertThat(series.every()).isEqualTo(Duration.ofMinutes(1));
            assertThat(series.shared()).isFalse();
            assertThat(series.values().at(Duration.ofSeconds(30))).isEqualTo(new Curve.Reading.Value(4));
        });
    }

    /** Each row: what stands in the case, what stands there instead, and the problem. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: a | nmae: a | 6:5: cases[0].name must be given, was absent",
                "lasts: 10m | lasts: 8d | 7:12: cases[0].lasts must be whole seconds from 1s to 7d, such as 90s or 2m, was \"8d\"",
                "metric: load | metric: loud | 10:18: cases[0].series[0].metric must be an alias of the policy's metrics, was \"loud\"",
                "metric: load | metric: cpu | 10:53: cases[0].series[0].every must be the period of the metric, 1m, was 1s",
                "9m: missing | 11m: 0 | 10:106: cases[0].series[0].values.11m must begin at whole seconds from 0s to 10m, was \"11m\"",
                "9m: missing | 60s: 0 | 10:106: cases[0].series[0].values.60s must begin at another time than its neighbour, was \"60s\"",
                "9m: missing | 9m: gone | 10:105: cases[0].series[0].values.9m must be a number, a ramp such as 10..50, missing or error, was \"gone\"",
                "at: 2m, | at: 2m, from: 1m, | 12:18: cases[0].expect[0].from is not a key here",
                "at: 2m, | when: 2m, | 12:9: cases[0].expect[0] must have exactly one of at, never, scalesOut, scalesIn, directionChanges, commands, was none",
                "to: 9m | to: 30s | 13:54: cases[0].expect[1].to must not be before from 1m, was 30s",
                "{below: 2, above: 12} | {} | 13:17: cases[0].expect[1].never must have below or above, had none",
                "atMost: 3 | most: 3 | 15:20: cases[0].expect[3].commands.atMost must be given, was absent",
                "policy: web.yaml | policy: none.yaml | 3:9: policy must be a readable file, by its path from this one, was \"none.yaml\"",
                "variables: {LARGEST: 12} | variables: {LARGEST: 1} | web.yaml:5:25: capacity.max must be at least min 2, was 1",
                "kind: PolicyTest | kind: ServicePolicy | 2:7: kind is not known, was \"ServicePolicy\"",
            })
    void refusesWhatIsWrongWithItsPlace(String before, String after, String problem) {
        var problems = parsed(CASE.replace(before, after)).problems();

        assertThat(problems.stream().map(Problem::toString))
                .anySatisfy(told -> assertThat(told).contains(problem));
    }

    @Test
    void refusesTwoCasesOfOneName() {
        String one = "{name: a, lasts: 1m, expect: [scalesOut: false]}";

        var problems = parsed(HEAD + "cases: [%s, %s]".formatted(one, one)).problems();

        assertThat(problems)
                .singleElement()
                .extracting(Problem::message)
                .isEqualTo("name must be unique in a file, was \"a\" twice");
    }

    private static ParsedTrials parsed(String text) {
        return TrialReader.read(
                "web-test.yaml",
                text,
                _ -> Optional.empty(),
                path -> path.equals("web.yaml") ? Optional.of(POLICY) : Optional.empty());
    }
}

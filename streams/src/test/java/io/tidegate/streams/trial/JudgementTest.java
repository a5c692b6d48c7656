package io.tidegate.streams.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.policy.file.TrialReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {
    private static final String POLICY = """
            apiVersion: tidegate/v1
            kind: ServicePolicy
            name: web
            target: ecs/demo/web
            capacity: {min: 2, max: 10}
            metrics:
              load: {samples: {name: load}, window: 10s, across: sum}
            rules:
              - targetTracking: {metric: load, target: 50}
            cooldown: {scaleOut: 1m, scaleIn: 2m}
            """;

    private static final String RISE_AND_FALL = """
            apiVersion: tidegate/v1
            kind: PolicyTest
            policy: web.yaml
            cases:
              - name: rises and falls
                lasts: 10m
                observed: {startup: 10s}
                series:
                  - {metric: load, shared: true, values: {0s: 100, 1m: 300, 5m: 100}}
                expect: [EXPECTED]
            """;

    /** Demand of 100, then 300, then 100, at 50 for each task: 2 tasks, 6 within two minutes, 2 after the fall. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "at: 1m, desired: 2",
                "at: 3m, desired: 6",
                "at: 10m, desired: 2",
                "at: 30s, outcome: STEADY",
                "never: {below: 2, above: 6}",
                "never: {below: 6}, from: 3m, to: 5m",
                "scalesOut: true, to: 2m",
                "scalesOut: false, from: 3m",
                "scalesIn: false, to: 5m",
                "directionChanges: {atMost: 1}",
                "commands: {atMost: 0}, to: 1m",
            })
    void meetsWhatHappens(String expected) {
        assertThat(judged(expected).misses()).isEmpty();
    }

    /** Each row: an expectation, what it says it is, and what happened instead. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "at: 2m, desired: 5 | desired 5 at 2m | desired 6",
                "at: 30s, reason: COOLDOWN | reason COOLDOWN at 30s | reason ON_TARGET",
                "never: {above: 5} | desired never above 5 from 0s to 10m | desired 6",
                "never: {below: 6}, from: 3m | desired never below 6 from 3m to 10m | desired ",
                "scalesOut: true, from: 4m | a scale-out from 4m to 10m | none",
                "scalesIn: false | no scale-in from 0s to 10m | -",
                "directionChanges: {atMost: 0, per: 10m} | at most 0 changes of direction in 10m | 1 by ",
                "commands: {atMost: 1} | at most 1 commands from 0s to 10m | ",
            })
    void tellsWhatHappenedInstead(String expected, String wanted, String actual) {
        var misses = judged(expected).misses();

        assertThat(misses).singleElement().satisfies(miss -> {
            assertThat(miss.expected()).isEqualTo(wanted);
            assertThat(miss.actual()).contains(actual == null ? "" : actual);
            assertThat(miss.line()).isEqualTo(10);
            assertThat(miss.decision()).isPresent();
        });
    }

    @Test
    void startsWithTasksAfterTheirStartup() {
        var course = judged("scalesOut: true").course();

        var out = course.steps().firstKey();

        assertThat(course.at(out.plusSeconds(9)).running()).isEqualTo(2);
        assertThat(course.at(out.plusSeconds(10)).running())
                .isEqualTo(course.at(out).desired());
    }

    @Test
    void givesTheSameCourseTwice() {
        assertThat(judged("scalesOut: true").course())
                .isEqualTo(judged("scalesOut: true").course());
    }

    @Test
    void isSilentWhereASeriesIs() {
        var trial = RISE_AND_FALL.replace("{0s: 100, 1m: 300, 5m: 100}", "{0s: missing}");

        var judged = judged(POLICY, trial, "{at: 1m, outcome: HELD}, {commands: {atMost: 0}}");

        assertThat(judged.misses()).isEmpty();
    }

    @Test
    void readsAPeriodOfCloudWatchOnceItIsOver() {
        var policy = POLICY.replace(
                "{samples: {name: load}, window: 10s, across: sum}",
                "{cloudwatch: {namespace: a, metricName: b}, lateness: 0s}");
        var trial = RISE_AND_FALL.replace("shared: true, ", "").replace("0s: 100, 1m: 300, 5m: 100", "0s: 50, 1m: 100");

        var judged = judged(policy, trial, "{at: 119s, desired: 2}, {at: 2m, desired: 4}");

        assertThat(judged.misses()).isEmpty();
    }

    /** One series, read as an average, a quantile and a rate: each has what it needs. */
    @Test
    void readsASeriesByEveryStatistic() {
        var policy = POLICY.replace("load: {samples: {name: load}, window: 10s, across: sum}", """
                        load: {samples: {name: load}, window: 20s}
                          slow: {samples: {name: load}, window: 20s, statistic: p90}
                          growth: {samples: {name: load}, window: 20s, statistic: rate}""")
                .replace("metric: load", "metric: load * 0 + slow * 0 + growth * 50");
        var trial = RISE_AND_FALL
                .replace("0s: 100, 1m: 300, 5m: 100", "0s: 0, 1m: 0..1080")
                .replace("shared: true, ", "");

        var judged = judged(policy, trial, "{at: 59s, desired: 2}, {scalesOut: true}, {never: {above: 2}, to: 1m}");

        assertThat(judged.misses()).isEmpty();
    }

    @Test
    void setsTheBoundsOfAScalableTarget() {
        var policy = """
                apiVersion: tidegate/v1
                kind: ServicePolicy
                name: web
                target: ecs/demo/web
                via: scalableTarget
                capacity: {min: 0, max: 0}
                schedule:
                  - {name: office, days: [MON], from: "09:00", to: "18:00", timezone: Asia/Seoul, min: 1, max: 3}
                """;
        var trial = """
                apiVersion: tidegate/v1
                kind: PolicyTest
                policy: web.yaml
                cases:
                  - name: opens on Monday morning
                    start: 2026-05-03T23:00:00Z
                    lasts: 12h
                    expect: [EXPECTED]
                """;

        var judged = judged(
                policy,
                trial,
                "{at: 3599s, desired: 0, min: 0, max: 0}, {at: 1h, desired: 1, min: 1, max: 3}, {at: 10h, desired: 0, max: 0}");

        assertThat(judged.misses()).isEmpty();
    }

    private static Judgement judged(String expected) {
        return judged(POLICY, RISE_AND_FALL, "{" + expected + "}");
    }

    private static Judgement judged(String policy, String trial, String expected) {
        var parsed = TrialReader.read(
                "web-test.yaml", trial.replace("EXPECTED", expected), _ -> Optional.empty(), _ -> Optional.of(policy));
        assertThat(parsed.problems()).isEqualTo(List.of());
        return Judgement.of(parsed.trials().getFirst());
    }
}

package io.tidegate.deploy.whatif.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidegate.deploy.whatif.Instances;
import io.tidegate.deploy.whatif.Trial;
import io.tidegate.deploy.whatif.past.TracePast;
import io.tidegate.deploy.whatif.past.TracePast.Traced;
import io.tidegate.deploy.whatif.past.TraceReader;
import io.tidegate.deploy.whatif.price.Prices;
import io.tidegate.deploy.whatif.report.Demand;
import io.tidegate.deploy.whatif.report.Reading;
import io.tidegate.deploy.whatif.report.Stand;
import io.tidegate.deploy.whatif.report.WhatIf;
import io.tidegate.deploy.whatif.report.WhatIfJson;
import io.tidegate.streams.demand.Feedback;
import io.tidegate.streams.demand.Feedbacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosedLoopTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final int DAY = 288;

    @TempDir
    Path folder = Path.of("");

    // Five-minute rows of what a fleet showed; without one, its capacity is not in the trace.
    private Path trace(IntToDoubleFunction value, Optional<IntToDoubleFunction> running) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(running.isPresent() ? "timestamp,cpu,running" : "timestamp,cpu");
        for (int row = 0; row < DAY; row++) {
            int at = row;
            lines.add(START.plus(Duration.ofMinutes(5L * row)) + "," + value.applyAsDouble(row)
                    + running.map(units -> "," + units.applyAsDouble(at)).orElse(""));
        }
        return Files.write(folder.resolve("trace.csv"), lines);
    }

    private static WhatIf run(Path file, List<Variant> variants, Optional<String> ran) {
        return run(file, variants, ran, new Feedbacks(new TreeMap<>()));
    }

    private static WhatIf run(Path file, List<Variant> variants, Optional<String> ran, Feedbacks feedbacks) {
        var trace = TraceReader.read(file);
        var settings = new Trial.Settings(
                feedbacks,
                Optional.of(Duration.ofSeconds(40)),
                Optional.of(Duration.ofSeconds(30)),
                Prices.DEFAULT,
                10,
                OptionalInt.of(5),
                OptionalDouble.empty(),
                Instances.ANY,
                7,
                true);
        var policy = variants.getFirst().policies().getFirst();
        var traced = new Traced(
                policy.targets().getFirst(),
                policy.metrics().getFirst(),
                trace.metrics().getFirst());
        return new Trial(variants, ran, settings).on(new TracePast(trace, List.of(traced)));
    }

    private static double demand(int row) {
        return 600 + 400 * Math.sin(2 * Math.PI * row / DAY);
    }

    @Test
    void recoversTheDemandOfAFleetWhoseCapacityWasNotConstant() throws IOException {
        IntToDoubleFunction running = row -> 12 + row / 48;
        var file = trace(row -> demand(row) / running.applyAsDouble(row), Optional.of(running));

        var outcome = run(file, List.of(new Variant("new", List.of(Policies.tracking(60)))), Optional.empty());

        for (Demand found : outcome.targets().getFirst().demand()) {
            int row = (int) (Duration.between(START, found.at()).toMinutes() / 5);
            assertThat(found.load()).isCloseTo(demand(row), within(0.01 * demand(row)));
            assertThat(found.censored()).isFalse();
        }
        assertThat(outcome.targets().getFirst().demand()).hasSizeGreaterThan(DAY);
    }

    @Test
    void tellsThatASaturatedUtilizationHidesDemand() throws IOException {
        var file = trace(row -> row < DAY / 4 ? 100 : 40, Optional.empty());

        var outcome = run(file, List.of(new Variant("new", List.of(Policies.tracking(60)))), Optional.empty());

        assertThat(outcome.honesty().censoredShare()).isCloseTo(0.25, within(0.01));
        assertThat(outcome.honesty().selfReplayError()).isEmpty();
        assertThat(outcome.honesty().whyNoError()).contains("does not tell how much capacity");
    }

    @Test
    void feedsCapacityBackSoThatUtilizationSettlesAtTheTarget() throws IOException {
        var file = trace(_ -> 90, Optional.empty()); // 450 % of a unit, on five of them.

        var outcome = run(file, List.of(new Variant("new", List.of(Policies.tracking(60)))), Optional.empty());

        var course = outcome.targets().getFirst().course("new");
        assertThat(course.stands().getLast().running()).isEqualTo(8);
        assertThat(course.metric().getLast().value()).isCloseTo(450.0 / 8, within(0.01));
        assertThat(course.acts()).hasSize(1);
    }

    @Test
    void givesTheSameForTheSameInputs() throws IOException {
        var file = trace(row -> demand(row) / 12, Optional.empty());
        var variants = List.of(
                new Variant("new", List.of(Policies.tracking(60))), new Variant("old", List.of(Policies.tracking(40))));

        var once = WhatIfJson.of(run(file, variants, Optional.empty()));
        var again = WhatIfJson.of(run(file, variants, Optional.empty()));

        assertThat(again).isEqualTo(once);
    }

    @Test
    void costsLessAndServesWorseWithAHigherTarget() throws IOException {
        var file = trace(row -> demand(row) / 12, Optional.empty());

        var outcome = run(
                file,
                List.of(
                        new Variant("80", List.of(Policies.tracking(80))),
                        new Variant("40", List.of(Policies.tracking(40)))),
                Optional.empty());

        var high = outcome.total("80");
        var low = outcome.total("40");
        assertThat(high.unitHours()).isLessThan(low.unitHours());
        assertThat(high.shortageHours()).isGreaterThan(low.shortageHours());
        assertThat(high.regret()).isGreaterThanOrEqualTo(0);
        assertThat(low.regret()).isGreaterThanOrEqualTo(0);
    }

    @Test
    void tellsHowFarItIsOffFromAPlantThatItDoesNotModel() throws IOException {
        // Utilization that grows with the square of load, and capacity that follows half an hour late.
        IntToDoubleFunction running = row -> Math.ceil(demand(Math.max(0, row - 6)) / 60);
        var file = trace(
                row -> Math.min(100, Math.pow(demand(row) / running.applyAsDouble(row), 2) / 60), Optional.of(running));

        var outcome = run(file, List.of(new Variant("ran", List.of(Policies.tracking(60)))), Optional.of("ran"));

        assertThat(outcome.honesty().selfReplayError().orElseThrow()).isBetween(0.01, 0.5);
    }

    // Readings used to come when their lateness was over, which is too late: nothing was ever seen of such a metric.
    @Test
    void seesReadingsThatComeLateButInTime() throws IOException {
        var lines = new ArrayList<>(List.of("timestamp,cpu,running"));
        for (int row = 0; row < 60; row++) {
            lines.add(START.plusSeconds(10L * row) + ",90,2");
        }
        var file = Files.write(folder.resolve("fine.csv"), lines);
        var policy = Policies.service("""
                metrics:
                  cpu:
                    cloudwatch:
                      {namespace: AWS/ECS, metricName: CPUUtilization, dimensions: {a: b}, statistic: Average, period: 10s}
                    window: 20s
                    lateness: 10s
                rules:
                  - targetTracking: {metric: cpu, target: 60}
                """);
        var variant = new Variant("fine", List.of(policy));

        var outcome = run(file, List.of(variant), Optional.empty());

        assertThat(outcome.targets()
                        .getFirst()
                        .course("fine")
                        .stands()
                        .getLast()
                        .running())
                .isEqualTo(3);
    }

    // A pane that runs used to be told at its end alone, so that nothing was known of it, and nothing was ever scaled
    // in.
    @Test
    void scalesInByAMetricThatCountsEarly() throws IOException {
        var lines = new ArrayList<>(List.of("timestamp,load,running"));
        for (int row = 0; row < 24; row++) {
            lines.add(START.plus(Duration.ofMinutes(5L * row)) + (row < 12 ? ",60,12" : ",24,5"));
        }
        var file = Files.write(folder.resolve("early.csv"), lines);
        var policy = Policies.service("""
                metrics:
                  load: {samples: {name: load}, window: 5s, statistic: last, early: true}
                rules:
                  - targetTracking: {metric: load, target: 60}
                """);

        var outcome = run(file, List.of(new Variant("early", List.of(policy))), Optional.empty());

        var stands = outcome.targets().getFirst().course("early").stands();
        assertThat(stands.stream().mapToInt(Stand::running).max()).hasValue(12);
        assertThat(stands.getLast().running()).isEqualTo(2);
    }

    // It used to begin with the policy's min, whatever ran.
    @Test
    void beginsWithWhatRanAndIsThenNotFarOff() throws IOException {
        var file = trace(_ -> 60, Optional.of(_ -> 20));

        var outcome = run(file, List.of(new Variant("ran", List.of(Policies.tracking(60)))), Optional.of("ran"));

        assertThat(outcome.honesty().selfReplayError().orElseThrow()).isZero();
        assertThat(outcome.targets().getFirst().course("ran").acts()).isEmpty();
        assertThat(outcome.targets()
                        .getFirst()
                        .optimum()
                        .orElseThrow()
                        .measures()
                        .objective())
                .isCloseTo(outcome.total("ran").optimum(), within(1e-6));
    }

    // Arrivals used to be worked out once for each variant, so that only the first of them saw any.
    @Test
    void letsABacklogGrowForEveryVariantAlike() throws IOException {
        var file = trace(row -> 600.0 * row, Optional.of(_ -> 2)); // 2 a second are left, beside 2 that are done.
        var backlog = new Feedbacks(new TreeMap<>(Map.of("cpu", new Feedback.Backlog(1))));
        var one = new Variant("one", List.of(Policies.tracking(60)));
        var other = new Variant("other", List.of(Policies.tracking(60)));

        var outcome = run(file, List.of(one, other), Optional.empty(), backlog);

        var target = outcome.targets().getFirst();
        assertThat(target.demand().stream().mapToDouble(Demand::load).average().orElseThrow())
                .isCloseTo(4, within(0.1));
        assertThat(target.course("other").stands())
                .isEqualTo(target.course("one").stands());
        assertThat(target.course("one").metric().stream()
                        .mapToDouble(Reading::value)
                        .max()
                        .orElseThrow())
                .isGreaterThan(60);
    }

    @Test
    void refusesAPolicyThatNobodyCanJudge() throws IOException {
        var file = trace(_ -> 50, Optional.empty());
        var fixed = Policies.service("""
                metrics:
                  cpu:
                    samples: {name: cpu, dimensions: {service: web}}
                    window: 1m
                rules:
                  - activation: {metric: cpu, above: 1}
                """);
        var variant = new Variant("fixed", List.of(fixed));

        assertThatThrownBy(() -> run(file, List.of(variant), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("web: a rule must say how much of a metric one unit is to carry");
    }
}

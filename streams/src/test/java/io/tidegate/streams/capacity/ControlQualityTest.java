package io.tidegate.streams.capacity;

import static io.tidegate.streams.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.Policies;
import io.tidegate.streams.capacity.ServicePlant.Quality;
import io.tidegate.streams.policy.Adjustment;
import io.tidegate.streams.policy.Rule;
import io.tidegate.streams.policy.Rule.Base;
import io.tidegate.streams.policy.Rule.Measure;
import io.tidegate.streams.policy.Rule.Saturation;
import io.tidegate.streams.policy.Rule.Tolerance;
import io.tidegate.streams.policy.StepScaling;
import io.tidegate.streams.policy.StepScaling.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How well each kind of rule follows an hour of demand; it may get better, and not worse. */
class ControlQualityTest {

    /**
     * Each row: a rule, a demand, and what was measured: overshoot in percent, seconds until settled (none where the demand
     * never rests), direction changes in the hour, minutes over the target.
     */
    @ParameterizedTest(name = "{0} under a {1}")
    @CsvSource({
        "tracking, step, 0, 159, 0, 2.7",
        "tracking, ramp, 0, 0, 0, 5.8",
        "tracking, spike, 0, 70, 1, 2.7",
        "tracking, sine, 0, , 4, 9.6",
        "saturating, step, 32, 190, 1, 1.7",
        "saturating, ramp, 0, 0, 0, 5.8",
        "saturating, spike, 32, 10, 1, 1.7",
        "saturating, sine, 0, , 4, 9.6",
        "perUnit, step, 0, 39, 0, 0.7",
        "perUnit, ramp, 0, 0, 0, 7.1",
        "perUnit, spike, 0, 126, 1, 0.7",
        "perUnit, sine, 0, , 4, 12.8",
        "formula, step, 0, 39, 0, 0.7",
        "formula, ramp, 0, 0, 0, 0.2",
        "formula, spike, 0, 126, 1, 0.7",
        "formula, sine, 0, , 4, 1.5",
        "threshold, step, 0, 515, 0, 8.6",
        "threshold, ramp, 0, 9, 0, 13.5",
        "threshold, spike, 0, 546, 1, 3.0",
        "threshold, sine, 0, , 3, 11.8",
        "stepScaling, step, 4, 279, 0, 4.7",
        "stepScaling, ramp, 4, 0, 0, 4.8",
        "stepScaling, spike, 0, 430, 1, 3.0",
        "stepScaling, sine, 4, , 4, 10.8",
    })
    void follows(String rule, String demand, int overshoot, Integer settledSeconds, int turns, double minutesOver) {
        Quality quality = ServicePlant.hour(ruled(rule).get(), demand(demand));

        System.out.printf("%-12s %-6s %s%n", rule, demand, quality);
        assertThat(quality.overshoot()).isLessThanOrEqualTo(overshoot);
        assertThat(quality.turns()).isLessThanOrEqualTo(turns);
        assertThat(quality.minutesOver()).isLessThanOrEqualTo(minutesOver);
        if (settledSeconds != null) {
            assertThat(quality.settledSeconds()).isBetween(0, settledSeconds);
        }
    }

    private static IntToDoubleFunction demand(String name) {
        return switch (name) {
            case "step" -> second -> second < 600 ? 30 : 150;
            case "ramp" -> second -> Math.clamp(30 + (second - 600) / 10.0, 30, 150);
            case "spike" -> second -> second >= 600 && second < 780 ? 150 : 30;
            case "sine" -> second -> 90 + 60 * Math.sin(2 * Math.PI * second / 1800);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Supplier<Policies> ruled(String name) {
        var policy = policy().between(1, 100).cooldown(60, 120);
        return switch (name) {
            case "tracking" -> () -> policy.tracking("cpu", 60);
            case "saturating" -> () -> policy.rule(tracking("cpu", 60, Measure.PER_RUNNING, true));
            case "perUnit" -> () -> policy.rule(tracking("work", 6, Measure.TOTAL, false));
            case "formula" -> () -> policy.rule(new Rule.Formula("formula", Policies.parsed("work / 6"), false));
            case "threshold" -> () -> policy.atLeast("cpu", 70, 2).atMost("cpu", 45, -1);
            case "stepScaling" -> () -> policy.rule(adding()).rule(taking());
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Rule tracking(String metric, double target, Measure measure, boolean saturates) {
        return new Rule.TargetTracking(
                "tracking",
                Policies.parsed(metric),
                target,
                measure,
                new Tolerance(0.1, 0.1),
                saturates ? Optional.of(new Saturation(100, 1.5)) : Optional.empty(),
                false);
    }

    private static Rule adding() {
        var steps = List.of(
                new Step(OptionalDouble.of(0), OptionalDouble.of(20), new Adjustment.Percent(20, 1)),
                new Step(OptionalDouble.of(20), OptionalDouble.empty(), new Adjustment.Percent(60, 2)));
        return stepping("adding", 65, steps, Optional.of(Duration.ofSeconds(60)));
    }

    private static Rule taking() {
        var steps = List.of(
                new Step(OptionalDouble.empty(), OptionalDouble.of(-20), new Adjustment.Percent(-30, 1)),
                new Step(OptionalDouble.of(-20), OptionalDouble.of(0), new Adjustment.Percent(-10, 1)));
        return stepping("taking", 50, steps, Optional.empty());
    }

    private static Rule stepping(String name, double threshold, List<Step> steps, Optional<Duration> warmup) {
        return new StepScaling(name, Policies.parsed("cpu"), threshold, steps, Base.DESIRED, warmup);
    }
}

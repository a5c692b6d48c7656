package io.tidegate.streams.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.expression.Expression;
import io.tidegate.streams.expression.ExpressionException;
import io.tidegate.streams.expression.Result;
import io.tidegate.streams.policy.Adjustment;
import io.tidegate.streams.policy.Rule;
import io.tidegate.streams.policy.Rule.Base;
import io.tidegate.streams.policy.Rule.Measure;
import io.tidegate.streams.policy.Rule.Saturation;
import io.tidegate.streams.policy.Rule.Tolerance;
import io.tidegate.streams.policy.StepScaling;
import io.tidegate.streams.policy.StepScaling.Step;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each kind of rule makes of a value; scenarios of the decider are in CapacityDeciderTest. */
class RulesTest {
    private static final Footing FOUR = Footing.of(4, 0, 4, 1);

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void answers(String name, Rule rule, double value, Footing footing, OptionalInt desired) {
        assertThat(Rules.ask(rule, new Result.Number(value), footing).desired()).isEqualTo(desired);
    }

    @ParameterizedTest(name = "{0} reads {1}")
    @CsvSource({
        "4, 4",
        "2.5, 2.5",
        "57.125, 57.13",
        "0.004, 0",
        "-0.004, -0",
        "-12.345, -12.35",
        "99.999, 100",
        "1e15, 1000000000000000",
        "2.5e17, 250000000000000000",
        "Infinity, Infinity",
    })
    void spellsNumbersWithAtMostTwoDecimals(double value, String spelled) {
        assertThat(Rules.number(value)).isEqualTo(spelled);
    }

    @Test
    void spellsNumbersAsDecimalsAreRounded() {
        var random = Lives.random(1);
        for (int i = 0; i < 100_000; i++) {
            double value =
                    Math.pow(10, random.nextDouble(-4, 13)) * (i % 2 == 0 ? 1 : random.nextInt(1, 1_000) / 1_000.0);
            double coarse = Math.rint(value * 1_000) / 1_000;

            assertThat(Rules.number(value)).isEqualTo(rounded(value));
            assertThat(Rules.number(coarse)).isEqualTo(rounded(coarse));
        }
    }

    private static String rounded(double value) {
        return BigDecimal.valueOf(value)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                row("a percentage, toward zero", threshold(new Adjustment.Percent(40, 1)), 80, FOUR, 5),
                row("a percentage, never to zero", threshold(new Adjustment.Percent(10, 1)), 80, FOUR, 5),
                row("a percentage down, never to zero", threshold(new Adjustment.Percent(-10, 1)), 80, FOUR, 3),
                row("a percentage of at least two tasks", threshold(new Adjustment.Percent(10, 2)), 80, FOUR, 6),
                row("everything away", threshold(new Adjustment.Percent(-100, 1)), 80, FOUR, 0),
                row("exactly so many", threshold(new Adjustment.Exact(9)), 80, FOUR, 9),
                row("from what runs", runningThreshold(2), 80, Footing.of(4, 0, 3, 1), 5),
                row("adding never takes away", runningThreshold(1), 80, Footing.of(4, 0, 1, 1), 4),
                row("taking away never adds", runningThreshold(-1), 80, Footing.of(4, 0, 9, 1), 4),
                row("below a band nothing", threshold(new Adjustment.Count(1)), 79, FOUR),
                row("proportional", tracking(60, 0.1, 0.1), 90, FOUR, 6),
                row("above the upper tolerance", tracking(60, 0, 0.1), 61, FOUR, 5),
                row("inside the lower tolerance", tracking(60, 0, 0.1), 54, FOUR, 4),
                row("below the lower tolerance", tracking(60, 0, 0.3), 41, FOUR, 3),
                row("from what is desired", measured(Measure.PER_DESIRED), 120, Footing.of(4, 0, 2, 1), 8),
                row("a total", measured(Measure.TOTAL), 601, FOUR, 11),
                row("a total within the tolerance", measured(Measure.TOTAL), 260, FOUR, 4),
                row("a total where nothing runs", measured(Measure.TOTAL), 61, Footing.of(0, 0, 0, 0), 2),
                row("no total, no task", measured(Measure.TOTAL), 0, FOUR, 0),
                row("saturated: more than proportional", saturating(60), 100, FOUR, 10),
                row("nearly saturated is saturated", saturating(60), 99, FOUR, 10),
                row("not saturated", saturating(60), 98, FOUR, 7),
                row("saturated inside the tolerance", saturating(95), 100, FOUR, 7),
                row("a formula, rounded up", new Rule.Formula("f", value(), false), 6.01, FOUR, 7),
                row("a formula that comes out even", new Rule.Formula("f", value(), false), 2.1 / 0.7, FOUR, 3),
                row("a formula below zero", new Rule.Formula("f", value(), false), -3, FOUR, 0),
                row("one instance spare", new Rule.NPlusOne("n", 1, 2), 5, FOUR, 4),
                row("no fewer than the floor", new Rule.NPlusOne("n", 1, 2), 2, FOUR, 2),
                row("the floor without instances", new Rule.NPlusOne("n", 1, 2), 0, FOUR, 2),
                row("as many as there are", new Rule.NPlusOne("n", 0, 1), 3, FOUR, 3),
                row("activation of nothing", activation(), 1, Footing.of(0, 0, 0, 0), 1),
                row("activation to the lower bound", activation(), 1, Footing.of(0, 0, 0, 3), 3),
                row("activation of what is active", activation(), 1, FOUR, 1),
                row("no activation", activation(), 0, Footing.of(0, 0, 0, 0)),
                row("a step", steps(Optional.empty()), 60, FOUR, 6),
                row("a step of nothing", steps(Optional.empty()), 49, FOUR, 4),
                row("what warms up is not counted", steps(warmup()), 60, Footing.of(6, 2, 4, 1), 6),
                row("only what goes beyond what warms up", steps(warmup()), 75, Footing.of(6, 2, 4, 1), 8),
                row("no scale-in while tasks warm up", steps(warmup()), 20, Footing.of(6, 2, 4, 1), 6),
                row("scale-in once they are warm", steps(warmup()), 20, Footing.of(6, 0, 6, 1), 5));
    }

    @Test
    void saysThatAReadingIsSaturated() {
        var answer = Rules.ask(saturating(60), new Result.Number(100), FOUR);

        assertThat(answer.explanation())
                .isEqualTo("value 100 is saturated at 100, against 60: ceil(4 running x 100 / 60 x 1.5) = 10");
    }

    @Test
    void saysWhatItStartsFrom() {
        var desired = Rules.ask(threshold(new Adjustment.Percent(25, 1)), new Result.Number(80), FOUR);
        var running = Rules.ask(runningThreshold(2), new Result.Number(80), Footing.of(4, 0, 3, 1));

        assertThat(desired.explanation()).isEqualTo("value 80 is at least 80: 4 desired +25% = 5");
        assertThat(running.explanation()).isEqualTo("value 80 is at least 80: 3 running +2 = 5");
    }

    private static Rule threshold(Adjustment change) {
        return new Rule.Threshold("t", value(), OptionalDouble.of(80), OptionalDouble.empty(), change, Base.DESIRED);
    }

    private static Rule runningThreshold(int change) {
        return new Rule.Threshold(
                "t",
                value(),
                OptionalDouble.of(80),
                OptionalDouble.empty(),
                new Adjustment.Count(change),
                Base.RUNNING);
    }

    private static Rule tracking(double target, double out, double in) {
        return new Rule.TargetTracking(
                "t", value(), target, Measure.PER_RUNNING, new Tolerance(out, in), Optional.empty(), false);
    }

    private static Rule measured(Measure measure) {
        return new Rule.TargetTracking("t", value(), 60, measure, new Tolerance(0.1, 0.1), Optional.empty(), false);
    }

    private static Rule saturating(double target) {
        return new Rule.TargetTracking(
                "t",
                value(),
                target,
                Measure.PER_RUNNING,
                new Tolerance(0.1, 0.1),
                Optional.of(new Saturation(100, 1.5)),
                false);
    }

    private static Rule activation() {
        return new Rule.Activation("a", value(), 0);
    }

    private static Rule steps(Optional<Duration> warmup) {
        var steps = List.of(
                new Step(OptionalDouble.empty(), OptionalDouble.of(-20), new Adjustment.Count(-1)),
                new Step(OptionalDouble.of(-20), OptionalDouble.of(0), new Adjustment.Count(0)),
                new Step(OptionalDouble.of(0), OptionalDouble.of(20), new Adjustment.Count(2)),
                new Step(OptionalDouble.of(20), OptionalDouble.empty(), new Adjustment.Count(4)));
        return new StepScaling("s", value(), 50, steps, Base.DESIRED, warmup);
    }

    private static Optional<Duration> warmup() {
        return Optional.of(Duration.ofMinutes(3));
    }

    private static Expression value() {
        try {
            return Expression.parse("value");
        } catch (ExpressionException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Arguments row(String name, Rule rule, double value, Footing footing, int desired) {
        return Arguments.of(name, rule, value, footing, OptionalInt.of(desired));
    }

    private static Arguments row(String name, Rule rule, double value, Footing footing) {
        return Arguments.of(name, rule, value, footing, OptionalInt.empty());
    }
}

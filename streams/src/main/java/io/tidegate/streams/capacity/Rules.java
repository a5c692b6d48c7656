package io.tidegate.streams.capacity;

import io.tidegate.streams.decision.Output.RuleAnswer;
import io.tidegate.streams.expression.Result;
import io.tidegate.streams.policy.Adjustment;
import io.tidegate.streams.policy.Predictive;
import io.tidegate.streams.policy.Rule;
import io.tidegate.streams.policy.Rule.Base;
import io.tidegate.streams.policy.Rule.Measure;
import io.tidegate.streams.policy.Rule.Saturation;
import io.tidegate.streams.policy.StepScaling;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What each kind of rule asks for; pure formulas. */
final class Rules {
    // 3 x 40 / 60 must be 2, and 1.1 - 1 within 0.1, whatever the last bit of a double says.
    private static final double ROUNDING = 1e-9;

    // An average over tasks stays a little below the highest value that each of them can have.
    private static final double NEARLY = 0.99;

    private Rules() {}

    /** Asks a rule. */
    static RuleAnswer ask(Rule rule, Result read, Footing footing) {
        return switch (read) {
            case Result.Missing missing -> silent(rule, OptionalDouble.empty(), missing.alias() + " is missing");
            case Result.Invalid invalid -> silent(rule, OptionalDouble.empty(), invalid.reason());
            case Result.Number(double value) ->
                switch (rule) {
                    case Rule.TargetTracking tracking -> track(tracking, value, footing);
                    case Rule.Formula formula ->
                        answer(formula, value, whole(value), formula.metric() + " = " + whole(value));
                    case Rule.NPlusOne spare -> spare(spare, value);
                    case Rule.Activation activation -> activate(activation, value, footing);
                    case Rule.Threshold threshold -> compare(threshold, value, footing);
                    case StepScaling stepping -> step(stepping, value, footing);
                    case Predictive _ -> throw new IllegalArgumentException("a predictive rule reads no value");
                };
        };
    }

    // desired = ceil(base x value / target), unless value / target is within the tolerance of 1.
    private static RuleAnswer track(Rule.TargetTracking rule, double value, Footing footing) {
        int base = rule.measure() == Measure.PER_RUNNING ? footing.running() : footing.counted();
        if (base == 0 && rule.measure() != Measure.TOTAL) {
            return silent(rule, OptionalDouble.of(value), "no task runs that " + rule.metric() + " could speak of");
        }
        double target = rule.measure() == Measure.TOTAL ? rule.target() * base : rule.target();
        var saturation = rule.saturation().filter(most -> value >= most.at() * NEARLY);
        double ratio = value / target;
        boolean within = ratio <= 1 + rule.tolerance().out() + ROUNDING
                && ratio >= 1 - rule.tolerance().in() - ROUNDING;
        if (within && saturation.isEmpty()) {
            return answer(rule, value, footing.desired(), within(rule, value, target));
        }
        return saturation
                .map(most -> stepOver(rule, value, base, most))
                .orElseGet(() -> proportional(rule, value, base));
    }

    private static RuleAnswer proportional(Rule.TargetTracking rule, double value, int base) {
        String read = number(value);
        String target = number(rule.target());
        String told = rule.metric() + " " + read;
        if (rule.measure() == Measure.TOTAL) {
            int desired = whole(value / rule.target());
            String formula = ": ceil(" + read + " / " + target + ") = " + desired;
            return answer(rule, value, desired, told + ", " + target + " each" + formula);
        }
        int desired = whole(base * (value / rule.target()));
        String formula = ": ceil(" + based(rule, base) + " x " + read + " / " + target + ") = " + desired;
        return answer(rule, value, desired, told + " against " + target + formula);
    }

    // A value that cannot rise tells that there is more to do, and not how much more.
    private static RuleAnswer stepOver(Rule.TargetTracking rule, double value, int base, Saturation most) {
        int desired = whole(base * (value / rule.target()) * most.factor());
        String read = number(value);
        String target = number(rule.target());
        String told = rule.metric() + " " + read + " is saturated at " + number(most.at()) + ", against " + target;
        String product = based(rule, base) + " x " + read + " / " + target + " x " + number(most.factor());
        return answer(rule, value, desired, told + ": ceil(" + product + ") = " + desired);
    }

    private static String within(Rule.TargetTracking rule, double value, double target) {
        double tolerance =
                value < target ? rule.tolerance().in() : rule.tolerance().out();
        String told = rule.metric() + " " + number(value);
        return told + " is within " + number(tolerance * 100) + "% of " + number(target);
    }

    private static RuleAnswer spare(Rule.NPlusOne rule, double instances) {
        int desired = whole(Math.max(rule.floor(), instances - rule.spare()));
        String told = number(instances) + " instances, " + rule.spare() + " spare, floor " + rule.floor();
        return answer(rule, instances, desired, told + ": " + desired);
    }

    private static RuleAnswer activate(Rule.Activation rule, double value, Footing footing) {
        String told = rule.metric() + " " + number(value) + " against " + number(rule.above());
        if (value <= rule.above()) {
            return silent(rule, OptionalDouble.of(value), told + ": no activity");
        }
        int least = Math.max(1, footing.min());
        int desired = footing.desired() == 0 ? least : Math.min(least, footing.desired());
        return answer(rule, value, desired, told + ": at least " + least);
    }

    private static RuleAnswer compare(Rule.Threshold rule, double value, Footing footing) {
        String read = rule.metric() + " " + number(value);
        return rule.includes(value)
                ? adjust(rule, value, read + " is " + range(rule), rule.change(), rule.base(), footing)
                : silent(rule, OptionalDouble.of(value), read + " is not " + range(rule));
    }

    private static RuleAnswer step(StepScaling rule, double value, Footing footing) {
        String read = rule.metric() + " " + number(value);
        String threshold = number(rule.threshold());
        var step = StepScaling.stepFor(rule.steps(), rule.threshold(), value);
        if (step.isEmpty()) {
            return silent(rule, OptionalDouble.of(value), read + " is in no step around " + threshold);
        }
        String distance = number(Math.abs(value - rule.threshold()));
        String side = value < rule.threshold() ? "below" : "above";
        String told = read + " is " + distance + " " + side + " " + threshold;
        var answer = adjust(rule, value, told, step.get().change(), rule.base(), footing);
        boolean inTooSoon = rule.warmup().isPresent()
                && footing.isYoung()
                && answer.desired().orElseThrow() < footing.desired();
        return inTooSoon
                ? answer(rule, value, footing.desired(), told + ", but tasks that were added still warm up")
                : answer;
    }

    // A change that adds never takes away, although its base is below what is ordered; nor the other way round.
    private static RuleAnswer adjust(
            Rule rule, double value, String why, Adjustment change, Base base, Footing footing) {
        int from = footing.from(base);
        int changed = change.applyTo(from);
        if (change instanceof Adjustment.Exact) {
            return answer(rule, value, changed, why + ": " + change.text());
        }
        int desired = changed > from
                ? Math.max(changed, footing.desired())
                : changed < from ? Math.min(changed, footing.desired()) : footing.desired();
        String told = footing.told(base) + " " + change.text() + " = " + changed;
        return answer(rule, value, desired, why + ": " + told);
    }

    private static String range(Rule.Threshold rule) {
        if (rule.atMost().isEmpty()) {
            return "at least " + number(rule.atLeast().orElseThrow());
        }
        String upper = "at most " + number(rule.atMost().orElseThrow());
        return rule.atLeast().isEmpty()
                ? upper
                : "at least " + number(rule.atLeast().orElseThrow()) + " and " + upper;
    }

    private static String based(Rule.TargetTracking rule, int base) {
        return base + (rule.measure() == Measure.PER_RUNNING ? " running" : " desired");
    }

    /** Rounded up, 0 to the largest int. */
    static int whole(double value) {
        return (int) Math.clamp(Math.ceil(value - ROUNDING), 0, Integer.MAX_VALUE);
    }

    private static RuleAnswer answer(Rule rule, double value, int desired, String explanation) {
        return new RuleAnswer(rule.name(), OptionalDouble.of(value), OptionalInt.of(desired), explanation);
    }

    private static RuleAnswer silent(Rule rule, OptionalDouble value, String explanation) {
        return new RuleAnswer(rule.name(), value, OptionalInt.empty(), explanation);
    }

    /** A number for people: at most two decimals, none that are 0. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.valueOf((long) value);
        }
        return Double.isFinite(value) ? (value < 0 ? "-" : "") + decimals(Math.abs(value)) : String.valueOf(value);
    }

    // Not by a format string: every evaluation spells its numbers, and hardly anybody reads them. Where rounding is
    // beyond
    // doubt, as nearly always, it is done in binary.
    private static String decimals(double size) {
        double hundredths = size * 100;
        double part = hundredths - Math.floor(hundredths);
        if (hundredths < 1e12 && Math.abs(part - 0.5) > 1e-3) {
            long rounded = Math.round(hundredths);
            long rest = rounded % 100;
            String decimals = rest % 10 == 0 ? String.valueOf(rest / 10) : (rest < 10 ? "0" : "") + rest;
            return rest == 0 ? String.valueOf(rounded / 100) : rounded / 100 + "." + decimals;
        }
        return BigDecimal.valueOf(size)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}

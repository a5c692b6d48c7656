package io.tidegate.streams.capacity;

import io.tidegate.streams.decision.Output.RuleAnswer;
import io.tidegate.streams.expression.Result;
import io.tidegate.streams.policy.Adjustment;
import io.tidegate.streams.policy.Rule;
import io.tidegate.streams.policy.Rule.Base;
import io.tidegate.streams.policy.Rule.Measure;
import io.tidegate.streams.policy.Rule.Saturation;
import io.tidegate.streams.policy.StepScaling;
import java.util.Locale;
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
            case Result.Missing missing ->
                silent(rule, OptionalDouble.empty(), "%s is missing".formatted(missing.alias()));
            case Result.Invalid invalid -> silent(rule, OptionalDouble.empty(), invalid.reason());
            case Result.Number(double value) ->
                switch (rule) {
                    case Rule.TargetTracking tracking -> track(tracking, value, footing);
                    case Rule.Formula formula ->
                        answer(formula, value, whole(value), "%s = %d".formatted(formula.metric(), whole(value)));
                    case Rule.NPlusOne spare -> spare(spare, value);
                    case Rule.Activation activation -> activate(activation, value, footing);
                    case Rule.Threshold threshold -> compare(threshold, value, footing);
                    case StepScaling stepping -> step(stepping, value, footing);
                };
        };
    }

    // desired = ceil(base x value / target), unless value / target is within the tolerance of 1.
    private static RuleAnswer track(Rule.TargetTracking rule, double value, Footing footing) {
        int base = rule.measure() == Measure.PER_RUNNING ? footing.running() : footing.counted();
        if (base == 0 && rule.measure() != Measure.TOTAL) {
            return silent(
                    rule, OptionalDouble.of(value), "no task runs that %s could speak of".formatted(rule.metric()));
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
        if (rule.measure() == Measure.TOTAL) {
            int desired = whole(value / rule.target());
            return answer(
                    rule,
                    value,
                    desired,
                    "%s %s, %s each: ceil(%s / %s) = %d".formatted(rule.metric(), read, target, read, target, desired));
        }
        int desired = whole(base * (value / rule.target()));
        return answer(
                rule,
                value,
                desired,
                "%s %s against %s: ceil(%d %s x %s / %s) = %d"
                        .formatted(rule.metric(), read, target, base, word(rule.measure()), read, target, desired));
    }

    // A value that cannot rise tells that there is more to do, and not how much more.
    private static RuleAnswer stepOver(Rule.TargetTracking rule, double value, int base, Saturation most) {
        int desired = whole(base * (value / rule.target()) * most.factor());
        return answer(
                rule,
                value,
                desired,
                "%s %s is saturated at %s, against %s: ceil(%d %s x %s / %s x %s) = %d"
                        .formatted(
                                rule.metric(),
                                number(value),
                                number(most.at()),
                                number(rule.target()),
                                base,
                                word(rule.measure()),
                                number(value),
                                number(rule.target()),
                                number(most.factor()),
                                desired));
    }

    private static String within(Rule.TargetTracking rule, double value, double target) {
        double tolerance =
                value < target ? rule.tolerance().in() : rule.tolerance().out();
        return "%s %s is within %s%% of %s"
                .formatted(rule.metric(), number(value), number(tolerance * 100), number(target));
    }

    private static RuleAnswer spare(Rule.NPlusOne rule, double instances) {
        int desired = whole(Math.max(rule.floor(), instances - rule.spare()));
        return answer(
                rule,
                instances,
                desired,
                "%s instances, %d spare, floor %d: %d"
                        .formatted(number(instances), rule.spare(), rule.floor(), desired));
    }

    private static RuleAnswer activate(Rule.Activation rule, double value, Footing footing) {
        String told = "%s %s against %s".formatted(rule.metric(), number(value), number(rule.above()));
        if (value <= rule.above()) {
            return silent(rule, OptionalDouble.of(value), told + ": no activity");
        }
        int least = Math.max(1, footing.min());
        int desired = footing.desired() == 0 ? least : Math.min(least, footing.desired());
        return answer(rule, value, desired, told + ": at least " + least);
    }

    private static RuleAnswer compare(Rule.Threshold rule, double value, Footing footing) {
        String range = range(rule);
        if (!rule.includes(value)) {
            return silent(
                    rule, OptionalDouble.of(value), "%s %s is not %s".formatted(rule.metric(), number(value), range));
        }
        return adjust(
                rule,
                value,
                "%s %s is %s".formatted(rule.metric(), number(value), range),
                rule.change(),
                rule.base(),
                footing);
    }

    private static RuleAnswer step(StepScaling rule, double value, Footing footing) {
        String threshold = number(rule.threshold());
        var step = StepScaling.stepFor(rule.steps(), rule.threshold(), value);
        if (step.isEmpty()) {
            String told = "%s %s is in no step around %s".formatted(rule.metric(), number(value), threshold);
            return silent(rule, OptionalDouble.of(value), told);
        }
        String distance = number(Math.abs(value - rule.threshold()));
        String side = value < rule.threshold() ? "below" : "above";
        String told = "%s %s is %s %s %s".formatted(rule.metric(), number(value), distance, side, threshold);
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
            return answer(rule, value, changed, "%s: %s".formatted(why, change.text()));
        }
        int desired = changed > from
                ? Math.max(changed, footing.desired())
                : changed < from ? Math.min(changed, footing.desired()) : footing.desired();
        return answer(
                rule, value, desired, "%s: %s %s = %d".formatted(why, footing.told(base), change.text(), changed));
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

    private static String word(Measure measure) {
        return measure == Measure.PER_RUNNING ? "running" : "desired";
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
        return String.format(Locale.ROOT, "%.2f", value).replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}

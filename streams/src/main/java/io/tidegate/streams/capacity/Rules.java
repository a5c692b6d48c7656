package io.tidegate.streams.capacity;

import io.tidegate.streams.capacity.Output.RuleAnswer;
import io.tidegate.streams.expression.Result;
import io.tidegate.streams.policy.Rule;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What each kind of rule asks for; pure formulas. */
final class Rules {
    // 3 x 40 / 60 must be 2, and 1.1 - 1 within 0.1, whatever the last bit of a double says.
    private static final double ROUNDING = 1e-9;

    private Rules() {}

    /**
     * Asks a rule.
     *
     * @param current desired capacity, orders on their way included: what a change starts from
     * @param running tasks that the metrics speak of
     */
    static RuleAnswer ask(Rule rule, Result read, int current, int running) {
        return switch (read) {
            case Result.Missing missing ->
                silent(rule, OptionalDouble.empty(), "%s is missing".formatted(missing.alias()));
            case Result.Invalid invalid -> silent(rule, OptionalDouble.empty(), invalid.reason());
            case Result.Number number ->
                switch (rule) {
                    case Rule.TargetTracking tracking -> track(tracking, number.value(), current, running);
                    case Rule.Threshold threshold -> compare(threshold, number.value(), current);
                };
        };
    }

    // desired = ceil(running x value / target), unless value / target is within the tolerance of 1.
    private static RuleAnswer track(Rule.TargetTracking rule, double value, int current, int running) {
        double ratio = value / rule.target();
        if (running == 0) {
            return silent(
                    rule, OptionalDouble.of(value), "no task runs that %s could speak of".formatted(rule.metric()));
        }
        if (Math.abs(ratio - 1) <= rule.tolerance() + ROUNDING) {
            return answer(
                    rule,
                    value,
                    current,
                    "%s %s is within %s%% of %s"
                            .formatted(
                                    rule.metric(),
                                    number(value),
                                    number(rule.tolerance() * 100),
                                    number(rule.target())));
        }
        double wanted = Math.ceil(running * ratio - ROUNDING);
        int desired = (int) Math.clamp(wanted, 0, Integer.MAX_VALUE);
        return answer(
                rule,
                value,
                desired,
                "%s %s against %s: ceil(%d running x %s / %s) = %d"
                        .formatted(
                                rule.metric(),
                                number(value),
                                number(rule.target()),
                                running,
                                number(value),
                                number(rule.target()),
                                desired));
    }

    private static RuleAnswer compare(Rule.Threshold rule, double value, int current) {
        String range = range(rule);
        if (!rule.includes(value)) {
            return silent(
                    rule, OptionalDouble.of(value), "%s %s is not %s".formatted(rule.metric(), number(value), range));
        }
        int desired = Math.max(0, current + rule.change());
        return answer(
                rule,
                value,
                desired,
                "%s %s is %s: %d %+d = %d"
                        .formatted(rule.metric(), number(value), range, current, rule.change(), desired));
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

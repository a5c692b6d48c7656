package io.tidegate.deploy.whatif.demand;

import io.tidegate.streams.demand.Feedback;
import io.tidegate.streams.demand.Feedbacks;
import io.tidegate.streams.expression.Bindings;
import io.tidegate.streams.expression.Expression;
import io.tidegate.streams.expression.Result;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.Predictive;
import io.tidegate.streams.policy.Rule;
import io.tidegate.streams.policy.StepScaling;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a policy wants of its target: how much one unit is to carry of what one metric shows.
 *
 * @param metric that tells what is asked
 * @param limit value of the rule that must not be exceeded
 * @param loadPerUnit what one unit carries at the limit; above 0
 * @param mostPerUnit beyond which it serves no more: as {@code loadPerUnit} where nobody knows
 */
public record Objective(Metric metric, Feedback feedback, double limit, double loadPerUnit, double mostPerUnit) {
    // Doublings from the smallest load looked at, and halvings after that: far more than a double can tell apart.
    private static final int STEPS = 200;
    private static final double SMALLEST = 1e-9;

    /**
     * The objective that a policy's first rule over a metric has: the target of a tracking rule, or else the value at which a
     * rule scales out.
     *
     * @param given load that a unit is to carry, in place of what the rule says
     * @return empty where no rule says how much a unit is to carry
     */
    public static Optional<Objective> of(CapacityPolicy policy, Feedbacks feedbacks, OptionalDouble given) {
        return policy.rules().stream()
                .sorted(Comparator.comparingInt(Objective::rank))
                .flatMap(rule -> of(policy, rule, feedbacks, given).stream())
                .findFirst();
    }

    private static int rank(Rule rule) {
        return rule instanceof Rule.TargetTracking ? 0 : rule instanceof Rule.Formula ? 1 : 2;
    }

    private static Optional<Objective> of(CapacityPolicy policy, Rule rule, Feedbacks feedbacks, OptionalDouble given) {
        var metric = policy.metrics().stream()
                .filter(candidate -> rule.metric().names().contains(candidate.alias()))
                .findFirst();
        var limit = given.isPresent() ? given : limit(rule);
        if (metric.isEmpty() || limit.isEmpty()) {
            return Optional.empty();
        }
        var feedback = feedbacks.of(policy, metric.get());
        double load = feedback instanceof Feedback.Backlog(double perUnit)
                ? perUnit
                : given.orElseGet(() -> largest(rule.metric(), metric.get().alias(), limit.getAsDouble()));
        double most = feedback instanceof Feedback.Utilization(double full) ? Math.max(full, load) : load;
        return load > 0 && Double.isFinite(load)
                ? Optional.of(new Objective(metric.get(), feedback, limit.getAsDouble(), load, most))
                : Optional.empty();
    }

    // The value up to which a rule is content with what there is.
    private static OptionalDouble limit(Rule rule) {
        return switch (rule) {
            case Rule.TargetTracking tracking -> OptionalDouble.of(tracking.target());
            case Rule.Formula _ -> OptionalDouble.of(1); // One unit is enough for it.
            case Rule.Threshold threshold ->
                threshold.change().applyTo(1) > 1 ? threshold.atLeast() : OptionalDouble.empty();
            case StepScaling stepping ->
                stepping.steps().stream()
                        .filter(step -> step.change().applyTo(1) > 1)
                        .map(step -> step.lower().orElse(0) + stepping.threshold())
                        .mapToDouble(Double::doubleValue)
                        .min();
            case Rule.NPlusOne _, Rule.Activation _, Predictive _ -> OptionalDouble.empty();
        };
    }

    // The largest load of one unit at which the rule's value does not exceed the limit, of a rule that grows with it.
    private static double largest(Expression expression, String alias, double limit) {
        double high = SMALLEST;
        for (int i = 0; i < STEPS && isWithin(expression, alias, high, limit); i++) {
            high *= 2;
        }
        double low = 0;
        for (int i = 0; i < STEPS; i++) {
            double middle = low + (high - low) / 2;
            if (isWithin(expression, alias, middle, limit)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static boolean isWithin(Expression expression, String alias, double load, double limit) {
        Bindings one = name -> name.equals(alias) ? load : Double.valueOf(name.equals("maximum") ? 1e6 : 1);
        return expression.evaluate(one) instanceof Result.Number(double value) && value <= limit;
    }

    /** Units that a load needs. */
    public double units(double load) {
        return load / loadPerUnit;
    }
}

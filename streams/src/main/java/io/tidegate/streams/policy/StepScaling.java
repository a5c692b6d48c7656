package io.tidegate.streams.policy;

import io.tidegate.streams.expression.Expression;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Step scaling as AWS has it: the further a value is from the threshold, the larger the step.
 *
 * @param threshold what the steps' bounds are relative to
 * @param steps without gaps or overlaps, in order of their bounds; at most 20
 * @param base what a step starts from
 * @param warmup while tasks that were added are younger, a scale-out does not count them in, and no scale-in happens; empty
 *     where the policy's cooldown alone tempers it
 */
public record StepScaling(
        String name, Expression metric, double threshold, List<Step> steps, Base base, Optional<Duration> warmup)
        implements Rule {
    /** Most steps of a policy (Amazon EC2 Auto Scaling quotas, "Step adjustments per step scaling policy"). */
    public static final int MAX_STEPS = 20;

    private static final Duration LONGEST_WARMUP = Duration.ofHours(1);

    public StepScaling {
        steps = steps.stream().sorted(Step.BY_LOWER).toList();
        Check.that(Double.isFinite(threshold), "threshold must be finite, was %s", threshold);
        Check.that(!steps.isEmpty(), "steps must have at least one step, was %s", "none");
        Check.that(steps.size() <= MAX_STEPS, "steps must be at most 20, was %s", steps.size());
        for (int i = 1; i < steps.size(); i++) {
            checkNeighbours(steps.get(i - 1), steps.get(i));
        }
        var first = steps.getFirst();
        var last = steps.getLast();
        Check.that(
                first.lower().isEmpty() || first.lower().getAsDouble() >= 0,
                "steps must begin with one without lower where a lower is negative, was %s",
                first.text());
        Check.that(
                last.upper().isEmpty() || last.upper().getAsDouble() <= 0,
                "steps must end with one without upper where an upper is positive, was %s",
                last.text());
        warmup.ifPresent(time -> Check.that(
                time.isPositive() && time.compareTo(LONGEST_WARMUP) <= 0, "warmup must be 1ms to 1h, was %s", time));
    }

    private static void checkNeighbours(Step one, Step next) {
        boolean joined = one.upper().isPresent() && one.upper().equals(next.lower());
        Check.that(joined, "steps must join without gap or overlap, was %s", one.text() + " before " + next.text());
    }

    /**
     * One step.
     *
     * @param lower distance from the threshold at which it begins; empty for no lower end
     * @param upper distance from the threshold at which it ends; empty for no upper end
     */
    public record Step(OptionalDouble lower, OptionalDouble upper, Adjustment change) {
        static final Comparator<Step> BY_LOWER =
                Comparator.comparingDouble(step -> step.lower().orElse(Double.NEGATIVE_INFINITY));

        public Step {
            Check.that(lower.isPresent() || upper.isPresent(), "step must have lower or upper, was %s", "neither");
            Check.that(
                    lower.orElse(Double.NEGATIVE_INFINITY) < upper.orElse(Double.POSITIVE_INFINITY),
                    "lower must be below upper, was %s",
                    lower.orElse(Double.NEGATIVE_INFINITY));
        }

        private boolean includesAbove(double distance) {
            return distance >= lower.orElse(Double.NEGATIVE_INFINITY)
                    && distance < upper.orElse(Double.POSITIVE_INFINITY);
        }

        private boolean includesBelow(double distance) {
            return distance > lower.orElse(Double.NEGATIVE_INFINITY)
                    && distance <= upper.orElse(Double.POSITIVE_INFINITY);
        }

        /** As an interval of distances: {@code -20 to -10}. */
        String text() {
            return (lower.isPresent() ? Double.toString(lower.getAsDouble()) : "-infinity")
                    + " to "
                    + (upper.isPresent() ? Double.toString(upper.getAsDouble()) : "infinity");
        }
    }

    /**
     * The step that a value lies in. From the threshold up a lower end belongs to its step and an upper does not; below the
     * threshold it is the other way round (API reference of StepAdjustment). A value at the threshold lies in the step
     * above it, or where there is none in the step below.
     */
    public static Optional<Step> stepFor(List<Step> steps, double threshold, double value) {
        double distance = value - threshold;
        var above = steps.stream()
                .filter(step -> distance >= 0 && step.includesAbove(distance))
                .findFirst();
        return above.or(() -> steps.stream()
                .filter(step -> distance <= 0 && step.includesBelow(distance))
                .findFirst());
    }
}

package io.tidegate.streams.policy;

import io.tidegate.streams.expression.Expression;
import java.util.Optional;
import java.util.OptionalDouble;

/** What asks for capacity. */
public sealed interface Rule permits Rule.Absolute, Rule.Activation, Rule.Threshold, StepScaling, Predictive {

    /** Name for reasons: its own, or its kind and position. */
    String name();

    /** What it reads. */
    Expression metric();

    /** Which capacity a rule starts from. */
    enum Base {
        /** What is ordered, on its way or not. */
        DESIRED,
        /** What runs: what utilizations speak of. */
        RUNNING
    }

    /** Rules that know how much capacity is needed: no scale-in goes below what one of them asks for. */
    sealed interface Absolute extends Rule permits TargetTracking, Formula, NPlusOne {
        /** Whether it may only scale out; then it has no say in a scale-in. */
        boolean disableScaleIn();
    }

    /**
     * Target tracking: desired = ceil(base x value / target), or ceil(value / target) where the value is a total.
     *
     * @param target above 0
     * @param measure what the value is a value of
     * @param tolerance distance from the target inside which nothing changes
     * @param saturation where the value cannot rise further; empty when it always can
     */
    record TargetTracking(
            String name,
            Expression metric,
            double target,
            Measure measure,
            Tolerance tolerance,
            Optional<Saturation> saturation,
            boolean disableScaleIn)
            implements Absolute {
        public TargetTracking {
            Check.that(target > 0 && Double.isFinite(target), "target must be above 0, was %s", target);
            Check.that(
                    saturation.isEmpty() || saturation.get().at() > target,
                    "saturatesAt must be above target %s, was %%s".formatted(target),
                    saturation.map(Saturation::at).orElse(0.0));
            Check.that(
                    saturation.isEmpty() || measure != Measure.TOTAL,
                    "saturatesAt must be left out with perUnit, was %s",
                    saturation.map(Saturation::at).orElse(0.0));
        }

        /** Per running task, with one tolerance for both directions, and never saturated. */
        public TargetTracking(String name, Expression metric, double target, double tolerance, boolean disableScaleIn) {
            this(
                    name,
                    metric,
                    target,
                    Measure.PER_RUNNING,
                    new Tolerance(tolerance, tolerance),
                    Optional.empty(),
                    disableScaleIn);
        }
    }

    /** What a tracked value is a value of. */
    enum Measure {
        /** An average over the tasks that run. */
        PER_RUNNING,
        /** An average over the desired tasks. */
        PER_DESIRED,
        /** All that there is to do, whoever does it. */
        TOTAL
    }

    /**
     * Relative distance from a target inside which nothing changes.
     *
     * @param out above the target, 0 to below 1
     * @param in below the target, 0 to below 1
     */
    record Tolerance(double out, double in) {
        public Tolerance {
            Check.that(out >= 0 && out < 1, "tolerance must be in [0, 1), was %s", out);
            Check.that(in >= 0 && in < 1, "scaleInTolerance must be in [0, 1), was %s", in);
        }
    }

    /**
     * Where a value cannot rise further, so that its ratio to the target understates the demand.
     *
     * @param at the highest value there can be
     * @param factor what the proportional answer is multiplied by, 1 to 10
     */
    record Saturation(double at, double factor) {
        public Saturation {
            Check.that(Double.isFinite(at), "saturatesAt must be finite, was %s", at);
            Check.that(factor >= 1 && factor <= 10, "saturationFactor must be 1 to 10, was %s", factor);
        }
    }

    /** Formula: desired = the value, rounded up. */
    record Formula(String name, Expression metric, boolean disableScaleIn) implements Absolute {}

    /**
     * N+1: desired = max(floor, instances - spare), so that one instance may fail, or a deployment finds room.
     *
     * @param spare instances without a task, 0 to 1000000
     * @param floor tasks kept however few instances there are, 0 to 1000000
     */
    record NPlusOne(String name, int spare, int floor) implements Absolute {
        public NPlusOne {
            Check.that(spare >= 0 && spare <= Bounds.LIMIT, "spare must be 0 to 1000000, was %s", spare);
            Check.that(floor >= 0 && floor <= Bounds.LIMIT, "floor must be 0 to 1000000, was %s", floor);
        }

        @Override
        public Expression metric() {
            return CapacityPolicy.INSTANCES;
        }

        @Override
        public boolean disableScaleIn() {
            return false;
        }
    }

    /**
     * Activation from zero: while the value is above a limit there is at least one task. Asks for nothing above that.
     *
     * @param above exclusive
     */
    record Activation(String name, Expression metric, double above) implements Rule {
        public Activation {
            Check.that(Double.isFinite(above), "above must be finite, was %s", above);
        }
    }

    /**
     * Threshold event: capacity changes while the value lies in [atLeast, atMost].
     *
     * @param atLeast inclusive; empty for no lower end
     * @param atMost inclusive; empty for no upper end
     * @param change 0 only makes sense where the first rule decides: there it holds
     */
    record Threshold(
            String name, Expression metric, OptionalDouble atLeast, OptionalDouble atMost, Adjustment change, Base base)
            implements Rule {
        public Threshold {
            Check.that(
                    atLeast.isPresent() || atMost.isPresent(),
                    "threshold must have atLeast or atMost, was %s",
                    "neither");
            Check.that(
                    atLeast.orElse(Double.NEGATIVE_INFINITY) <= atMost.orElse(Double.POSITIVE_INFINITY),
                    "atLeast must not be above atMost, was %s",
                    atLeast);
        }

        /** A change in tasks, from what is desired. */
        public Threshold(String name, Expression metric, OptionalDouble atLeast, OptionalDouble atMost, int change) {
            this(name, metric, atLeast, atMost, new Adjustment.Count(change), Base.DESIRED);
        }

        /** Whether the value lies in the range. */
        public boolean includes(double value) {
            return value >= atLeast.orElse(Double.NEGATIVE_INFINITY)
                    && value <= atMost.orElse(Double.POSITIVE_INFINITY);
        }
    }
}

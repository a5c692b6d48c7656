package io.tidegate.streams.policy;

import io.tidegate.streams.expression.Expression;
import java.util.OptionalDouble;

/** What asks for capacity. */
public sealed interface Rule {

    /** Name for reasons: its own, or its kind and position. */
    String name();

    /** What it reads. */
    Expression metric();

    /**
     * Target tracking: desired = ceil(running x value / target): the metric speaks of the tasks that run.
     *
     * @param target above 0
     * @param tolerance relative distance from the target inside which nothing changes, 0 to below 1
     * @param disableScaleIn whether it may only scale out
     */
    record TargetTracking(String name, Expression metric, double target, double tolerance, boolean disableScaleIn)
            implements Rule {
        public TargetTracking {
            Check.that(target > 0 && Double.isFinite(target), "target must be above 0, was %s", target);
            Check.that(tolerance >= 0 && tolerance < 1, "tolerance must be in [0, 1), was %s", tolerance);
        }
    }

    /**
     * Threshold event: capacity changes by a count while the value lies in [atLeast, atMost].
     *
     * @param atLeast inclusive; empty for no lower end
     * @param atMost inclusive; empty for no upper end
     * @param change not 0
     */
    record Threshold(String name, Expression metric, OptionalDouble atLeast, OptionalDouble atMost, int change)
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
            Check.that(change != 0, "change must not be 0, was %s", change);
        }

        /** Whether the value lies in the range. */
        public boolean includes(double value) {
            return value >= atLeast.orElse(Double.NEGATIVE_INFINITY)
                    && value <= atMost.orElse(Double.POSITIVE_INFINITY);
        }
    }
}

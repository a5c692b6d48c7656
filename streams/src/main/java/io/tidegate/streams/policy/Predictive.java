package io.tidegate.streams.policy;

import io.tidegate.streams.expression.Expression;
import java.time.Duration;
import java.util.Optional;

/**
 * Predictive scaling: as many tasks as the load that is foreseen needs, {@code ceil(forecast / target)}, and at least as many
 * while it is foreseen. It never asks for fewer tasks, and has no say in whether there may be fewer.
 *
 * @param load does not depend on how many tasks there are, such as {@code cpu * running}
 * @param target load of one task, above 0
 * @param quantile of what the load may become, 0.5 to 0.99
 * @param ahead how far it looks, 1 s to 1 h; empty for what the target was seen to take to start
 * @param forecastOnly whether it is told and not asked for
 */
public record Predictive(
        String name, Expression load, double target, double quantile, Optional<Duration> ahead, boolean forecastOnly)
        implements Rule {
    /** Farthest that a rule may look. */
    public static final Duration FARTHEST = Duration.ofHours(1);

    public Predictive {
        Check.that(target > 0 && Double.isFinite(target), "target must be above 0, was %s", target);
        Check.that(quantile >= 0.5 && quantile <= 0.99, "quantile must be 0.5 to 0.99, was %s", quantile);
        ahead.ifPresent(far -> Check.that(
                far.compareTo(Duration.ofSeconds(1)) >= 0 && far.compareTo(FARTHEST) <= 0,
                "ahead must be 1s to 1h, was %s",
                far));
        Check.that(isLoad(load), "load must be of metrics and running, was \"%s\"", load);
    }

    // What is ordered, allowed or there for it to run on says nothing of how much there is to do.
    private static boolean isLoad(Expression load) {
        var metrics =
                load.names().stream().filter(name -> !name.equals("running")).toList();
        return !metrics.isEmpty() && metrics.stream().noneMatch(name -> CapacityPolicy.BUILT_INS.contains(name));
    }

    @Override
    public Expression metric() {
        return load;
    }
}

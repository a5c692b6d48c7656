package io.tidegate.streams.policy;

import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * How ECS services are scaled: bounds, metrics, rules, behaviour and schedule. Immutable and valid by construction.
 *
 * @param name unique among all policies
 * @param revision counts the applications of the policy from 1; 0 before it was applied
 * @param enabled a disabled policy observes and commands nothing
 * @param targets services that it drives, each on its own; at least one
 * @param via what the executor writes
 * @param bounds capacity outside every schedule window
 * @param metrics what the rules may read, by alias
 * @param rules what asks for capacity; may be empty when a schedule alone decides
 * @param cooldown pauses after own actions
 * @param schedule windows with bounds of their own; where several are active the first listed holds
 */
public record ServicePolicy(
        String name,
        int revision,
        boolean enabled,
        List<Target.EcsService> targets,
        Actuation via,
        Bounds bounds,
        List<Metric> metrics,
        List<Rule> rules,
        Cooldown cooldown,
        List<ScheduleWindow> schedule) {

    public ServicePolicy {
        targets = List.copyOf(targets);
        metrics = List.copyOf(metrics);
        rules = List.copyOf(rules);
        schedule = List.copyOf(schedule);
        Check.that(!name.isBlank(), "name must not be empty, was \"%s\"", name);
        Check.that(revision >= 0, "revision must be at least 0, was %s", revision);
        Check.that(!targets.isEmpty(), "targets must name at least one target, was %s", targets);
        Check.that(new HashSet<>(targets).size() == targets.size(), "targets must differ, was %s", targets);
        var aliases = metrics.stream().map(Metric::alias).toList();
        Check.that(
                new HashSet<>(aliases).size() == aliases.size(),
                "metrics must have different aliases, was %s",
                aliases);
    }

    /** What the executor writes to change a service's capacity. */
    public enum Actuation {
        /** The service's own desired count. */
        SERVICE,
        /** The bounds of its Application Auto Scaling target: pinned to the wanted count, or the schedule's own. */
        SCALABLE_TARGET
    }

    /**
     * Pauses after own actions; {@link Duration#ZERO} for none.
     *
     * @param scaleOut after a scale-out, before the next one
     * @param scaleIn after any action, before a scale-in
     */
    public record Cooldown(Duration scaleOut, Duration scaleIn) {
        public Cooldown {
            Check.that(!scaleOut.isNegative(), "cooldown.scaleOut must not be negative, was %s", scaleOut);
            Check.that(!scaleIn.isNegative(), "cooldown.scaleIn must not be negative, was %s", scaleIn);
        }
    }

    /** The longest that any metric looks back, lateness included; zero without metrics. */
    public Duration horizon() {
        return metrics.stream()
                .map(metric -> metric.window().plus(metric.lateness()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}

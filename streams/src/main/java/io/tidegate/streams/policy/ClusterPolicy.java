package io.tidegate.streams.policy;

import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import java.util.List;

/**
 * How the number of instances under an ECS cluster is decided. Immutable and valid by construction.
 *
 * @param name unique among all policies
 * @param revision counts the applications of the policy from 1; 0 before it was applied
 * @param enabled a disabled policy commands nothing
 * @param target the cluster
 * @param group the Auto Scaling group that launches its instances
 * @param bounds instances
 * @param sizing what asks for instances
 * @param cooldown pauses after own actions
 * @param execution how its commands are carried out
 */
public record ClusterPolicy(
        String name,
        int revision,
        boolean enabled,
        Target.Cluster target,
        Target.Group group,
        Bounds bounds,
        Sizing sizing,
        Behaviour.Cooldown cooldown,
        Execution execution)
        implements Policy {

    public ClusterPolicy {
        Check.name(name);
        execution.requireReal("ClusterPolicy");
        Check.that(revision >= 0, "revision must be at least 0, was %s", revision);
        TargetKind.GROUP.check("capacity max", bounds.max());
        Check.that(
                target.place().equals(group.place()),
                "group must be in the account and region of the target, was \"%s\"",
                group.text());
    }

    @Override
    public List<Target> targets() {
        return List.of(target);
    }

    @Override
    public List<Target> claims() {
        return List.of(target, group);
    }

    @Override
    public ClusterPolicy withRevision(int revision) {
        return new ClusterPolicy(name, revision, enabled, target, group, bounds, sizing, cooldown, execution);
    }

    /** What asks for instances. */
    public sealed interface Sizing {}

    /**
     * As many as the tasks and a buffer need, packed.
     *
     * @param drainBudget how many instances may drain at once: 1 to 100
     */
    public record Fit(Buffer buffer, int drainBudget) implements Sizing {
        public Fit {
            Check.that(drainBudget >= 1, "drainBudget must be at least 1, was %s", drainBudget);
            Check.that(drainBudget <= 100, "drainBudget must be at most 100, was %s", drainBudget);
        }
    }

    /**
     * Room that is kept free.
     *
     * @param cpu units that one instance must have free, together with {@code memory}
     * @param memory MiB that one instance must have free, together with {@code cpu}
     * @param tasks how many more tasks of the largest shape must find room
     */
    public record Buffer(int cpu, int memory, int tasks) {
        private static final int MOST_TASKS = TargetKind.SERVICE.limit();

        /** No room is kept free. */
        public static final Buffer NONE = new Buffer(0, 0, 0);

        public Buffer {
            Check.that(cpu >= 0, "cpu must be at least 0, was %s", cpu);
            Check.that(memory >= 0, "memory must be at least 0, was %s", memory);
            Check.that(tasks >= 0, "tasks must be at least 0, was %s", tasks);
            Check.that(tasks <= MOST_TASKS, "tasks must be at most 5000, was %s", tasks);
        }
    }

    /**
     * As a capacity provider with managed scaling does: instances needed, by instances there are, is kept at a target.
     *
     * @param target percent, above 0 to 100; below 100, whole instances are kept empty
     * @param minStep fewest instances that a scale-out adds: 1 to 10,000
     * @param maxStep most instances that a scale-out adds: {@code minStep} to 10,000
     * @param warmup after a launch, before the next scale-out: at most 10,000 s
     */
    public record Reservation(double target, int minStep, int maxStep, Duration warmup) implements Sizing {
        // Amazon ECS API, ManagedScaling: the steps and the warm-up are at most 10000.
        private static final int LARGEST_STEP = 10_000;
        private static final Duration LONGEST_WARMUP = Duration.ofSeconds(10_000);

        public Reservation {
            Check.that(target > 0 && target <= 100, "target must be above 0 to 100, was %s", target);
            Check.that(minStep >= 1, "minStep must be at least 1, was %s", minStep);
            Check.that(maxStep >= minStep, "maxStep must be at least minStep %d, was %%s".formatted(minStep), maxStep);
            Check.that(maxStep <= LARGEST_STEP, "maxStep must be at most 10000, was %s", maxStep);
            Check.that(!warmup.isNegative(), "warmup must not be negative, was %s", warmup);
            Check.that(warmup.compareTo(LONGEST_WARMUP) <= 0, "warmup must be at most 10000s, was %s", warmup);
        }
    }
}

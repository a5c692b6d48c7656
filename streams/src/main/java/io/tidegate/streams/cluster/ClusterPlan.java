package io.tidegate.streams.cluster;

import io.tidegate.streams.cluster.Fit.Impossible;
import io.tidegate.streams.policy.Bounds;
import java.util.List;

/**
 * What is to be done with a cluster's instances.
 *
 * @param bounds that it keeps to
 * @param wanted instances before the bounds, draining ones not counted
 * @param explanation one sentence for people
 * @param terminations instances that are empty after draining
 * @param impossible tasks that no instance could hold
 */
public record ClusterPlan(
        Action action,
        Bounds bounds,
        int wanted,
        String explanation,
        List<Termination> terminations,
        List<Impossible> impossible) {
    public ClusterPlan {
        terminations = List.copyOf(terminations);
        impossible = List.copyOf(impossible);
    }

    /** What is done, and what decided it. */
    public sealed interface Action {}

    /** The group gets more instances. */
    public record Grow(int from, int to, Limit limit) implements Action {}

    /** Instances lose their tasks, to be terminated when they are empty. */
    public record Drain(List<Instance> instances, Limit limit) implements Action {
        public Drain {
            instances = List.copyOf(instances);
        }
    }

    /** Nothing changes. */
    public record Keep(Limit limit) implements Action {}

    /**
     * The policy must not act at all.
     *
     * @param reason upper-case code
     */
    public record Refuse(String reason) implements Action {}

    /** An instance to terminate; without decrement its group replaces it. */
    public record Termination(Instance instance, boolean decrement) {}

    /** The group's desired capacity once it is carried out, and once what drains has ended. */
    int leadsTo(Fleet fleet) {
        return switch (action) {
            case Grow grow -> grow.to();
            case Drain drain -> staying(fleet, drain.instances().size());
            case Keep _, Refuse _ -> staying(fleet, 0);
        };
    }

    /** The same without its action. */
    int stays(Fleet fleet) {
        return staying(fleet, 0);
    }

    // Below the fewest allowed, what ends is replaced.
    private int staying(Fleet fleet, int going) {
        int desired = fleet.group().desired();
        return Math.max(Math.min(desired, bounds.min()), desired - fleet.draining() - going);
    }
}

package io.tidegate.streams.cluster;

import io.tidegate.streams.cluster.Fit.Impossible;
import java.util.List;

/**
 * What is to be done with a cluster's instances.
 *
 * @param explanation one sentence for people
 * @param terminations instances that are empty after draining
 * @param impossible tasks that no instance could hold
 */
public record ClusterPlan(
        Action action, String explanation, List<Termination> terminations, List<Impossible> impossible) {
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

    static ClusterPlan refused(String reason, String explanation) {
        return new ClusterPlan(new Refuse(reason), explanation, List.of(), List.of());
    }
}

package io.tidegate.deploy.whatif.simulation;

import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.ClusterPolicy;
import io.tidegate.streams.policy.DrainPolicy;
import io.tidegate.streams.policy.EcsAutoscalePolicy;
import io.tidegate.streams.policy.ImagePolicy;
import io.tidegate.streams.policy.Policy;
import java.util.ArrayList;
import java.util.List;

/**
 * The policies that are tried together. A target that none of them names is under the policies of the past, as they were applied.
 *
 * @param label for reports
 * @param policies in force from the beginning; none for what really ran
 * @param clusters the same for instances under clusters
 */
public record Variant(String label, List<CapacityPolicy> policies, List<ClusterPolicy> clusters) {
    public Variant {
        policies = List.copyOf(policies);
        clusters = List.copyOf(clusters);
    }

    /** Without policies for instances under clusters. */
    public Variant(String label, List<CapacityPolicy> policies) {
        this(label, policies, List.of());
    }

    /**
     * Of policies of any kind that can be simulated.
     *
     * @throws IllegalArgumentException when one cannot, naming it
     */
    public static Variant of(String label, List<? extends Policy> policies) {
        var targets = new ArrayList<CapacityPolicy>();
        var clusters = new ArrayList<ClusterPolicy>();
        for (var policy : policies) {
            switch (policy) {
                case CapacityPolicy one -> targets.add(one);
                case ClusterPolicy one -> clusters.add(one);
                case DrainPolicy _, EcsAutoscalePolicy _, ImagePolicy _ ->
                    throw new IllegalArgumentException(
                            "kind must be ServicePolicy, GroupPolicy, TargetPolicy or ClusterPolicy to be simulated, was"
                                    + " that of %s; policy import makes such of a file of ecs-autoscale"
                                            .formatted(policy.name()));
            }
        }
        return new Variant(label, targets, clusters);
    }

    /** What really ran. */
    public static Variant recorded(String label) {
        return new Variant(label, List.of());
    }

    /** Whether it is what really ran. */
    public boolean isRecorded() {
        return policies.isEmpty() && clusters.isEmpty();
    }

    /** Whether one of its own policies drives a target, so that those of the past do not. */
    boolean names(String target) {
        return policies.stream()
                        .flatMap(policy -> policy.targets().stream())
                        .anyMatch(own -> own.text().equals(target))
                || clusters.stream().anyMatch(own -> own.target().text().equals(target));
    }
}

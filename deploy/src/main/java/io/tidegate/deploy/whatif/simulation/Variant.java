package io.tidegate.deploy.whatif.simulation;

import io.tidegate.streams.policy.CapacityPolicy;
import java.util.List;

/**
 * The policies that are tried together.
 *
 * @param label for reports
 * @param policies in force from the beginning; none for those of the past, as they were applied
 */
public record Variant(String label, List<CapacityPolicy> policies) {
    public Variant {
        policies = List.copyOf(policies);
    }

    /** What really ran. */
    public static Variant recorded(String label) {
        return new Variant(label, List.of());
    }

    boolean isRecorded() {
        return policies.isEmpty();
    }
}

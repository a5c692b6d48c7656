package io.tidegate.deploy.view;

import io.tidegate.schemas.PolicyKind;
import io.tidegate.schemas.ScalingPolicy;

/** What policies of a kind are about. */
public final class PolicyKinds {
    private PolicyKinds() {}

    /** Whether a policy drives the capacity of its targets; those of instances and images leave it to others. */
    public static boolean drivesCapacity(ScalingPolicy policy) {
        return policy.getKind() != PolicyKind.DRAIN && policy.getKind() != PolicyKind.IMAGE;
    }
}

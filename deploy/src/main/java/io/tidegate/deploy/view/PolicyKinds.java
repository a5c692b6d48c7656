package io.tidegate.deploy.view;

import io.tidegate.schemas.PolicyKind;
import io.tidegate.schemas.PolicyMode;
import io.tidegate.schemas.ScalingPolicy;

/** What policies of a kind are about. */
public final class PolicyKinds {
    private PolicyKinds() {}

    /** Whether a policy decides beside what drives its targets. */
    public static boolean isShadow(ScalingPolicy policy) {
        return policy.getMode() == PolicyMode.SHADOW;
    }

    /** Whether a policy drives the capacity of its targets; those of instances and images leave it to others, and shadows too. */
    public static boolean drivesCapacity(ScalingPolicy policy) {
        return !isShadow(policy) && policy.getKind() != PolicyKind.DRAIN && policy.getKind() != PolicyKind.IMAGE;
    }
}

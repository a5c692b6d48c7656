package io.tidegate.connectors.inventory.cluster;

import software.amazon.awssdk.services.autoscaling.model.Instance;

/** An instance as its Auto Scaling group sees it. */
record GroupMember(Instance instance) {

    /** Whether its group terminates it: then its desired capacity no longer counts it. */
    boolean isLeaving() {
        return instance.lifecycleStateAsString().startsWith("Terminat");
    }

    boolean isProtected() {
        return Boolean.TRUE.equals(instance.protectedFromScaleIn());
    }

    /** How much of the desired capacity it is: 1 unless the group has weights. */
    int weight() {
        return instance.weightedCapacity() == null ? 1 : Integer.parseInt(instance.weightedCapacity());
    }
}

package io.tidegate.connectors.executor.command;

/** Calls that AWS counts in one token bucket, by account and region. */
public enum ApiCategory {
    /** ECS UpdateService. */
    ECS_SERVICE_CHANGE,
    /** Application Auto Scaling RegisterScalableTarget. */
    SCALABLE_TARGET_CHANGE,
    /** EC2 Auto Scaling SetDesiredCapacity, UpdateAutoScalingGroup and TerminateInstanceInAutoScalingGroup. */
    GROUP_CHANGE,
    /** ECS UpdateContainerInstancesState. */
    CONTAINER_INSTANCE_CHANGE
}

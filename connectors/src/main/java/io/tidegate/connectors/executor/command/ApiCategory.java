package io.tidegate.connectors.executor.command;

/** Calls that AWS counts in one token bucket, by account and region. */
public enum ApiCategory {
    /** ECS UpdateService. */
    ECS_SERVICE_CHANGE,
    /** ECS DescribeServices and DescribeContainerInstances. */
    ECS_READ,
    /** Application Auto Scaling RegisterScalableTarget. */
    SCALABLE_TARGET_CHANGE,
    /** Application Auto Scaling DescribeScalableTargets. */
    SCALABLE_TARGET_READ,
    /** EC2 Auto Scaling SetDesiredCapacity, UpdateAutoScalingGroup and TerminateInstanceInAutoScalingGroup. */
    GROUP_CHANGE,
    /** EC2 Auto Scaling DescribeAutoScalingGroups and DescribeAutoScalingInstances. */
    GROUP_READ,
    /** ECS UpdateContainerInstancesState. */
    CONTAINER_INSTANCE_CHANGE
}

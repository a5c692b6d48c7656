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
    /**
     * EC2 Auto Scaling SetDesiredCapacity, UpdateAutoScalingGroup, TerminateInstanceInAutoScalingGroup and
     * StartInstanceRefresh.
     */
    GROUP_CHANGE,
    /**
     * EC2 Auto Scaling DescribeAutoScalingGroups, with all its pages for one token before versions are deleted;
     * DescribeInstanceRefreshes, and DescribeAutoScalingInstances before an instance is ended.
     */
    GROUP_READ,
    /** ECS UpdateContainerInstancesState. */
    CONTAINER_INSTANCE_CHANGE,
    /** ECS StopTask, up to {@value InstanceStep.StopTasks#MOST} calls for one token. */
    TASK_CHANGE,
    /** ECS ListTasks and the DescribeTasks after it: two calls for one token, of an instance with up to 100 tasks. */
    TASK_READ,
    /** ELB DeregisterTargets and DeregisterInstancesFromLoadBalancer. */
    LOAD_BALANCER_CHANGE,
    /** ELB DescribeTargetHealth and DescribeInstanceHealth. */
    LOAD_BALANCER_READ,
    /** ELB DescribeTargetGroups. */
    TARGET_GROUP_READ,
    /** EC2 Auto Scaling RecordLifecycleActionHeartbeat and CompleteLifecycleAction. */
    LIFECYCLE_CHANGE,
    /** EC2 Auto Scaling DescribeAutoScalingInstances, before these. */
    LIFECYCLE_READ,
    /** EC2 CreateLaunchTemplateVersion, ModifyLaunchTemplate and DeleteLaunchTemplateVersions. */
    LAUNCH_TEMPLATE_CHANGE,
    /**
     * EC2 DescribeLaunchTemplates, DescribeLaunchTemplateVersions and DescribeImages: up to two calls for one token, and one more for
     * every 200 versions that stand between those to be deleted.
     */
    LAUNCH_TEMPLATE_READ
}

package io.tidegate.connectors.iam;

/** What actions are granted on. */
enum AwsResource {
    /** AWS knows no resource for such an action. */
    ANY(Scoping.NONE),
    /** The same, and AWS tells the cluster as a condition. */
    ANY_OF_CLUSTER(Scoping.CLUSTER),
    CLUSTER(Scoping.ARN_AND_TAG),
    CAPACITY_PROVIDER(Scoping.ARN_AND_TAG),
    CONTAINER_INSTANCE(Scoping.ARN_AND_TAG),
    SERVICE(Scoping.ARN_AND_TAG),
    TASK(Scoping.ARN_AND_TAG),
    GROUP(Scoping.ARN_AND_TAG),
    LAUNCH_TEMPLATE(Scoping.ARN_AND_TAG),
    TARGET_GROUP(Scoping.ARN_AND_TAG),
    CLASSIC_LOAD_BALANCER(Scoping.ARN_AND_TAG),
    /** It has tags of its own, and none before it is registered for the first time. */
    SCALABLE_TARGET(Scoping.ARN),
    QUEUE(Scoping.ARN_AND_TAG),
    RULE(Scoping.ARN_AND_TAG),
    EVENT_BUS(Scoping.ARN),
    ROLE(Scoping.ARN),
    /** A role that is handed to Application Auto Scaling. */
    PASSED_ROLE(Scoping.PASSED);

    private final Scoping scoping;

    AwsResource(Scoping scoping) {
        this.scoping = scoping;
    }

    Scoping scoping() {
        return scoping;
    }

    /** The pattern of its ARNs. */
    String pattern(IamScope scope) {
        return switch (this) {
            case ANY, ANY_OF_CLUSTER -> "*";
            case CLUSTER -> scope.arn("ecs", "cluster/" + scope.cluster());
            case CAPACITY_PROVIDER -> scope.arn("ecs", "capacity-provider/*");
            case CONTAINER_INSTANCE -> scope.arn("ecs", "container-instance/" + scope.inCluster());
            case SERVICE -> scope.arn("ecs", "service/" + scope.inCluster());
            case TASK -> scope.arn("ecs", "task/" + scope.inCluster());
            case GROUP -> scope.arn("autoscaling", "autoScalingGroup:*:autoScalingGroupName/*");
            case LAUNCH_TEMPLATE -> scope.arn("ec2", "launch-template/*");
            case TARGET_GROUP -> scope.arn("elasticloadbalancing", "targetgroup/*");
            case CLASSIC_LOAD_BALANCER -> scope.arn("elasticloadbalancing", "loadbalancer/*");
            case SCALABLE_TARGET -> scope.arn("application-autoscaling", "scalable-target/*");
            case QUEUE -> scope.arn("sqs", "*");
            case RULE -> scope.arn("events", "rule/*");
            case EVENT_BUS -> scope.arn("events", "event-bus/" + scope.eventBus());
            case ROLE, PASSED_ROLE -> scope.role();
        };
    }

    /** By what AWS lets an action on it be narrowed. */
    enum Scoping {
        NONE,
        CLUSTER,
        ARN,
        ARN_AND_TAG,
        PASSED
    }
}

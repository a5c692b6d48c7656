package io.tidegate.connectors.iam;

import io.tidegate.connectors.iam.AwsResource.Scoping;

/**
 * An action of AWS that this program's code can call, and what it is granted on. A test holds them against the calls that the
 * code makes. Which actions know which resources and tags: Service Authorization Reference, pages of Amazon ECS, Amazon EC2, Amazon
 * EC2 Auto Scaling, Elastic Load Balancing (both), AWS Application Auto Scaling, Amazon CloudWatch, Amazon SQS, Amazon EventBridge
 * and AWS STS.
 */
public enum AwsAction {
    DESCRIBE_CLUSTERS(Service.ECS, "DescribeClusters", Access.READ, AwsResource.CLUSTER),
    DESCRIBE_CAPACITY_PROVIDERS(Service.ECS, "DescribeCapacityProviders", Access.READ, AwsResource.CAPACITY_PROVIDER),
    LIST_CONTAINER_INSTANCES(Service.ECS, "ListContainerInstances", Access.READ, AwsResource.CLUSTER),
    DESCRIBE_CONTAINER_INSTANCES(
            Service.ECS, "DescribeContainerInstances", Access.READ, AwsResource.CONTAINER_INSTANCE),
    // Knows no resource but its cluster, as a condition.
    LIST_SERVICES(Service.ECS, "ListServices", Access.READ, AwsResource.ANY_OF_CLUSTER),
    DESCRIBE_SERVICES(Service.ECS, "DescribeServices", Access.READ, AwsResource.SERVICE),
    DESCRIBE_TASK_DEFINITION(Service.ECS, "DescribeTaskDefinition", Access.READ, AwsResource.ANY),
    // The reference names container instances, which the tasks of Fargate do not have.
    LIST_TASKS(Service.ECS, "ListTasks", Access.READ, AwsResource.ANY_OF_CLUSTER),
    DESCRIBE_TASKS(Service.ECS, "DescribeTasks", Access.READ, AwsResource.TASK),
    STOP_TASK(Service.ECS, "StopTask", Access.WRITE, AwsResource.TASK),
    UPDATE_SERVICE(Service.ECS, "UpdateService", Access.WRITE, AwsResource.SERVICE),
    UPDATE_CONTAINER_INSTANCES_STATE(
            Service.ECS, "UpdateContainerInstancesState", Access.WRITE, AwsResource.CONTAINER_INSTANCE),
    DESCRIBE_AUTO_SCALING_GROUPS(Service.AUTO_SCALING, "DescribeAutoScalingGroups", Access.READ, AwsResource.ANY),
    DESCRIBE_AUTO_SCALING_INSTANCES(Service.AUTO_SCALING, "DescribeAutoScalingInstances", Access.READ, AwsResource.ANY),
    DESCRIBE_GROUP_POLICIES(Service.AUTO_SCALING, "DescribePolicies", Access.READ, AwsResource.ANY),
    DESCRIBE_GROUP_ACTIVITIES(Service.AUTO_SCALING, "DescribeScalingActivities", Access.READ, AwsResource.ANY),
    DESCRIBE_GROUP_SCHEDULES(Service.AUTO_SCALING, "DescribeScheduledActions", Access.READ, AwsResource.ANY),
    DESCRIBE_LIFECYCLE_HOOKS(Service.AUTO_SCALING, "DescribeLifecycleHooks", Access.READ, AwsResource.ANY),
    DESCRIBE_INSTANCE_REFRESHES(Service.AUTO_SCALING, "DescribeInstanceRefreshes", Access.READ, AwsResource.ANY),
    SET_DESIRED_CAPACITY(Service.AUTO_SCALING, "SetDesiredCapacity", Access.WRITE, AwsResource.GROUP),
    UPDATE_AUTO_SCALING_GROUP(Service.AUTO_SCALING, "UpdateAutoScalingGroup", Access.WRITE, AwsResource.GROUP),
    TERMINATE_INSTANCE(Service.AUTO_SCALING, "TerminateInstanceInAutoScalingGroup", Access.WRITE, AwsResource.GROUP),
    RECORD_LIFECYCLE_ACTION_HEARTBEAT(
            Service.AUTO_SCALING, "RecordLifecycleActionHeartbeat", Access.WRITE, AwsResource.GROUP),
    COMPLETE_LIFECYCLE_ACTION(Service.AUTO_SCALING, "CompleteLifecycleAction", Access.WRITE, AwsResource.GROUP),
    START_INSTANCE_REFRESH(Service.AUTO_SCALING, "StartInstanceRefresh", Access.WRITE, AwsResource.GROUP),
    DESCRIBE_IMAGES(Service.EC2, "DescribeImages", Access.READ, AwsResource.ANY),
    DESCRIBE_LAUNCH_TEMPLATES(Service.EC2, "DescribeLaunchTemplates", Access.READ, AwsResource.ANY),
    DESCRIBE_LAUNCH_TEMPLATE_VERSIONS(Service.EC2, "DescribeLaunchTemplateVersions", Access.READ, AwsResource.ANY),
    CREATE_LAUNCH_TEMPLATE_VERSION(
            Service.EC2, "CreateLaunchTemplateVersion", Access.WRITE, AwsResource.LAUNCH_TEMPLATE),
    MODIFY_LAUNCH_TEMPLATE(Service.EC2, "ModifyLaunchTemplate", Access.WRITE, AwsResource.LAUNCH_TEMPLATE),
    DELETE_LAUNCH_TEMPLATE_VERSIONS(
            Service.EC2, "DeleteLaunchTemplateVersions", Access.WRITE, AwsResource.LAUNCH_TEMPLATE),
    DESCRIBE_TARGET_GROUPS(Service.LOAD_BALANCING, "DescribeTargetGroups", Access.READ, AwsResource.ANY),
    DESCRIBE_TARGET_HEALTH(Service.LOAD_BALANCING, "DescribeTargetHealth", Access.READ, AwsResource.ANY),
    DESCRIBE_INSTANCE_HEALTH(Service.LOAD_BALANCING, "DescribeInstanceHealth", Access.READ, AwsResource.ANY),
    DEREGISTER_TARGETS(Service.LOAD_BALANCING, "DeregisterTargets", Access.WRITE, AwsResource.TARGET_GROUP),
    DEREGISTER_INSTANCES(
            Service.LOAD_BALANCING,
            "DeregisterInstancesFromLoadBalancer",
            Access.WRITE,
            AwsResource.CLASSIC_LOAD_BALANCER),
    DESCRIBE_SCALABLE_TARGETS(
            Service.APPLICATION_AUTO_SCALING, "DescribeScalableTargets", Access.READ, AwsResource.ANY),
    DESCRIBE_SCALING_POLICIES(
            Service.APPLICATION_AUTO_SCALING, "DescribeScalingPolicies", Access.READ, AwsResource.ANY),
    DESCRIBE_SCALING_ACTIVITIES(
            Service.APPLICATION_AUTO_SCALING, "DescribeScalingActivities", Access.READ, AwsResource.ANY),
    DESCRIBE_SCHEDULED_ACTIONS(
            Service.APPLICATION_AUTO_SCALING, "DescribeScheduledActions", Access.READ, AwsResource.ANY),
    REGISTER_SCALABLE_TARGET(
            Service.APPLICATION_AUTO_SCALING, "RegisterScalableTarget", Access.WRITE, AwsResource.SCALABLE_TARGET),
    GET_METRIC_DATA(Service.CLOUD_WATCH, "GetMetricData", Access.READ, AwsResource.ANY),
    RECEIVE_MESSAGE(Service.SQS, "ReceiveMessage", Access.READ, AwsResource.QUEUE),
    DELETE_MESSAGE(Service.SQS, "DeleteMessage", Access.WRITE, AwsResource.QUEUE),
    CHANGE_MESSAGE_VISIBILITY(Service.SQS, "ChangeMessageVisibility", Access.WRITE, AwsResource.QUEUE),
    PUT_EVENTS(Service.EVENT_BRIDGE, "PutEvents", Access.WRITE, AwsResource.EVENT_BUS),
    ASSUME_ROLE(Service.STS, "AssumeRole", Access.WRITE, AwsResource.ROLE),
    GET_QUEUE_URL(Service.SQS, "GetQueueUrl", Access.READ, AwsResource.QUEUE),
    GET_QUEUE_ATTRIBUTES(Service.SQS, "GetQueueAttributes", Access.READ, AwsResource.QUEUE),
    LIST_QUEUE_TAGS(Service.SQS, "ListQueueTags", Access.READ, AwsResource.QUEUE),
    CREATE_QUEUE(Service.SQS, "CreateQueue", Access.MAKE, AwsResource.QUEUE),
    TAG_QUEUE(Service.SQS, "TagQueue", Access.MAKE, AwsResource.QUEUE),
    SET_QUEUE_ATTRIBUTES(Service.SQS, "SetQueueAttributes", Access.WRITE, AwsResource.QUEUE),
    DELETE_QUEUE(Service.SQS, "DeleteQueue", Access.WRITE, AwsResource.QUEUE),
    DESCRIBE_RULE(Service.EVENT_BRIDGE, "DescribeRule", Access.READ, AwsResource.RULE),
    LIST_TARGETS_BY_RULE(Service.EVENT_BRIDGE, "ListTargetsByRule", Access.READ, AwsResource.RULE),
    LIST_TAGS_OF_RULE(Service.EVENT_BRIDGE, "ListTagsForResource", Access.READ, AwsResource.RULE),
    PUT_RULE(Service.EVENT_BRIDGE, "PutRule", Access.MAKE, AwsResource.RULE),
    TAG_RULE(Service.EVENT_BRIDGE, "TagResource", Access.MAKE, AwsResource.RULE),
    PUT_TARGETS(Service.EVENT_BRIDGE, "PutTargets", Access.WRITE, AwsResource.RULE),
    REMOVE_TARGETS(Service.EVENT_BRIDGE, "RemoveTargets", Access.WRITE, AwsResource.RULE),
    DELETE_RULE(Service.EVENT_BRIDGE, "DeleteRule", Access.WRITE, AwsResource.RULE),
    CREATE_GROUP(Service.AUTO_SCALING, "CreateAutoScalingGroup", Access.MAKE, AwsResource.GROUP),
    TAG_GROUP(Service.AUTO_SCALING, "CreateOrUpdateTags", Access.MAKE, AwsResource.GROUP),
    ATTACH_TARGET_GROUPS(Service.AUTO_SCALING, "AttachLoadBalancerTargetGroups", Access.WRITE, AwsResource.GROUP),
    DETACH_TARGET_GROUPS(Service.AUTO_SCALING, "DetachLoadBalancerTargetGroups", Access.WRITE, AwsResource.GROUP),
    ATTACH_LOAD_BALANCERS(Service.AUTO_SCALING, "AttachLoadBalancers", Access.WRITE, AwsResource.GROUP),
    DETACH_LOAD_BALANCERS(Service.AUTO_SCALING, "DetachLoadBalancers", Access.WRITE, AwsResource.GROUP),
    DELETE_GROUP(Service.AUTO_SCALING, "DeleteAutoScalingGroup", Access.WRITE, AwsResource.GROUP),
    PUT_LIFECYCLE_HOOK(Service.AUTO_SCALING, "PutLifecycleHook", Access.WRITE, AwsResource.GROUP),
    DELETE_LIFECYCLE_HOOK(Service.AUTO_SCALING, "DeleteLifecycleHook", Access.WRITE, AwsResource.GROUP),
    CREATE_CAPACITY_PROVIDER(Service.ECS, "CreateCapacityProvider", Access.MAKE, AwsResource.CAPACITY_PROVIDER),
    TAG_CAPACITY_PROVIDER(Service.ECS, "TagResource", Access.MAKE, AwsResource.CAPACITY_PROVIDER),
    UPDATE_CAPACITY_PROVIDER(Service.ECS, "UpdateCapacityProvider", Access.WRITE, AwsResource.CAPACITY_PROVIDER),
    DELETE_CAPACITY_PROVIDER(Service.ECS, "DeleteCapacityProvider", Access.WRITE, AwsResource.CAPACITY_PROVIDER),
    // Of clusters that others make.
    PUT_CLUSTER_CAPACITY_PROVIDERS(Service.ECS, "PutClusterCapacityProviders", Access.MAKE, AwsResource.CLUSTER),
    LIST_TAGS_OF_SCALABLE_TARGET(
            Service.APPLICATION_AUTO_SCALING, "ListTagsForResource", Access.READ, AwsResource.SCALABLE_TARGET),
    TAG_SCALABLE_TARGET(Service.APPLICATION_AUTO_SCALING, "TagResource", Access.MAKE, AwsResource.SCALABLE_TARGET),
    DEREGISTER_SCALABLE_TARGET(
            Service.APPLICATION_AUTO_SCALING, "DeregisterScalableTarget", Access.WRITE, AwsResource.SCALABLE_TARGET),
    DESCRIBE_LAUNCH_CONFIGURATIONS(Service.AUTO_SCALING, "DescribeLaunchConfigurations", Access.READ, AwsResource.ANY),
    CREATE_LAUNCH_TEMPLATE(Service.EC2, "CreateLaunchTemplate", Access.MAKE, AwsResource.LAUNCH_TEMPLATE),
    DELETE_LAUNCH_TEMPLATE(Service.EC2, "DeleteLaunchTemplate", Access.WRITE, AwsResource.LAUNCH_TEMPLATE),
    GET_CALLER_IDENTITY(Service.STS, "GetCallerIdentity", Access.READ, AwsResource.ANY),
    /** No API call: what AWS asks for when a request hands one of its services a role. */
    PASS_ROLE(Service.IAM, "PassRole", Access.WRITE, AwsResource.PASSED_ROLE);

    private final Service service;
    private final String operation;
    private final Access access;
    private final AwsResource resource;

    AwsAction(Service service, String operation, Access access, AwsResource resource) {
        this.service = service;
        this.operation = operation;
        this.access = access;
        this.resource = resource;
    }

    /** For example {@code ecs:UpdateService}. */
    public String text() {
        return service.prefix + ":" + operation;
    }

    /** Name of the operation, as in the API and in the SDK's request classes. */
    public String operation() {
        return operation;
    }

    /** Whether it can change something. */
    public boolean isWrite() {
        return access != Access.READ;
    }

    AwsResource resource() {
        return resource;
    }

    /**
     * Whether it is granted on what carries the installation's tag only. Reading is not, which harms nobody, nor is making,
     * before which nothing could carry it.
     */
    boolean needsTag() {
        return access == Access.WRITE && resource.scoping() == Scoping.ARN_AND_TAG;
    }

    private enum Access {
        READ,
        MAKE,
        WRITE
    }

    private enum Service {
        ECS("ecs"),
        AUTO_SCALING("autoscaling"),
        EC2("ec2"),
        LOAD_BALANCING("elasticloadbalancing"),
        APPLICATION_AUTO_SCALING("application-autoscaling"),
        CLOUD_WATCH("cloudwatch"),
        SQS("sqs"),
        EVENT_BRIDGE("events"),
        STS("sts"),
        IAM("iam");

        private final String prefix;

        Service(String prefix) {
            this.prefix = prefix;
        }
    }
}

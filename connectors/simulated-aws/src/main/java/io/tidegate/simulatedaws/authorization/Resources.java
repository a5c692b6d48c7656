package io.tidegate.simulatedaws.authorization;

import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.queue.QueueUrls;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.applicationautoscaling.model.DeregisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancersRequest;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteLifecycleHookRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancersRequest;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookRequest;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatRequest;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateRequest;
import software.amazon.awssdk.services.ecs.model.CreateCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.DeleteCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.UpdateCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeregisterInstancesFromLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.RegisterInstancesWithLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;

/**
 * What requests are about, as IAM sees it (Service Authorization Reference, resource types of actions).
 *
 * @param groupOfInstance name of the Auto Scaling group that has an instance
 * @param templateOfName id of the launch template of a name
 * @param arns of the cloud that is asked
 */
record Resources(
        Function<String, Optional<String>> groupOfInstance,
        Function<String, Optional<String>> templateOfName,
        Arns arns) {

    /**
     * The resources of one request.
     *
     * @param arns all of which the caller must be allowed to use; {@code *} where the action knows none
     * @param cluster ARN of the ECS cluster that it happens in
     */
    record Named(List<String> arns, Optional<String> cluster) {
        // What does not exist, or needs no permission, cannot be denied: the operation itself says the rest.
        private static final Named NOTHING = new Named(List.of(), Optional.empty());

        private static Named of(String arn) {
            return new Named(List.of(arn), Optional.empty());
        }
    }

    Named of(SdkPojo request) {
        return switch (request) {
            case DescribeClustersRequest r ->
                new Named(
                        r.clusters().stream()
                                .map(name -> arns.cluster(Arns.shortName(name)))
                                .toList(),
                        Optional.empty());
            case DescribeCapacityProvidersRequest r ->
                new Named(
                        r.capacityProviders().stream()
                                .map(name -> arns.capacityProvider(Arns.shortName(name)))
                                .toList(),
                        Optional.empty());
            case ListContainerInstancesRequest r -> Named.of(arns.cluster(shortCluster(r.cluster())));
            case ListServicesRequest r -> in(r.cluster(), Stream.of("*"));
            case ListTasksRequest r -> in(r.cluster(), Stream.of("*"));
            case DescribeServicesRequest r -> in(r.cluster(), services(r.cluster(), r.services()));
            case UpdateServiceRequest r -> in(r.cluster(), services(r.cluster(), List.of(r.service())));
            case DescribeTasksRequest r ->
                in(r.cluster(), r.tasks().stream().map(id -> arns.task(shortCluster(r.cluster()), Arns.shortName(id))));
            case StopTaskRequest r ->
                in(r.cluster(), Stream.of(arns.task(shortCluster(r.cluster()), Arns.shortName(r.task()))));
            case DescribeContainerInstancesRequest r -> in(r.cluster(), instances(r.cluster(), r.containerInstances()));
            case UpdateContainerInstancesStateRequest r ->
                in(r.cluster(), instances(r.cluster(), r.containerInstances()));
            case SetDesiredCapacityRequest r -> Named.of(arns.autoScalingGroup(r.autoScalingGroupName()));
            case UpdateAutoScalingGroupRequest r -> Named.of(arns.autoScalingGroup(r.autoScalingGroupName()));
            case PutLifecycleHookRequest r -> Named.of(arns.autoScalingGroup(r.autoScalingGroupName()));
            case DeleteLifecycleHookRequest r -> Named.of(arns.autoScalingGroup(r.autoScalingGroupName()));
            case CompleteLifecycleActionRequest r -> Named.of(arns.autoScalingGroup(r.autoScalingGroupName()));
            case RecordLifecycleActionHeartbeatRequest r -> Named.of(arns.autoScalingGroup(r.autoScalingGroupName()));
            case StartInstanceRefreshRequest r -> Named.of(arns.autoScalingGroup(r.autoScalingGroupName()));
            case CancelInstanceRefreshRequest r -> Named.of(arns.autoScalingGroup(r.autoScalingGroupName()));
            case SuspendProcessesRequest r -> Named.of(arns.autoScalingGroup(r.autoScalingGroupName()));
            case ResumeProcessesRequest r -> Named.of(arns.autoScalingGroup(r.autoScalingGroupName()));
            case TerminateInstanceInAutoScalingGroupRequest r ->
                groupOfInstance
                        .apply(r.instanceId())
                        .map(group -> Named.of(arns.autoScalingGroup(group)))
                        .orElse(Named.NOTHING);
            case CreateAutoScalingGroupRequest r -> Named.of(arns.autoScalingGroup(r.autoScalingGroupName()));
            case DeleteAutoScalingGroupRequest r -> Named.of(arns.autoScalingGroup(r.autoScalingGroupName()));
            case CreateOrUpdateTagsRequest r ->
                new Named(
                        r.tags().stream()
                                .map(tag -> arns.autoScalingGroup(tag.resourceId()))
                                .distinct()
                                .toList(),
                        Optional.empty());
            case DetachLoadBalancersRequest r -> Named.of(arns.autoScalingGroup(r.autoScalingGroupName()));
            case DetachLoadBalancerTargetGroupsRequest r -> Named.of(arns.autoScalingGroup(r.autoScalingGroupName()));
            case CreateCapacityProviderRequest r -> Named.of(arns.capacityProvider(r.name()));
            case UpdateCapacityProviderRequest r -> Named.of(arns.capacityProvider(r.name()));
            case DeleteCapacityProviderRequest r ->
                Named.of(arns.capacityProvider(Arns.shortName(r.capacityProvider())));
            case PutClusterCapacityProvidersRequest r -> Named.of(arns.cluster(shortCluster(r.cluster())));
            case software.amazon.awssdk.services.ecs.model.TagResourceRequest r -> Named.of(r.resourceArn());
            case software.amazon.awssdk.services.eventbridge.model.TagResourceRequest r -> Named.of(r.resourceARN());
            case software.amazon.awssdk.services.applicationautoscaling.model.TagResourceRequest r ->
                Named.of(r.resourceARN());
            case software.amazon.awssdk.services.applicationautoscaling.model.ListTagsForResourceRequest r ->
                Named.of(r.resourceARN());
            case TagQueueRequest r -> queue(r.queueUrl());
            // Reading images and launch templates knows no resources in EC2, so they are any.
            case CreateLaunchTemplateRequest r -> Named.of(arns.launchTemplate("*"));
            case CreateLaunchTemplateVersionRequest r -> template(r.launchTemplateId(), r.launchTemplateName());
            case ModifyLaunchTemplateRequest r -> template(r.launchTemplateId(), r.launchTemplateName());
            case DeleteLaunchTemplateVersionsRequest r -> template(r.launchTemplateId(), r.launchTemplateName());
            case DeleteLaunchTemplateRequest r -> template(r.launchTemplateId(), r.launchTemplateName());
            case AttachLoadBalancersRequest r -> Named.of(arns.autoScalingGroup(r.autoScalingGroupName()));
            case AttachLoadBalancerTargetGroupsRequest r -> Named.of(arns.autoScalingGroup(r.autoScalingGroupName()));
            // Reading knows no resources in Elastic Load Balancing, so they are any.
            case RegisterTargetsRequest r -> Named.of(r.targetGroupArn());
            case DeregisterTargetsRequest r -> Named.of(r.targetGroupArn());
            case ModifyTargetGroupAttributesRequest r -> Named.of(r.targetGroupArn());
            case RegisterInstancesWithLoadBalancerRequest r -> Named.of(arns.classicLoadBalancer(r.loadBalancerName()));
            case DeregisterInstancesFromLoadBalancerRequest r ->
                Named.of(arns.classicLoadBalancer(r.loadBalancerName()));
            case RegisterScalableTargetRequest r ->
                Named.of(arns.scalableTarget(
                        r.serviceNamespaceAsString(), r.resourceId(), r.scalableDimensionAsString()));
            case DeregisterScalableTargetRequest r ->
                Named.of(arns.scalableTarget(
                        r.serviceNamespaceAsString(), r.resourceId(), r.scalableDimensionAsString()));
            case PutEventsRequest r ->
                new Named(
                        r.entries().stream()
                                .map(PutEventsRequestEntry::eventBusName)
                                .map(bus -> arns.eventBus(bus == null ? "default" : Arns.shortName(bus)))
                                .distinct()
                                .toList(),
                        Optional.empty());
            case PutRuleRequest r -> Named.of(arns.rule(r.name()));
            case DescribeRuleRequest r -> Named.of(arns.rule(r.name()));
            case DeleteRuleRequest r -> Named.of(arns.rule(r.name()));
            case PutTargetsRequest r -> Named.of(arns.rule(r.rule()));
            case RemoveTargetsRequest r -> Named.of(arns.rule(r.rule()));
            case ListTargetsByRuleRequest r -> Named.of(arns.rule(r.rule()));
            case ListTagsForResourceRequest r -> r.resourceARN() == null ? Named.NOTHING : Named.of(r.resourceARN());
            case CreateQueueRequest r -> Named.of(arns.queue(r.queueName()));
            case GetQueueUrlRequest r -> Named.of(arns.queue(r.queueName()));
            case GetQueueAttributesRequest r -> queue(r.queueUrl());
            case SetQueueAttributesRequest r -> queue(r.queueUrl());
            case ListQueueTagsRequest r -> queue(r.queueUrl());
            case DeleteQueueRequest r -> queue(r.queueUrl());
            case SendMessageRequest r -> queue(r.queueUrl());
            case SendMessageBatchRequest r -> queue(r.queueUrl());
            case ReceiveMessageRequest r -> queue(r.queueUrl());
            case DeleteMessageRequest r -> queue(r.queueUrl());
            case DeleteMessageBatchRequest r -> queue(r.queueUrl());
            case ChangeMessageVisibilityRequest r -> queue(r.queueUrl());
            case ChangeMessageVisibilityBatchRequest r -> queue(r.queueUrl());
            case AssumeRoleRequest r -> r.roleArn() == null ? Named.NOTHING : Named.of(r.roleArn());
            case GetCallerIdentityRequest r -> Named.NOTHING; // "No permissions are required" (STS API reference)
            default -> Named.of("*");
        };
    }

    private Named in(@Nullable String cluster, Stream<String> resources) {
        return new Named(resources.toList(), Optional.of(arns.cluster(shortCluster(cluster))));
    }

    private Stream<String> services(@Nullable String cluster, List<String> names) {
        return names.stream().map(name -> arns.service(shortCluster(cluster), Arns.shortName(name)));
    }

    private Stream<String> instances(@Nullable String cluster, List<String> names) {
        return names.stream().map(name -> arns.containerInstance(shortCluster(cluster), Arns.shortName(name)));
    }

    private Named template(@Nullable String id, @Nullable String name) {
        return Optional.ofNullable(id)
                .or(() -> Optional.ofNullable(name).flatMap(templateOfName))
                .map(known -> Named.of(arns.launchTemplate(known)))
                .orElse(Named.NOTHING);
    }

    private Named queue(@Nullable String url) {
        return QueueUrls.name(url, arns.place())
                .map(name -> Named.of(arns.queue(name)))
                .orElse(Named.NOTHING);
    }

    private static String shortCluster(@Nullable String cluster) {
        return cluster == null ? "default" : Arns.shortName(cluster);
    }
}

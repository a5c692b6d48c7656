package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.aws.ScalableTargetId;
import io.tidegate.connectors.executor.command.InstanceStep;
import io.tidegate.connectors.executor.command.Order;
import io.tidegate.schemas.naming.Target;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatRequest;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeregisterInstancesFromLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;

/**
 * The requests that change AWS, made here and nowhere else: each says what its order says and sets nothing beside it.
 * How a request travels, its time limit say, is {@code call}; that is no part of what AWS is told.
 */
final class ChangeRequests {
    private ChangeRequests() {}

    /** The capacity of a service; any other field could start a deployment. */
    static UpdateServiceRequest updateService(
            Target.EcsService target, Order.SetCapacity order, AwsRequestOverrideConfiguration call) {
        return UpdateServiceRequest.builder()
                .cluster(target.cluster())
                .service(target.service())
                .desiredCount(order.desired())
                .overrideConfiguration(call)
                .build();
    }

    /** The bounds of a target: no role, so that nothing is passed on, and AWS's own policies stay as they are. */
    static RegisterScalableTargetRequest registerScalableTarget(
            Target target, Order.SetBounds order, AwsRequestOverrideConfiguration call) {
        var id = ScalableTargetId.of(target);
        return RegisterScalableTargetRequest.builder()
                .serviceNamespace(id.namespace())
                .resourceId(id.resource())
                .scalableDimension(id.dimension())
                .minCapacity(order.min())
                .maxCapacity(order.max())
                .overrideConfiguration(call)
                .build();
    }

    /** The capacity of a group, without its cooldown: pauses are the policy's, and the order was decided with them. */
    static SetDesiredCapacityRequest setDesiredCapacity(
            Target.Group target, Order.SetGroupDesired order, AwsRequestOverrideConfiguration call) {
        return SetDesiredCapacityRequest.builder()
                .autoScalingGroupName(target.name())
                .desiredCapacity(order.desired())
                .honorCooldown(false)
                .overrideConfiguration(call)
                .build();
    }

    /** The size of a group; other fields would change what is launched. */
    static UpdateAutoScalingGroupRequest updateAutoScalingGroup(
            Target.Group target, Order.SetGroupSize order, AwsRequestOverrideConfiguration call) {
        var request = UpdateAutoScalingGroupRequest.builder()
                .autoScalingGroupName(target.name())
                .minSize(order.min())
                .maxSize(order.max())
                .overrideConfiguration(call);
        order.desired().ifPresent(request::desiredCapacity);
        return request.build();
    }

    /** One container instance, and DRAINING as the only state that is ever asked for. */
    static UpdateContainerInstancesStateRequest updateContainerInstancesState(
            Order.DrainInstance order, AwsRequestOverrideConfiguration call) {
        return UpdateContainerInstancesStateRequest.builder()
                .cluster(order.cluster())
                .containerInstances(order.containerInstance())
                .status(ContainerInstanceStatus.DRAINING)
                .overrideConfiguration(call)
                .build();
    }

    /** One instance, and whether its group shrinks with it. */
    static TerminateInstanceInAutoScalingGroupRequest terminateInstance(
            Order.TerminateInstance order, AwsRequestOverrideConfiguration call) {
        return TerminateInstanceInAutoScalingGroupRequest.builder()
                .instanceId(order.instance())
                .shouldDecrementDesiredCapacity(order.decrement())
                .overrideConfiguration(call)
                .build();
    }

    /** One task, and the reason that ECS shows of it. */
    static StopTaskRequest stopTask(String task, InstanceStep.StopTasks order, AwsRequestOverrideConfiguration call) {
        return StopTaskRequest.builder()
                .cluster(order.cluster())
                .task(task)
                .reason("Tidegate: the instance leaves")
                .overrideConfiguration(call)
                .build();
    }

    /** One instance at one port: its other ports are other targets. */
    static DeregisterTargetsRequest deregisterTargets(
            InstanceStep.DeregisterTarget order, AwsRequestOverrideConfiguration call) {
        return DeregisterTargetsRequest.builder()
                .targetGroupArn(order.targetGroup())
                .targets(TargetDescription.builder()
                        .id(order.instance())
                        .port(order.port())
                        .build())
                .overrideConfiguration(call)
                .build();
    }

    /** One instance, which a classic load balancer has with all its ports. */
    static DeregisterInstancesFromLoadBalancerRequest deregisterInstances(
            InstanceStep.DeregisterInstance order, AwsRequestOverrideConfiguration call) {
        return DeregisterInstancesFromLoadBalancerRequest.builder()
                .loadBalancerName(order.balancer())
                .instances(Instance.builder().instanceId(order.instance()).build())
                .overrideConfiguration(call)
                .build();
    }

    /** The action of one hook and instance; its token too where it is known, so that a later action is not meant. */
    static RecordLifecycleActionHeartbeatRequest recordLifecycleActionHeartbeat(
            InstanceStep.Heartbeat order, AwsRequestOverrideConfiguration call) {
        return RecordLifecycleActionHeartbeatRequest.builder()
                .autoScalingGroupName(order.hold().group())
                .lifecycleHookName(order.hold().hook())
                .instanceId(order.hold().instance())
                .lifecycleActionToken(order.hold().token().orElse(null))
                .overrideConfiguration(call)
                .build();
    }

    /** The same, and how it ends. */
    static CompleteLifecycleActionRequest completeLifecycleAction(
            InstanceStep.Complete order, AwsRequestOverrideConfiguration call) {
        return CompleteLifecycleActionRequest.builder()
                .autoScalingGroupName(order.hold().group())
                .lifecycleHookName(order.hold().hook())
                .instanceId(order.hold().instance())
                .lifecycleActionToken(order.hold().token().orElse(null))
                .lifecycleActionResult(order.proceeds() ? "CONTINUE" : "ABANDON")
                .overrideConfiguration(call)
                .build();
    }
}

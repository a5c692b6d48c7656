package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.aws.ScalableTargetId;
import io.tidegate.connectors.executor.command.Order;
import io.tidegate.schemas.naming.Target;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

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
}

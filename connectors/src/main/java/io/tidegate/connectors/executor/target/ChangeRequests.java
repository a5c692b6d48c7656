package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.aws.ScalableTargetId;
import io.tidegate.connectors.executor.command.InstanceStep;
import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.command.TemplateStep;
import io.tidegate.schemas.naming.Target;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatRequest;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.ScaleInProtectedInstances;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
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

    /** A version like its source but for what the order says; groups by id, never by name, which no subnet goes with. */
    static CreateLaunchTemplateVersionRequest createVersion(
            TemplateStep.NewVersion order, AwsRequestOverrideConfiguration call) {
        var overrides = order.overrides();
        var data = RequestLaunchTemplateData.builder().imageId(order.image());
        overrides.keyName().ifPresent(data::keyName);
        overrides.instanceType().ifPresent(data::instanceType);
        if (!order.kept().devices().isEmpty()) {
            data.blockDeviceMappings(order.kept().devices());
        }
        if (!order.kept().interfaces().isEmpty()) {
            data.networkInterfaces(withGroups(order.kept().interfaces(), overrides.securityGroupIds()));
        } else if (!overrides.securityGroupIds().isEmpty()) {
            data.securityGroupIds(overrides.securityGroupIds());
        }
        return CreateLaunchTemplateVersionRequest.builder()
                .launchTemplateId(order.template())
                .sourceVersion(order.source())
                .clientToken(order.token())
                .launchTemplateData(data.build())
                .overrideConfiguration(call)
                .build();
    }

    private static List<LaunchTemplateInstanceNetworkInterfaceSpecificationRequest> withGroups(
            List<LaunchTemplateInstanceNetworkInterfaceSpecificationRequest> interfaces, List<String> groups) {
        var all = new ArrayList<>(interfaces);
        all.set(0, all.getFirst().toBuilder().groups(groups).build());
        return all;
    }

    /** The default version; the SDK adds a token of its own, which an absolute value does not need. */
    static ModifyLaunchTemplateRequest modifyTemplate(
            TemplateStep.SetDefault order, AwsRequestOverrideConfiguration call) {
        return ModifyLaunchTemplateRequest.builder()
                .launchTemplateId(order.template())
                .defaultVersion(String.valueOf(order.version()))
                .overrideConfiguration(call)
                .build();
    }

    /** Versions by their numbers. */
    static DeleteLaunchTemplateVersionsRequest deleteVersions(
            TemplateStep.DeleteVersions order, AwsRequestOverrideConfiguration call) {
        return DeleteLaunchTemplateVersionsRequest.builder()
                .launchTemplateId(order.template())
                .versions(order.versions().stream().map(String::valueOf).toList())
                .overrideConfiguration(call)
                .build();
    }

    /** What a group launches from; of one that mixes instances all that it said of them, with another version. */
    static UpdateAutoScalingGroupRequest pinGroup(TemplateStep.PinGroup order, AwsRequestOverrideConfiguration call) {
        var version = LaunchTemplateSpecification.builder()
                .launchTemplateId(order.template())
                .version(String.valueOf(order.version()))
                .build();
        var request = UpdateAutoScalingGroupRequest.builder()
                .autoScalingGroupName(order.group())
                .overrideConfiguration(call);
        order.mixed()
                .ifPresentOrElse(
                        mixed -> request.mixedInstancesPolicy(withVersion(mixed, version)),
                        () -> request.launchTemplate(version));
        return request.build();
    }

    private static MixedInstancesPolicy withVersion(MixedInstancesPolicy mixed, LaunchTemplateSpecification version) {
        var template = mixed.launchTemplate();
        var said = template.toBuilder().launchTemplateSpecification(version);
        if (template.hasOverrides()) {
            said.overrides(
                    template.overrides().stream().map(ChangeRequests::byIdAlone).toList());
        }
        return mixed.toBuilder().launchTemplate(said.build()).build();
    }

    // AWS answers with id and name, and takes one of them only.
    private static LaunchTemplateOverrides byIdAlone(LaunchTemplateOverrides found) {
        var template = found.launchTemplateSpecification();
        return template == null
                ? found
                : found.toBuilder()
                        .launchTemplateSpecification(
                                template.toBuilder().launchTemplateName(null).build())
                        .build();
    }

    /** The instances of a group, by what it launches now. */
    static StartInstanceRefreshRequest startRefresh(
            TemplateStep.RefreshInstances order, AwsRequestOverrideConfiguration call) {
        var wanted = order.preferences();
        var preferences = RefreshPreferences.builder()
                .minHealthyPercentage(wanted.minHealthyPercentage())
                .skipMatching(wanted.skipMatching())
                .scaleInProtectedInstances(
                        switch (wanted.scaleInProtected()) {
                            case REFRESH -> ScaleInProtectedInstances.REFRESH;
                            case IGNORE -> ScaleInProtectedInstances.IGNORE;
                            case WAIT -> ScaleInProtectedInstances.WAIT;
                        });
        wanted.instanceWarmupSeconds().ifPresent(preferences::instanceWarmup);
        return StartInstanceRefreshRequest.builder()
                .autoScalingGroupName(order.group())
                .preferences(preferences.build())
                .overrideConfiguration(call)
                .build();
    }
}

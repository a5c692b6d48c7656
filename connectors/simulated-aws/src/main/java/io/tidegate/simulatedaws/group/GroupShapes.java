package io.tidegate.simulatedaws.group;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

/** Turns groups and instances into the shapes that EC2 Auto Scaling answers with. */
final class GroupShapes {
    private static final int DEFAULT_COOLDOWN_SECONDS = 300; // CreateAutoScalingGroup: "Default: 300 seconds"

    /** The tag that ECS puts on a group that it scales (ECS developer guide, capacity providers). */
    private static final String ECS_MANAGED = "AmazonECSManaged";

    private GroupShapes() {}

    static AutoScalingGroup group(Group group, String arn, Attached attached) {
        return AutoScalingGroup.builder()
                .autoScalingGroupName(group.name())
                .autoScalingGroupARN(arn)
                .minSize(group.bounds().minimum())
                .maxSize(group.bounds().maximum())
                .desiredCapacity(group.desired())
                .defaultCooldown(DEFAULT_COOLDOWN_SECONDS)
                .newInstancesProtectedFromScaleIn(group.protectsNew())
                .launchTemplate(TemplateSpecs.shape(group.template()))
                .terminationPolicies(
                        group.policies().stream().map(TerminationPolicy::text).toList())
                .createdTime(group.createdAt())
                .loadBalancerNames(attached.loadBalancers())
                .targetGroupARNs(attached.targetGroups())
                .instances(group.instances().stream().map(GroupShapes::instance).toList())
                .suspendedProcesses(group.suspended().entrySet().stream()
                        .map(entry -> suspended(entry.getKey(), entry.getValue()))
                        .toList())
                .tags(group.isEcsManaged() ? List.of(ecsManaged(group)) : List.of())
                .build();
    }

    private static SuspendedProcess suspended(ScalingProcess process, Instant since) {
        return SuspendedProcess.builder()
                .processName(process.text())
                .suspensionReason("User suspended at " + since.truncatedTo(ChronoUnit.SECONDS))
                .build();
    }

    private static TagDescription ecsManaged(Group group) {
        return TagDescription.builder()
                .resourceId(group.name())
                .resourceType("auto-scaling-group")
                .key(ECS_MANAGED)
                .value("true")
                .propagateAtLaunch(true)
                .build();
    }

    static boolean saysEcsManaged(AutoScalingGroup group) {
        return group.tags().stream().anyMatch(tag -> ECS_MANAGED.equals(tag.key()));
    }

    /** An instance as it was found somewhere. */
    static Instance recorded(
            software.amazon.awssdk.services.autoscaling.model.Instance shape, String usualZone, Instant now) {
        var zone = shape.availabilityZone() == null ? usualZone : shape.availabilityZone();
        var isProtected = Boolean.TRUE.equals(shape.protectedFromScaleIn());
        var instance = new Instance(shape.instanceId(), zone, now, isProtected, null);
        instance.become(Instance.State.of(shape.lifecycleStateAsString()));
        return instance;
    }

    static AutoScalingInstanceDetails details(Group group, Instance instance) {
        var blueprint = instance.blueprint();
        return AutoScalingInstanceDetails.builder()
                .launchTemplate(TemplateSpecs.shape(blueprint))
                .imageId(blueprint == null ? null : blueprint.imageId())
                .instanceType(blueprint == null ? null : blueprint.instanceType())
                .instanceId(instance.id())
                .autoScalingGroupName(group.name())
                .availabilityZone(instance.zone())
                .lifecycleState(instance.state().lifecycle())
                .healthStatus("HEALTHY")
                .protectedFromScaleIn(instance.isProtected())
                .build();
    }

    static Activity termination(Group group, Instance instance, String requestId) {
        return Activity.builder()
                .activityId(requestId)
                .autoScalingGroupName(group.name())
                .description("Terminating EC2 instance: " + instance.id())
                .statusCode(ScalingActivityStatusCode.IN_PROGRESS)
                .progress(0)
                .build();
    }

    private static software.amazon.awssdk.services.autoscaling.model.Instance instance(Instance instance) {
        var blueprint = instance.blueprint();
        return software.amazon.awssdk.services.autoscaling.model.Instance.builder()
                .launchTemplate(TemplateSpecs.shape(blueprint))
                .imageId(blueprint == null ? null : blueprint.imageId())
                .instanceType(blueprint == null ? null : blueprint.instanceType())
                .instanceId(instance.id())
                .availabilityZone(instance.zone())
                .lifecycleState(instance.state().lifecycle())
                .healthStatus("Healthy")
                .protectedFromScaleIn(instance.isProtected())
                .build();
    }
}

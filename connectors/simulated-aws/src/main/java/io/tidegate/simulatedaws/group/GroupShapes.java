package io.tidegate.simulatedaws.group;

import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/** Turns groups and instances into the shapes that EC2 Auto Scaling answers with. */
final class GroupShapes {
    private static final int DEFAULT_COOLDOWN_SECONDS = 300; // CreateAutoScalingGroup: "Default: 300 seconds"

    private GroupShapes() {}

    static AutoScalingGroup group(Group group) {
        return AutoScalingGroup.builder()
                .autoScalingGroupName(group.name())
                .autoScalingGroupARN("arn:aws:autoscaling:us-east-1:000000000000:autoScalingGroup:" + group.name())
                .minSize(group.bounds().minimum())
                .maxSize(group.bounds().maximum())
                .desiredCapacity(group.desired())
                .defaultCooldown(DEFAULT_COOLDOWN_SECONDS)
                .newInstancesProtectedFromScaleIn(group.protectsNew())
                .createdTime(group.createdAt())
                .instances(group.instances().stream().map(GroupShapes::instance).toList())
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
        return software.amazon.awssdk.services.autoscaling.model.Instance.builder()
                .instanceId(instance.id())
                .availabilityZone(instance.zone())
                .lifecycleState(instance.state().lifecycle())
                .healthStatus("Healthy")
                .protectedFromScaleIn(instance.isProtected())
                .build();
    }
}

package io.tidegate.connectors.inventory;

import io.tidegate.schemas.AutoScalingGroupState;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;

/** Turns Auto Scaling groups into their state; pure. */
final class GroupStates {
    // ECS puts it on the group of a capacity provider with managed scaling (ECS developer guide, cluster auto scaling).
    private static final String ECS_TAG = "AmazonECSManaged";

    private GroupStates() {}

    /** States that are neither pending, in service nor terminating, such as Standby, serve nobody and are left out. */
    static AutoScalingGroupState of(AutoScalingGroup group) {
        return AutoScalingGroupState.newBuilder()
                .setMin(group.minSize())
                .setMax(group.maxSize())
                .setDesired(group.desiredCapacity())
                .setInService(count(group.instances(), state -> state.equals("InService")))
                .setPending(count(group.instances(), state -> state.startsWith("Pending")))
                .setTerminating(count(group.instances(), state -> state.startsWith("Terminating")))
                .setStatus(group.status())
                .setEcsManaged(group.tags().stream().anyMatch(tag -> ECS_TAG.equals(tag.key())))
                .build();
    }

    private static int count(List<Instance> instances, Predicate<String> state) {
        return instances.stream()
                .filter(instance -> state.test(instance.lifecycleStateAsString()))
                .mapToInt(GroupStates::weight)
                .sum();
    }

    // With weights, sizes are sums of them; without, an instance counts one.
    private static int weight(Instance instance) {
        return instance.weightedCapacity() == null ? 1 : Integer.parseInt(instance.weightedCapacity());
    }
}

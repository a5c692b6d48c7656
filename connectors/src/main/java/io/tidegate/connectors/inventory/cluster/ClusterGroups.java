package io.tidegate.connectors.inventory.cluster;

import io.tidegate.schemas.CapacityProviderState;
import io.tidegate.schemas.ClusterGroup;
import io.tidegate.schemas.FixedPort;
import io.tidegate.schemas.TaskResources;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ManagedDraining;
import software.amazon.awssdk.services.ecs.model.ManagedScalingStatus;

/** What a cluster and the Auto Scaling group behind it know of each other; pure. */
final class ClusterGroups {
    // SSH, Docker and the agent, unless the agent says otherwise (ECS API reference, PortMapping.hostPort).
    private static final List<FixedPort> RESERVED = Stream.of(22, 2375, 2376, 51678, 51679)
            .map(number -> new FixedPort(number, "tcp"))
            .toList();

    private ClusterGroups() {}

    /** The group's instances by their EC2 ids. */
    static Map<String, GroupMember> members(AutoScalingGroup group) {
        var members = new TreeMap<String, GroupMember>();
        group.instances().forEach(instance -> members.put(instance.instanceId(), new GroupMember(instance)));
        return members;
    }

    /** The group, seen beside what has registered with the cluster. */
    static ClusterGroup state(
            AutoScalingGroup group, List<ContainerInstance> registered, Optional<InstanceRefresh> refresh) {
        return ClusterGroup.newBuilder()
                .setName(group.autoScalingGroupName())
                .setMin(group.minSize())
                .setMax(group.maxSize())
                .setDesired(group.desiredCapacity())
                .setLaunching(launching(group, registered))
                .setNewInstance(newInstance(members(group), registered).orElse(null))
                .setTerminateSuspended(group.suspendedProcesses().stream()
                        .anyMatch(suspended -> "Terminate".equals(suspended.processName())))
                .setRefresh(refresh.map(InstanceRefresh::statusAsString).orElse(null))
                .build();
    }

    // Those that AWS has not started yet are in the desired capacity and nowhere else.
    private static int launching(AutoScalingGroup group, List<ContainerInstance> registered) {
        var ids = new HashSet<String>();
        registered.forEach(instance -> ids.add(instance.ec2InstanceId()));
        var staying = members(group).values().stream()
                .filter(member -> !member.isLeaving())
                .toList();
        long unregistered = staying.stream()
                .filter(member -> !ids.contains(member.instance().instanceId()))
                .count();
        int started = staying.stream().mapToInt(GroupMember::weight).sum();
        return (int) unregistered + Math.max(0, group.desiredCapacity() - started);
    }

    // As the newest instance of the group has registered it, with the ports that were taken before any task was there.
    private static Optional<TaskResources> newInstance(
            Map<String, GroupMember> members, List<ContainerInstance> registered) {
        return registered.stream()
                .filter(instance -> members.containsKey(instance.ec2InstanceId()))
                .sorted(Comparator.comparing(ClusterGroups::registeredAt).reversed())
                .flatMap(instance -> InstanceStates.resources(instance.registeredResources()).stream())
                .findFirst()
                .map(ClusterGroups::withReserved);
    }

    private static TaskResources withReserved(TaskResources whole) {
        return whole.getPorts().isEmpty()
                ? new TaskResources(whole.getCpu(), whole.getMemory(), whole.getGpus(), RESERVED)
                : whole;
    }

    private static Instant registeredAt(ContainerInstance instance) {
        return instance.registeredAt() == null ? Instant.MIN : instance.registeredAt();
    }

    /** The capacity provider that uses the group. */
    static Optional<CapacityProviderState> provider(List<CapacityProvider> providers, String group) {
        return providers.stream()
                .filter(provider -> provider.autoScalingGroupProvider() != null)
                .filter(provider -> uses(provider.autoScalingGroupProvider(), group))
                .findFirst()
                .map(provider -> state(provider.name(), provider.autoScalingGroupProvider()));
    }

    // It is told as an ARN that ends in the name; a provider may also have been created with the name alone.
    private static boolean uses(AutoScalingGroupProvider provider, String group) {
        String arn = provider.autoScalingGroupArn();
        return arn.equals(group) || arn.endsWith(":autoScalingGroupName/" + group);
    }

    private static CapacityProviderState state(String name, AutoScalingGroupProvider provider) {
        boolean scaling =
                provider.managedScaling() != null && provider.managedScaling().status() == ManagedScalingStatus.ENABLED;
        return new CapacityProviderState(name, scaling, provider.managedDraining() == ManagedDraining.ENABLED);
    }
}

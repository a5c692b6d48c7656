package io.tidegate.connectors.inventory.cluster;

import io.tidegate.schemas.ContainerInstance;
import io.tidegate.schemas.FixedPort;
import io.tidegate.schemas.TaskResources;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Resource;

/** What a container instance has; pure. */
final class InstanceStates {
    private InstanceStates() {}

    /**
     * The state of an instance.
     *
     * @param tasks on it, by the name of their workload
     * @param member what its group makes of it; empty when the group has no such instance, or was not asked
     */
    static ContainerInstance of(
            software.amazon.awssdk.services.ecs.model.ContainerInstance instance,
            Map<String, Integer> tasks,
            Optional<GroupMember> member) {
        return ContainerInstance.newBuilder()
                .setInstanceId(instance.ec2InstanceId())
                .setArn(instance.containerInstanceArn())
                .setStatus(instance.status())
                .setConnected(Boolean.TRUE.equals(instance.agentConnected()))
                .setRegistered(resources(instance.registeredResources()).orElse(null))
                .setRemaining(resources(instance.remainingResources()).orElse(null))
                .setRunningTasks(instance.runningTasksCount())
                .setPendingTasks(instance.pendingTasksCount())
                .setTasks(tasks)
                .setScaleInProtected(member.map(GroupMember::isProtected).orElse(false))
                .setLeaving(member.map(GroupMember::isLeaving).orElse(false))
                .build();
    }

    /** Resources of an instance; empty when they do not tell CPU and memory. */
    static Optional<TaskResources> resources(List<Resource> resources) {
        var cpu = number(resources, "CPU");
        var memory = number(resources, "MEMORY");
        return cpu.isEmpty() || memory.isEmpty()
                ? Optional.empty()
                : Optional.of(new TaskResources(cpu.getAsInt(), memory.getAsInt(), gpus(resources), ports(resources)));
    }

    private static OptionalInt number(List<Resource> resources, String name) {
        return named(resources, name).mapToInt(Resource::integerValue).findFirst();
    }

    // Told as the ids of the devices.
    private static int gpus(List<Resource> resources) {
        return named(resources, "GPU")
                .map(Resource::stringSetValue)
                .mapToInt(Collection::size)
                .sum();
    }

    private static List<FixedPort> ports(List<Resource> resources) {
        return Stream.concat(ports(resources, "PORTS", "tcp"), ports(resources, "PORTS_UDP", "udp"))
                .toList();
    }

    private static Stream<FixedPort> ports(List<Resource> resources, String name, String protocol) {
        return named(resources, name)
                .flatMap(resource -> resource.stringSetValue().stream())
                .map(Integer::valueOf)
                .sorted()
                .map(number -> new FixedPort(number, protocol));
    }

    private static Stream<Resource> named(List<Resource> resources, String name) {
        return resources.stream().filter(resource -> name.equals(resource.name()));
    }
}

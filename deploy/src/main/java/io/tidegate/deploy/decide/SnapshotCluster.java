package io.tidegate.deploy.decide;

import io.tidegate.schemas.CapacityProviderState;
import io.tidegate.schemas.ClusterGroup;
import io.tidegate.schemas.ClusterWorkload;
import io.tidegate.schemas.ContainerInstance;
import io.tidegate.schemas.EcsClusterState;
import io.tidegate.schemas.FixedPort;
import io.tidegate.schemas.TaskResources;
import io.tidegate.schemas.WorkloadKind;
import io.tidegate.streams.policy.ClusterPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cluster of a snapshot, as a policy of it must know it: its instances, what runs on them, and its group. */
record SnapshotCluster(Fields source, ClusterPolicy policy) {

    String name() {
        return policy.target().cluster();
    }

    /** What must be told and is not. */
    Optional<String> problem() {
        var instances = cluster().get("container_instances").list();
        return IntStream.range(0, instances.size())
                .filter(i -> !instances.get(i).has("tasks")
                        && instances.get(i).get("runningTasksCount").number(0)
                                        + instances
                                                .get(i)
                                                .get("pendingTasksCount")
                                                .number(0)
                                > 0)
                .mapToObj(
                        "container_instances[%d].tasks must be given by service, for a policy must know what runs there"
                                ::formatted)
                .findFirst();
    }

    /** Its state; empty when the snapshot does not have the cluster. */
    Optional<EcsClusterState> state() {
        if (!source.get("ecs").get("clusters").has(name())) {
            return Optional.empty();
        }
        var instances = cluster().get("container_instances").list().stream()
                .map(SnapshotCluster::instance)
                .toList();
        return Optional.of(new EcsClusterState(
                "arn:aws:ecs:::cluster/" + name(), instances, workloads(), group(instances), provider()));
    }

    private Fields cluster() {
        return source.get("ecs").get("clusters").get(name());
    }

    private static ContainerInstance instance(Fields json) {
        var tasks = new HashMap<String, Integer>();
        json.get("tasks").entries().forEach((service, count) -> tasks.put(service, new Fields(count).number(0)));
        return ContainerInstance.newBuilder()
                .setInstanceId(json.get("ec2InstanceId").text(""))
                .setArn(json.get("containerInstanceArn").text(""))
                .setStatus(json.get("status").text(""))
                .setConnected(json.get("agentConnected").flag(true))
                .setRegistered(resources(json.get("registeredResources")))
                .setRemaining(resources(json.get("remainingResources")))
                .setRunningTasks(json.get("runningTasksCount").number(0))
                .setPendingTasks(json.get("pendingTasksCount").number(0))
                .setTasks(tasks)
                .setScaleInProtected(json.get("protectedFromScaleIn").flag(false))
                .setLeaving(json.get("leaving").flag(false))
                .build();
    }

    private static @Nullable TaskResources resources(Fields json) {
        var byName = new HashMap<String, Fields>();
        json.list().forEach(resource -> byName.put(resource.get("name").text(""), resource));
        var cpu = byName.get("CPU");
        var memory = byName.get("MEMORY");
        if (cpu == null || memory == null) {
            return null;
        }
        var gpus = byName.get("GPU");
        var ports = Stream.concat(ports(byName.get("PORTS"), "tcp"), ports(byName.get("PORTS_UDP"), "udp"));
        return new TaskResources(
                cpu.get("integerValue").number(0),
                memory.get("integerValue").number(0),
                gpus == null
                        ? 0
                        : gpus.get("integerValue")
                                .number(gpus.get("stringSetValue").list().size()),
                ports.toList());
    }

    private static Stream<FixedPort> ports(@Nullable Fields resource, String protocol) {
        return resource == null
                ? Stream.empty()
                : resource.get("stringSetValue").list().stream()
                        .flatMap(port -> port.number().stream())
                        .map(port -> new FixedPort(port, protocol));
    }

    private List<ClusterWorkload> workloads() {
        var workloads = new ArrayList<ClusterWorkload>();
        for (var service : cluster().get("services").list()) {
            var definition = source.get("ecs")
                    .get("task_definitions")
                    .get(service.get("taskDefinition").text(""));
            workloads.add(new ClusterWorkload(
                    service.get("serviceName").text(""),
                    kind(service.get("schedulingStrategy").text("REPLICA")),
                    service.get("status").text("ACTIVE"),
                    service.get("desiredCount").number(0),
                    service.get("runningCount").number(0),
                    !service.get("launchType").text("EC2").equals("FARGATE"),
                    task(definition)));
        }
        return workloads;
    }

    private static WorkloadKind kind(String strategy) {
        return Stream.of(WorkloadKind.values())
                .filter(kind -> kind.name().equals(strategy))
                .findFirst()
                .orElse(WorkloadKind.UNKNOWN);
    }

    // As ECS reserves it: the task's own size, else what its containers ask for.
    private static @Nullable TaskResources task(Fields definition) {
        var containers = definition.get("containerDefinitions").list();
        if (containers.isEmpty()) {
            return null;
        }
        int cpu = sum(containers, container -> container.get("cpu").number(0));
        int memory = sum(
                containers,
                container -> container
                        .get("memoryReservation")
                        .number(container.get("memory").number(0)));
        int gpus = sum(
                containers,
                container -> container.get("resourceRequirements").list().stream()
                        .filter(needed -> needed.get("type").text("").equals("GPU"))
                        .mapToInt(needed -> needed.get("value").number(0))
                        .sum());
        var ports = containers.stream()
                .flatMap(container -> container.get("portMappings").list().stream())
                .filter(mapping -> mapping.get("hostPort").number(0) > 0)
                .map(mapping -> new FixedPort(
                        mapping.get("hostPort").number(0),
                        mapping.get("protocol").text("tcp")))
                .toList();
        return new TaskResources(
                definition.get("cpu").number(cpu), definition.get("memory").number(memory), gpus, ports);
    }

    private static int sum(List<Fields> containers, ToIntFunction<Fields> value) {
        return containers.stream().mapToInt(value).sum();
    }

    private @Nullable ClusterGroup group(List<ContainerInstance> instances) {
        var json = source.get("asg").get("groups").list().stream()
                .filter(group -> group.get("AutoScalingGroupName")
                        .text("")
                        .equals(policy.group().name()))
                .findFirst();
        if (json.isEmpty()) {
            return null;
        }
        var group = json.get();
        int desired = group.get("DesiredCapacity").number(0);
        int registered = (int)
                instances.stream().filter(instance -> !instance.getLeaving()).count();
        var seen = instances.stream()
                .map(ContainerInstance::getRegistered)
                .filter(Objects::nonNull)
                .findFirst();
        return new ClusterGroup(
                policy.group().name(),
                group.get("MinSize").number(0),
                group.get("MaxSize").number(0),
                desired,
                group.get("launching").number(Math.max(0, desired - registered)),
                Optional.ofNullable(resources(group.get("new_instance")))
                        .or(() -> seen)
                        .orElse(null),
                false,
                null);
    }

    private @Nullable CapacityProviderState provider() {
        var json = cluster().get("capacity_provider");
        return json.has("name")
                ? new CapacityProviderState(
                        json.get("name").text(""),
                        json.get("managed_scaling").flag(false),
                        json.get("managed_draining").flag(false))
                : null;
    }
}

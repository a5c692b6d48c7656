package io.tidegate.connectors.inventory.cluster;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What AWS answers, for tests: {@code i-1} has the container instance {@code c-1} with 2,048 CPU units and 4,000 MiB. */
public final class Shapes {
    static final Instant REGISTERED = Instant.parse("2026-01-01T00:00:00Z");

    private Shapes() {}

    public static ContainerInstance instance(int number, String status) {
        return ContainerInstance.builder()
                .containerInstanceArn(FakeCluster.arn("container-instance", "c-" + number))
                .ec2InstanceId("i-" + number)
                .status(status)
                .agentConnected(true)
                .runningTasksCount(1)
                .pendingTasksCount(0)
                .registeredAt(REGISTERED)
                .registeredResources(resources(2_048, 4_000, "22", "51678"))
                .remainingResources(resources(1_792, 3_488, "22", "51678"))
                .build();
    }

    static List<Resource> resources(int cpu, int memory, String... ports) {
        return List.of(number("CPU", cpu), number("MEMORY", memory), set("PORTS", ports), set("PORTS_UDP"));
    }

    static Resource number(String name, int value) {
        return Resource.builder().name(name).type("INTEGER").integerValue(value).build();
    }

    static Resource set(String name, String... values) {
        return Resource.builder()
                .name(name)
                .type("STRINGSET")
                .stringSetValue(values)
                .build();
    }

    /** An active service of replicas of the task definition {@code <name>:1}, all running. */
    public static Service.Builder service(String name, int tasks) {
        return Service.builder()
                .serviceName(name)
                .status("ACTIVE")
                .schedulingStrategy(SchedulingStrategy.REPLICA)
                .desiredCount(tasks)
                .runningCount(tasks)
                .taskDefinition(FakeCluster.definitionArn(name + ":1"));
    }

    /** A running task of a service on an instance. */
    static Task.Builder task(String id, String service, int instance) {
        return Task.builder()
                .taskArn(FakeCluster.arn("task", id))
                .group("service:" + service)
                .taskDefinitionArn(FakeCluster.definitionArn(service + ":1"))
                .containerInstanceArn(FakeCluster.arn("container-instance", "c-" + instance))
                .desiredStatus("RUNNING")
                .lastStatus("RUNNING");
    }

    /** A definition whose task has a size of its own. */
    public static TaskDefinition definition(String familyAndRevision, int cpu, int memory) {
        return TaskDefinition.builder()
                .taskDefinitionArn(FakeCluster.definitionArn(familyAndRevision))
                .cpu(String.valueOf(cpu))
                .memory(String.valueOf(memory))
                .containerDefinitions(ContainerDefinition.builder().name("main").build())
                .build();
    }

    /** A group from 1 to 9 with instances {@code i-1} and on, of these lifecycle states. */
    public static AutoScalingGroup.Builder group(int desired, String... lifecycles) {
        return AutoScalingGroup.builder()
                .autoScalingGroupName("web")
                .minSize(1)
                .maxSize(9)
                .desiredCapacity(desired)
                .instances(Stream.iterate(1, number -> number <= lifecycles.length, number -> number + 1)
                        .map(number -> member("i-" + number, lifecycles[number - 1]))
                        .toList());
    }

    static software.amazon.awssdk.services.autoscaling.model.Instance member(String id, String lifecycle) {
        return software.amazon.awssdk.services.autoscaling.model.Instance.builder()
                .instanceId(id)
                .lifecycleState(lifecycle)
                .protectedFromScaleIn(false)
                .build();
    }

    static CapacityProvider provider(String name, AutoScalingGroupProvider.Builder group) {
        return CapacityProvider.builder()
                .name(name)
                .autoScalingGroupProvider(group.build())
                .build();
    }
}

package io.tidegate.connectors.inventory.cluster;

import static io.tidegate.connectors.inventory.cluster.FakeCluster.arn;
import static io.tidegate.connectors.inventory.cluster.FakeCluster.definitionArn;
import static io.tidegate.connectors.inventory.cluster.Shapes.definition;
import static io.tidegate.connectors.inventory.cluster.Shapes.group;
import static io.tidegate.connectors.inventory.cluster.Shapes.instance;
import static io.tidegate.connectors.inventory.cluster.Shapes.provider;
import static io.tidegate.connectors.inventory.cluster.Shapes.service;
import static io.tidegate.connectors.inventory.cluster.Shapes.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProvider;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ManagedDraining;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Task;

class FakeClusterContractTest extends ClusterContract {
    private static final String[] PORTS = RESERVED.stream().map(String::valueOf).toArray(String[]::new);

    private final FakeCluster fake = new FakeCluster();

    /** What the fake does not count by itself. */
    private final List<Room> rooms = new ArrayList<>();

    private record Room(int number, int cpu, int memory, int tasks, List<String> ports) {
        Room with(int taskCpu, int taskMemory, List<String> taskPorts) {
            var all = Stream.concat(ports.stream(), taskPorts.stream()).toList();
            return new Room(number, cpu - taskCpu, memory - taskMemory, tasks + 1, all);
        }
    }

    @Override
    ClusterApi api() {
        return fake;
    }

    @Override
    void addCluster(int instances) {
        IntStream.rangeClosed(1, instances).forEach(number -> put(new Room(number, 2_048, 4_000, 0, List.of(PORTS))));
        want(instances, instances);
    }

    private void put(Room room) {
        if (rooms.size() < room.number()) {
            rooms.add(room);
        }
        rooms.set(room.number() - 1, room);
        fake.instance(instance(room.number(), "ACTIVE").toBuilder()
                .registeredResources(Shapes.resources(2_048, 4_000, PORTS))
                .remainingResources(
                        Shapes.resources(room.cpu(), room.memory(), room.ports().toArray(String[]::new)))
                .runningTasksCount(room.tasks())
                .build());
    }

    @Override
    void suspendTerminate() {
        var suspended = SuspendedProcess.builder().processName("Terminate").build();
        fake.group(group(rooms.size(), "InService")
                .minSize(0)
                .maxSize(999)
                .suspendedProcesses(suspended)
                .build());
    }

    @Override
    void addClusterWithProvider(int instances) {
        addCluster(instances);
        fake.provider(provider(
                "cp",
                AutoScalingGroupProvider.builder()
                        .autoScalingGroupArn("arn:aws:autoscaling:r:a:autoScalingGroup:u:autoScalingGroupName/web")
                        .managedDraining(ManagedDraining.ENABLED)));
    }

    @Override
    void addServiceWithPort(String service, int tasks) {
        var container = ContainerDefinition.builder()
                .cpu(256)
                .memoryReservation(512)
                .portMappings(PortMapping.builder()
                        .containerPort(80)
                        .hostPort(8_080)
                        .protocol("tcp")
                        .build());
        fake.service(service(service, tasks).build())
                .definition(definition(service + ":1", 0, 0).toBuilder()
                        .cpu(null)
                        .memory(null)
                        .containerDefinitions(container.build())
                        .build());
        IntStream.rangeClosed(1, tasks).forEach(number -> {
            run(task(service + number, service, number));
            put(rooms.get(number - 1).with(256, 512, List.of("8080")));
        });
    }

    @Override
    void addService(String service, int tasks) {
        fake.service(service(service, tasks).build()).definition(definition(service + ":1", 1, 2));
        IntStream.rangeClosed(1, tasks).forEach(number -> {
            run(task(service + number, service, 1));
            put(rooms.getFirst().with(1, 2, List.of()));
        });
    }

    @Override
    void addDaemon(String service, int instances) {
        fake.service(service(service, instances)
                        .schedulingStrategy(SchedulingStrategy.DAEMON)
                        .build())
                .definition(definition(service + ":1", 128, 64));
        IntStream.rangeClosed(1, instances).forEach(number -> {
            run(task(service + number, service, number));
            put(rooms.get(number - 1).with(128, 64, List.of()));
        });
    }

    @Override
    void addServiceOnFargate(String service, int tasks) {
        fake.service(service(service, tasks).launchType(LaunchType.FARGATE).build())
                .definition(definition(service + ":1", 256, 512));
        IntStream.range(0, tasks)
                .forEach(number -> run(task(service + number, service, 0)
                        .containerInstanceArn(null)
                        .launchType(LaunchType.FARGATE)));
    }

    @Override
    void runTask(String family) {
        fake.definition(definition(family + ":1", 512, 1_024));
        run(task(family, "none", 1).group("family:" + family).taskDefinitionArn(definitionArn(family + ":1")));
        put(rooms.getFirst().with(512, 1_024, List.of()));
    }

    private void run(Task.Builder task) {
        fake.task(task.build());
    }

    @Override
    void deleteService(String service) {
        fake.service(service(service, 0).status("INACTIVE").build());
    }

    @Override
    void drain(String containerInstance) {
        int number = Integer.parseInt(
                containerInstance.substring(arn("container-instance", "c-").length()));
        fake.instance(instance(number, "DRAINING"));
    }

    @Override
    void addClusterThatWants(int instances, int desired) {
        addCluster(instances);
        want(desired, instances);
    }

    private void want(int desired, int started) {
        fake.group(group(desired, Collections.nCopies(started, "InService").toArray(String[]::new))
                .minSize(0)
                .maxSize(999)
                .build());
    }
}

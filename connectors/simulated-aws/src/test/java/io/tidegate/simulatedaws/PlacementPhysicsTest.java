package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.simulatedaws.instance.HostPort;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.instance.PlacementStrategy;
import io.tidegate.simulatedaws.instance.TaskShape;
import io.tidegate.simulatedaws.service.ServiceStatus;
import io.tidegate.simulatedaws.service.TaskSizing;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Task;

class PlacementPhysicsTest {
    private static final InstanceShape SMALL = InstanceShape.of(1024, 2048);

    @ParameterizedTest(name = "{0}")
    @MethodSource("fits")
    void aTaskGoesWhereItFits(String name, InstanceShape instance, TaskShape task, int wanted, int placed) {
        try (var world = InstanceWorld.of(1, instance)) {
            world.addService("web", task, 0);

            world.setDesired("web", wanted);

            assertThat(world.spread("service:web")).containsExactly(placed);
            assertThat(world.status("web")).isEqualTo(new ServiceStatus(wanted, 0, wanted));
        }
    }

    static Stream<Arguments> fits() {
        return Stream.of(
                row("an exact fit fits", SMALL, TaskShape.of(512, 1024), 2, 2),
                row("no more than the CPU lets", SMALL, TaskShape.of(400, 100), 3, 2),
                row("no more than the memory lets", SMALL, TaskShape.of(1, 1000), 3, 2),
                row("a task without CPU fits a full one", SMALL, TaskShape.of(0, 1024), 2, 2),
                row(
                        "no more than there are GPUs",
                        SMALL.withGpus(3),
                        TaskShape.of(1, 1).withGpus(2),
                        2,
                        1),
                row("no GPU where there is none", SMALL, TaskShape.of(1, 1).withGpus(1), 1, 0),
                row("a fixed port once", SMALL, TaskShape.of(1, 1).withPorts(HostPort.tcp(80)), 2, 1),
                row("no port of the agent", SMALL, TaskShape.of(1, 1).withPorts(HostPort.tcp(51678)), 1, 0),
                row("the same port of UDP", SMALL, TaskShape.of(1, 1).withPorts(HostPort.udp(51678)), 2, 1),
                row("not one that is larger than the instance", SMALL, TaskShape.of(1025, 1), 1, 0));
    }

    @Test
    void tasksStartOnceTheyHaveAPlace() {
        try (var world = InstanceWorld.of(1, SMALL)) {
            world.addService("web", TaskShape.of(512, 512), 0);
            world.setDesired("web", 3);

            world.passSeconds(19);
            var starting = world.status("web");
            world.passSeconds(21);
            var started = world.status("web");

            assertThat(starting).isEqualTo(new ServiceStatus(3, 0, 3));
            assertThat(started).isEqualTo(new ServiceStatus(3, 2, 1));
            assertThat(world.tasks())
                    .filteredOn(task -> task.containerInstanceArn() == null)
                    .singleElement()
                    .extracting(Task::lastStatus)
                    .isEqualTo("PENDING");
        }
    }

    @Test
    void whoWaitsGetsTheRoomThatANewInstanceBrings() {
        try (var world = InstanceWorld.of(1, SMALL)) {
            world.addService("web", TaskShape.of(1024, 512), 3);

            world.setGroup(2);
            world.passSeconds(94);
            var before = world.spread("service:web");
            world.passSeconds(101);
            var after = world.spread("service:web");

            assertThat(before).containsExactly(1);
            assertThat(after).containsExactly(1, 1);
            assertThat(world.status("web").pending()).isEqualTo(2);
        }
    }

    @Test
    void whoWaitsLongestGetsTheRoomThatATaskLeaves() {
        try (var world = InstanceWorld.of(1, SMALL)) {
            world.addService("first", TaskShape.of(1024, 1), 1);
            world.addService("zebra", TaskShape.of(600, 1), 0);
            world.addService("ant", TaskShape.of(600, 1), 0);
            world.setDesired("zebra", 1);
            world.passSeconds(1);
            world.setDesired("ant", 1);

            world.setDesired("first", 0);
            var stopping = world.spread("service:zebra");
            world.passSeconds(5);

            assertThat(stopping).containsExactly(0);
            assertThat(world.spread("service:zebra")).containsExactly(1);
            assertThat(world.spread("service:ant")).containsExactly(0);
        }
    }

    @Test
    void roomThatTheLongestWaiterCannotUseGoesToTheNext() {
        try (var world = InstanceWorld.of(1, SMALL)) {
            world.addService("first", TaskShape.of(512, 1), 2);
            world.addService("large", TaskShape.of(1024, 1), 1);
            world.passSeconds(1);
            world.addService("small", TaskShape.of(512, 1), 1);

            world.setDesired("first", 1);
            world.passSeconds(5);

            assertThat(world.spread("service:large")).containsExactly(0);
            assertThat(world.spread("service:small")).containsExactly(1);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("strategies")
    void aServiceChoosesByItsStrategy(PlacementStrategy strategy, List<Integer> expected) {
        try (var world = InstanceWorld.of(3, SMALL)) {
            // The port keeps them apart; they leave 2,047, 1,048 and 48 MiB.
            for (var memory : List.of(1, 1000, 2000)) {
                world.addService("filler" + memory, TaskShape.of(1, memory).withPorts(HostPort.tcp(80)), 1);
            }

            world.addService(
                    "web", InstanceWorld.plan("web", TaskShape.of(100, 40)).with(strategy), 3);

            assertThat(world.spread("service:web")).isEqualTo(expected);
        }
    }

    static Stream<Arguments> strategies() {
        return Stream.of(
                Arguments.of(PlacementStrategy.FIRST_FIT, List.of(3, 0, 0)),
                Arguments.of(PlacementStrategy.SPREAD, List.of(1, 1, 1)),
                Arguments.of(PlacementStrategy.BINPACK, List.of(0, 2, 1)));
    }

    @Test
    void scalingInStopsThoseWithoutAPlaceFirst() {
        try (var world = InstanceWorld.of(1, SMALL)) {
            world.addService("web", TaskShape.of(512, 1), 4);

            world.setDesired("web", 2);

            assertThat(world.status("web")).isEqualTo(new ServiceStatus(2, 2, 0));
        }
    }

    @Test
    void nothingIsPlacedOnAnInstanceWithoutAnAgentUntilItIsBack() {
        try (var world = InstanceWorld.of(1, SMALL)) {
            world.addService("web", TaskShape.of(256, 1), 1);
            var instance = world.instances().getFirst().ec2InstanceId();
            world.cloud.instanceClusters().setAgentConnected(instance, false);

            world.setDesired("web", 2);
            var without = world.spread("service:web");
            world.cloud.instanceClusters().setAgentConnected(instance, true);

            assertThat(without).containsExactly(1);
            assertThat(world.spread("service:web")).containsExactly(2);
            assertThat(world.instances())
                    .extracting(ContainerInstance::agentConnected)
                    .containsExactly(true);
        }
    }

    @Test
    void aStandaloneTaskWaitsForRoomAndRunsUntilItIsStopped() {
        try (var world = InstanceWorld.of(1, SMALL)) {
            var clusters = world.cloud.instanceClusters();
            var definition = TaskSizing.definition("batch", TaskShape.of(600, 1));
            var first = clusters.runTask("shop", definition);
            clusters.runTask("shop", definition);
            world.passSeconds(3_600);
            var running = world.spread("family:batch");

            clusters.stopTask("shop", first);
            world.passSeconds(5 + 40);

            assertThat(running).containsExactly(1);
            assertThat(world.tasks()).singleElement().satisfies(task -> {
                assertThat(task.taskArn()).doesNotEndWith(first);
                assertThat(task.lastStatus()).isEqualTo("RUNNING");
                assertThat(task.group()).isEqualTo("family:batch");
            });
        }
    }

    // By hand, for the client of all other tests reads names from the same metadata that they are written from.
    @Test
    void anInstanceIsDescribedInTheWordsOfTheApi() {
        try (var world = InstanceWorld.of(1, SMALL)) {
            world.addService("web", TaskShape.of(24, 48).withPorts(HostPort.udp(53)), 1);
            var arn = world.instances().getFirst().containerInstanceArn();

            var answer = Calls.json(
                    world.cloud,
                    "AmazonEC2ContainerServiceV20141113.DescribeContainerInstances",
                    "{\"cluster\":\"shop\",\"containerInstances\":[\"%s\"]}".formatted(arn));

            assertThat(Calls.response(answer).body().asUtf8String())
                    .startsWith("{\"containerInstances\":[{")
                    .endsWith("}],\"failures\":[]}")
                    .contains(
                            "\"containerInstanceArn\":\"" + arn + "\"",
                            "\"agentConnected\":true",
                            "\"status\":\"ACTIVE\"",
                            "\"runningTasksCount\":1",
                            "\"pendingTasksCount\":0",
                            "\"remainingResources\":[{\"name\":\"CPU\",\"type\":\"INTEGER\",\"integerValue\":1000},"
                                    + "{\"name\":\"MEMORY\",\"type\":\"INTEGER\",\"integerValue\":2000},"
                                    + "{\"name\":\"PORTS\",\"type\":\"STRINGSET\","
                                    + "\"stringSetValue\":[\"22\",\"2375\",\"2376\",\"51678\",\"51679\"]},"
                                    + "{\"name\":\"PORTS_UDP\",\"type\":\"STRINGSET\",\"stringSetValue\":[\"53\"]}]");
        }
    }

    private static Arguments row(String name, InstanceShape instance, TaskShape task, int wanted, int placed) {
        return Arguments.of(name, instance, task, wanted, placed);
    }
}

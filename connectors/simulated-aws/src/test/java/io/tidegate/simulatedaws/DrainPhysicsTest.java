package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.simulatedaws.instance.InstanceCounts;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.instance.TaskShape;
import io.tidegate.simulatedaws.observation.Mutation;
import io.tidegate.simulatedaws.observation.Mutation.Origin;
import io.tidegate.simulatedaws.service.ServiceStatus;
import io.tidegate.simulatedaws.service.TaskSizing;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;

class DrainPhysicsTest {
    private static final InstanceShape SMALL = InstanceShape.of(1024, 2048);
    private static final TaskShape HALF = TaskShape.of(512, 512);

    @Test
    void runningTasksAreReplacedElsewhereBeforeTheyStop() {
        try (var world = InstanceWorld.of(2, SMALL)) {
            world.addService("web", HALF, 2);

            world.set(ContainerInstanceStatus.DRAINING, arn(world, 0));
            var draining = world.spread("service:web");
            world.passSeconds(19);
            var starting = world.status("web");
            world.passSeconds(21 + 5);

            assertThat(draining).containsExactly(2, 2);
            assertThat(starting).isEqualTo(new ServiceStatus(2, 2, 2));
            assertThat(world.spread("service:web")).containsExactly(0, 2);
            assertThat(world.status("web")).isEqualTo(new ServiceStatus(2, 2, 0));
            assertThat(world.instances().getFirst().runningTasksCount()).isZero();
        }
    }

    @Test
    void countsTasksThatEndWithTheirInstance() {
        try (var world = InstanceWorld.of(2, SMALL)) {
            world.addService("web", HALF, 2);
            var instance = world.instances().getFirst().ec2InstanceId();
            var before = world.cloud.instanceClusters().tasksCutOff();

            world.groups.terminateInstanceInAutoScalingGroup(
                    request -> request.instanceId(instance).shouldDecrementDesiredCapacity(true));
            world.passSeconds(60);

            assertThat(before).isZero();
            assertThat(world.cloud.instanceClusters().tasksCutOff()).isEqualTo(2);
        }
    }

    @Test
    void neverFewerThanTheMinimumRunWhileTasksAreReplaced() {
        try (var world = InstanceWorld.of(4, SMALL)) {
            world.addService("web", HALF, 4);
            world.set(ContainerInstanceStatus.DRAINING, arn(world, 0), arn(world, 1));

            for (var second = 0; second < 60; second++) {
                world.passSeconds(1);
                var wanted = world.tasks().stream()
                        .filter(task -> task.desiredStatus().equals("RUNNING")
                                && task.lastStatus().equals("RUNNING"))
                        .count();
                assertThat(wanted).isGreaterThanOrEqualTo(4);
            }

            assertThat(world.spread("service:web")).containsExactly(0, 0, 2, 2);
        }
    }

    @Test
    void halfMayStopFirstWhereTheMinimumIsHalf() {
        try (var world = InstanceWorld.of(2, InstanceShape.of(2048, 2048))) {
            var plan = InstanceWorld.plan("web", HALF).withHealthyPercent(50, 100);
            world.addService("web", plan, 4);

            world.set(ContainerInstanceStatus.DRAINING, arn(world, 0));

            var stopping = world.tasks().stream()
                    .filter(task -> task.desiredStatus().equals("STOPPED"))
                    .count();
            assertThat(stopping).isEqualTo(2);
            assertThat(world.spread("service:web")).containsExactly(4, 2);
        }
    }

    @Test
    void nothingMovesWhereNeitherFewerNorMoreTasksMayRun() {
        try (var world = InstanceWorld.of(2, SMALL)) {
            world.addService("web", InstanceWorld.plan("web", HALF).withHealthyPercent(100, 100), 2);

            world.set(ContainerInstanceStatus.DRAINING, arn(world, 0));
            world.passSeconds(3_600);

            assertThat(world.spread("service:web")).containsExactly(2, 0);
        }
    }

    @Test
    void pendingTasksStopAtOnceAndStartElsewhere() {
        try (var world = InstanceWorld.of(2, SMALL)) {
            world.addService("web", HALF, 0);
            world.setDesired("web", 2);
            world.passSeconds(1);

            world.set(ContainerInstanceStatus.DRAINING, arn(world, 0));

            assertThat(world.spread("service:web")).containsExactly(0, 2);
            assertThat(world.status("web")).isEqualTo(new ServiceStatus(2, 0, 2));
        }
    }

    @Test
    void nothingIsPlacedOnADrainingInstance() {
        try (var world = InstanceWorld.of(1, SMALL)) {
            world.set(ContainerInstanceStatus.DRAINING, arn(world, 0));

            world.addService("web", HALF, 1);
            world.cloud.instanceClusters().runTask("shop", TaskSizing.definition("batch", HALF));

            assertThat(world.instances().getFirst().pendingTasksCount()).isZero();
            assertThat(world.tasks()).hasSize(2).allMatch(task -> task.containerInstanceArn() == null);
        }
    }

    @Test
    void replacementsWaitForRoomAndTheOldTasksRunOnMeanwhile() {
        try (var world = InstanceWorld.of(1, SMALL)) {
            world.addService("web", HALF, 2);

            world.set(ContainerInstanceStatus.DRAINING, arn(world, 0));
            world.passSeconds(600);
            var stuck = world.status("web");
            world.setGroup(2);
            world.passSeconds(180 + 15 + 40 + 5);

            assertThat(stuck).isEqualTo(new ServiceStatus(2, 2, 2));
            assertThat(world.spread("service:web")).containsExactly(0, 2);
        }
    }

    @Test
    void standaloneTasksAreLeftAlone() {
        try (var world = InstanceWorld.of(2, SMALL)) {
            var id = world.cloud.instanceClusters().runTask("shop", TaskSizing.definition("batch", HALF));
            world.passSeconds(40);

            world.set(ContainerInstanceStatus.DRAINING, arn(world, 0));
            world.passSeconds(3_600);
            var untouched = world.spread("family:batch");
            world.cloud.instanceClusters().stopTask("shop", id);
            world.passSeconds(5);

            assertThat(untouched).containsExactly(1, 0);
            assertThat(world.spread("family:batch")).containsExactly(0, 0);
        }
    }

    @Test
    void daemonsRunOnEveryActiveInstanceAndStopLast() {
        try (var world = InstanceWorld.of(2, SMALL)) {
            world.addDaemon("agent", TaskShape.of(64, 64));
            world.addService("web", HALF, 1);
            world.passSeconds(40);

            world.set(ContainerInstanceStatus.DRAINING, arn(world, 0));
            world.passSeconds(19);
            var meanwhile = world.spread("service:agent");
            var counted = world.status("agent");
            world.passSeconds(21 + 5 + 5);

            assertThat(meanwhile).containsExactly(1, 1);
            assertThat(counted).isEqualTo(new ServiceStatus(1, 2, 0));
            assertThat(world.spread("service:web")).containsExactly(0, 1);
            assertThat(world.spread("service:agent")).containsExactly(0, 1);
            assertThat(world.status("agent")).isEqualTo(new ServiceStatus(1, 1, 0));
        }
    }

    @Test
    void aDaemonAloneStopsAtOnce() {
        try (var world = InstanceWorld.of(1, SMALL)) {
            world.addDaemon("agent", TaskShape.of(64, 64));
            world.passSeconds(40);

            world.set(ContainerInstanceStatus.DRAINING, arn(world, 0));
            world.passSeconds(5);

            assertThat(world.spread("service:agent")).containsExactly(0);
        }
    }

    @Test
    void aNewInstanceGetsItsDaemonBeforeAllOthers() {
        try (var world = InstanceWorld.of(0, SMALL)) {
            world.addService("web", TaskShape.of(1024, 1), 1);
            world.passSeconds(1);
            world.addDaemon("agent", TaskShape.of(64, 64));

            world.setGroup(1);
            world.passSeconds(180 + 15 + 40);

            assertThat(world.spread("service:agent")).containsExactly(1);
            assertThat(world.spread("service:web")).containsExactly(0);
        }
    }

    @Test
    void aDaemonWithoutRoomWaitsForItOnItsInstance() {
        try (var world = InstanceWorld.of(2, SMALL)) {
            world.addService("web", TaskShape.of(1024, 1), 1);
            world.addDaemon("agent", TaskShape.of(64, 64));
            world.passSeconds(40);
            var full = world.spread("service:agent");

            world.setDesired("web", 0);
            world.passSeconds(5 + 40);

            assertThat(full).containsExactly(0, 1);
            assertThat(world.spread("service:agent")).containsExactly(1, 1);
            assertThat(world.status("agent")).isEqualTo(new ServiceStatus(2, 2, 0));
        }
    }

    @Test
    void anInstanceThatIsActiveAgainKeepsItsTasksAndGetsItsDaemonBack() {
        try (var world = InstanceWorld.of(2, SMALL)) {
            world.addDaemon("agent", TaskShape.of(64, 64));
            world.addService("web", HALF, 1);
            world.passSeconds(40);

            world.set(ContainerInstanceStatus.DRAINING, arn(world, 0));
            world.passSeconds(1);
            world.set(ContainerInstanceStatus.ACTIVE, arn(world, 0));
            var back = world.spread("service:web");
            world.set(ContainerInstanceStatus.DRAINING, arn(world, 1));
            world.passSeconds(1);
            world.set(ContainerInstanceStatus.ACTIVE, arn(world, 1));
            world.passSeconds(45);

            assertThat(back).containsExactly(1, 0);
            assertThat(world.spread("service:web")).containsExactly(1, 0);
            assertThat(world.spread("service:agent")).containsExactly(1, 1);
        }
    }

    @Test
    void anEmptyInstanceThatIsActiveAgainTakesThoseWhoWait() {
        try (var world = InstanceWorld.of(1, SMALL)) {
            world.set(ContainerInstanceStatus.DRAINING, arn(world, 0));
            world.addService("web", HALF, 2);

            world.set(ContainerInstanceStatus.ACTIVE, arn(world, 0));

            assertThat(world.spread("service:web")).containsExactly(2);
        }
    }

    @Test
    void scalingInWhileDrainingNeedsNoReplacements() {
        try (var world = InstanceWorld.of(2, SMALL)) {
            world.addService("web", HALF, 2);
            world.set(ContainerInstanceStatus.DRAINING, arn(world, 0));

            world.setDesired("web", 0);
            world.passSeconds(5);

            assertThat(world.tasks()).isEmpty();
            assertThat(world.status("web")).isEqualTo(new ServiceStatus(0, 0, 0));
        }
    }

    @Test
    void aDeletedServiceLeavesNothingBehind() {
        try (var world = InstanceWorld.of(2, SMALL)) {
            world.addService("web", HALF, 2);
            world.addDaemon("agent", TaskShape.of(64, 64));
            world.passSeconds(40);
            world.set(ContainerInstanceStatus.DRAINING, arn(world, 0));

            world.cloud.deleteService("ecs/shop/web");
            world.cloud.deleteService("ecs/shop/agent");
            world.setGroup(3);
            world.passSeconds(300);

            assertThat(world.instances())
                    .hasSize(3)
                    .allMatch(instance -> InstanceWorld.remaining(instance, "CPU") == 1024)
                    .allMatch(instance -> instance.runningTasksCount() + instance.pendingTasksCount() == 0);
        }
    }

    @Test
    void onlyAnotherStatusIsAMutation() {
        try (var world = InstanceWorld.of(1, SMALL)) {
            var instance = world.instances().getFirst();
            var before = world.cloud.callCounts().received().values().stream()
                    .mapToLong(n -> n)
                    .sum();

            world.set(ContainerInstanceStatus.DRAINING, instance.containerInstanceArn());
            world.set(ContainerInstanceStatus.DRAINING, instance.containerInstanceArn());
            world.set(ContainerInstanceStatus.ACTIVE, instance.containerInstanceArn());

            assertThat(world.cloud.effectiveMutations())
                    .containsExactly(
                            changed(instance, "ACTIVE", "DRAINING", before + 1),
                            changed(instance, "DRAINING", "ACTIVE", before + 3));
            assertThat(world.cloud.instanceClusters().count("shop")).isEqualTo(new InstanceCounts(1, 0, 0));
        }
    }

    private static Mutation changed(ContainerInstance instance, String from, String to, long request) {
        var origin = new Origin("UpdateContainerInstancesState", "00000000-0000-4000-8000-%012x".formatted(request));
        return new Mutation.InstanceStatusChanged(
                InstanceWorld.START, "cluster/shop", instance.ec2InstanceId(), from, to, origin);
    }

    private static String arn(InstanceWorld world, int index) {
        return world.instances().get(index).containerInstanceArn();
    }
}

package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.simulatedaws.backing.Backing;
import io.tidegate.simulatedaws.backing.CapacityProvider;
import io.tidegate.simulatedaws.instance.InstanceCounts;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.instance.TaskShape;
import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.simulatedaws.physics.Latency;
import io.tidegate.simulatedaws.service.ServiceStatus;
import io.tidegate.simulatedaws.service.TaskSizing;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;

class InstanceLifeTest {
    private static final Instant START = InstanceWorld.START;
    private static final InstanceShape SMALL = InstanceShape.of(1024, 2048);
    private static final TaskShape HALF = TaskShape.of(512, 512);

    @ParameterizedTest(name = "at pace {0}: none after {1} ms, all after {2} ms")
    @CsvSource({"1, 94999, 195000", "10, 9499, 19500"})
    void instancesRegisterAfterTheyAreInService(double pace, long noneAfter, long allAfter) {
        var cloud = new SimulatedCloud(CloudConfig.calm(START, 1).withPace(pace));
        cloud.addGroup("shop", 0, 50, 1);
        cloud.instanceClusters().back("shop", Backing.of("shop", SMALL));
        Calls.autoScaling(cloud, "Action=SetDesiredCapacity&AutoScalingGroupName=shop&DesiredCapacity=40");

        cloud.step(START.plusMillis(noneAfter));
        var early = cloud.instanceClusters().count("shop");
        cloud.step(START.plusMillis(allAfter));

        assertThat(early).isEqualTo(new InstanceCounts(1, 0, 0));
        assertThat(cloud.instanceClusters().count("shop")).isEqualTo(new InstanceCounts(40, 0, 0));
    }

    @Test
    void theTimeToRegisterIsTheBackings() {
        var cloud = new SimulatedCloud(CloudConfig.calm(START, 1));
        cloud.addGroup("shop", 0, 50, 0);
        var slow = Backing.of("shop", SMALL).registeringWithin(Latency.ofSeconds(600, 600));
        cloud.instanceClusters().back("shop", slow);
        Calls.autoScaling(cloud, "Action=SetDesiredCapacity&AutoScalingGroupName=shop&DesiredCapacity=1");

        cloud.step(START.plusSeconds(689));
        var before = cloud.instanceClusters().count("shop");
        cloud.step(START.plusSeconds(780));

        assertThat(before.active()).isZero();
        assertThat(cloud.instanceClusters().count("shop").active()).isEqualTo(1);
    }

    @Test
    void anInstanceThatIsToldToGoBeforeItRegistersNeverDoes() {
        var cloud = new SimulatedCloud(CloudConfig.calm(START, 1));
        cloud.addGroup("shop", 0, 50, 0);
        var slow = Backing.of("shop", SMALL).registeringWithin(Latency.ofSeconds(600, 600));
        cloud.instanceClusters().back("shop", slow);
        Calls.autoScaling(cloud, "Action=SetDesiredCapacity&AutoScalingGroupName=shop&DesiredCapacity=1");
        cloud.step(START.plusSeconds(200));

        Calls.autoScaling(cloud, "Action=SetDesiredCapacity&AutoScalingGroupName=shop&DesiredCapacity=0");
        cloud.step(START.plusSeconds(2_000));

        assertThat(cloud.instanceClusters().count("shop")).isEqualTo(new InstanceCounts(0, 0, 0));
    }

    @Test
    void anInstanceThatShutsDownLosesItsAgentAndThenItsTasksEndWithIt() {
        try (var world = InstanceWorld.of(2, SMALL)) {
            world.addService("web", HALF, 1);
            var doomed = world.instances().getFirst().ec2InstanceId();

            world.groups.terminateInstanceInAutoScalingGroup(
                    request -> request.instanceId(doomed).shouldDecrementDesiredCapacity(true));
            world.passSeconds(19);
            var shuttingDown = world.instances();
            var serving = world.status("web");
            world.passSeconds(41);
            var gone = world.status("web");
            world.passSeconds(40);

            assertThat(shuttingDown)
                    .extracting(ContainerInstance::agentConnected)
                    .containsExactly(false, true);
            assertThat(serving).isEqualTo(new ServiceStatus(1, 1, 0));
            assertThat(gone).isEqualTo(new ServiceStatus(1, 0, 1));
            assertThat(world.instances())
                    .singleElement()
                    .satisfies(left -> assertThat(left.ec2InstanceId()).isNotEqualTo(doomed));
            assertThat(world.status("web")).isEqualTo(new ServiceStatus(1, 1, 0));
        }
    }

    @Test
    void aSmallerGroupTakesInstancesFromTheCluster() {
        try (var world = InstanceWorld.of(3, SMALL)) {
            world.setGroup(1);
            var going = world.cloud.instanceClusters().count("shop");
            world.passSeconds(60);

            assertThat(going).isEqualTo(new InstanceCounts(3, 0, 2));
            assertThat(world.cloud.instanceClusters().count("shop")).isEqualTo(new InstanceCounts(1, 0, 0));
        }
    }

    @Test
    void deletingTheGroupEndsItsInstancesAtOnce() {
        try (var world = InstanceWorld.of(2, SMALL)) {
            world.addService("web", HALF, 3);
            world.setGroup(3);

            world.cloud.deleteGroup("shop");
            world.passSeconds(600);

            assertThat(world.instances()).isEmpty();
            assertThat(world.status("web")).isEqualTo(new ServiceStatus(3, 0, 3));
        }
    }

    @Test
    void whatWasDrainingOrStoppingWhenItsInstanceWentIsCountedOnce() {
        try (var world = InstanceWorld.of(2, SMALL)) {
            world.addService("web", HALF, 2);
            world.addDaemon("agent", TaskShape.of(0, 1));
            world.passSeconds(40);
            world.set(
                    ContainerInstanceStatus.DRAINING,
                    world.instances().getFirst().containerInstanceArn());
            world.setDesired("web", 1);

            world.cloud.deleteGroup("shop");
            world.passSeconds(600);

            assertThat(world.status("web")).isEqualTo(new ServiceStatus(1, 0, 1));
            assertThat(world.status("agent")).isEqualTo(new ServiceStatus(0, 0, 0));
        }
    }

    @Test
    void aStandaloneTaskThatEndsWithItsInstanceIsNotReplaced() {
        try (var world = InstanceWorld.of(2, SMALL)) {
            world.cloud.instanceClusters().runTask("shop", TaskSizing.definition("batch", HALF));
            world.passSeconds(40);
            var doomed = world.instances().getFirst().ec2InstanceId();

            world.groups.terminateInstanceInAutoScalingGroup(
                    request -> request.instanceId(doomed).shouldDecrementDesiredCapacity(false));
            world.passSeconds(60);

            assertThat(world.tasks()).isEmpty();
        }
    }

    @Test
    void serviceLoadFollowsTheTasksOnInstances() {
        try (var world = InstanceWorld.of(1, SMALL)) {
            world.cloud
                    .instanceClusters()
                    .addService("ecs/shop/api", InstanceWorld.plan("api", HALF), 3, 1, new Workload(10, 1));
            world.cloud.setLoad("ecs/shop/api", 30);

            var atStart = world.cloud.requestsPerTask("ecs/shop/api");
            world.passSeconds(40);

            assertThat(atStart).hasValue(30);
            assertThat(world.cloud.requestsPerTask("ecs/shop/api")).hasValue(15);
        }
    }

    @Test
    void oneGroupBacksOneClusterAndAProviderHasOneGroup() {
        var cloud = new SimulatedCloud(CloudConfig.calm(START, 1));
        cloud.addGroup("one", 0, 1, 1);
        cloud.addGroup("two", 0, 1, 1);
        var provider = new CapacityProvider("cp", true, true, 100);
        var clusters = cloud.instanceClusters();
        clusters.back("one", Backing.of("shop", SMALL).through(provider));

        assertThatThrownBy(() -> clusters.back("one", Backing.of("other", SMALL)))
                .hasMessage("group must back one cluster, but one backs shop");
        assertThatThrownBy(() -> clusters.back("two", Backing.of("other", SMALL).through(provider)))
                .hasMessage("capacity provider must be new, but cp exists");
        assertThatThrownBy(() -> clusters.back("three", Backing.of("other", SMALL)))
                .hasMessage("group must exist, but three does not");
        assertThatThrownBy(() -> clusters.setAgentConnected("i-1", false))
                .hasMessage("instance must be registered with a cluster, but i-1 is not");
        clusters.back("two", Backing.of("shop", SMALL));
        assertThat(clusters.count("shop").active()).isEqualTo(2);
        assertThat(clusters.count("other").active()).isZero();
    }
}

package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidegate.simulatedaws.balancing.TargetGroupPlan;
import io.tidegate.simulatedaws.instance.HostPort;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.instance.PlacementStrategy;
import io.tidegate.simulatedaws.instance.TaskShape;
import io.tidegate.simulatedaws.service.ServicePlan;
import io.tidegate.simulatedaws.service.TaskSizing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** Tasks of a service behind a target group of instances: ECS registers them, and lets them drain before it stops them. */
class TaskTargetTest {
    private static final Duration DELAY = Duration.ofMinutes(5);
    private static final Duration CHECK = Duration.ofSeconds(10);
    private static final TaskShape SMALL = TaskShape.of(128, 256);

    private final InstanceWorld world = InstanceWorld.of(2, InstanceShape.of(1024, 2048));
    private final ElasticLoadBalancingV2Client targets =
            SteppedClients.client(ElasticLoadBalancingV2Client.builder(), world.cloud);
    private final String web = world.cloud
            .loadBalancing()
            .add(TargetGroupPlan.ofInstances("web", 80).withDelays(DELAY, CHECK));
    private final String one = world.instances().getFirst().ec2InstanceId();
    private final String two = world.instances().getLast().ec2InstanceId();

    @AfterEach
    void close() {
        world.close();
        targets.close();
    }

    private static ServicePlan listening() {
        return ServicePlan.of(TaskSizing.listening(TaskSizing.definition("web", SMALL), 8080));
    }

    private void addSpread(int desired) {
        world.addService("web", listening().with(PlacementStrategy.SPREAD).behind(web), desired);
        world.pass(CHECK);
    }

    /** As {@code <instance> <port> <state>}. */
    private List<String> health() {
        return targets.describeTargetHealth(request -> request.targetGroupArn(web)).targetHealthDescriptions().stream()
                .map(found -> (found.target().id().equals(one)
                                ? "one"
                                : found.target().id().equals(two) ? "two" : "new")
                        + " " + found.target().port() + " "
                        + found.targetHealth().stateAsString())
                .sorted()
                .toList();
    }

    private void offer() {
        world.cloud.loadBalancing().offer("web", 100, Duration.ofSeconds(5));
    }

    private double dropped() {
        return world.cloud.loadBalancing().droppedRequests();
    }

    private void drainFirst() {
        world.set(
                ContainerInstanceStatus.DRAINING,
                world.instances().stream()
                        .map(ContainerInstance::containerInstanceArn)
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void tasksAreRegisteredAtFreePortsOfTheirHosts() {
        world.addService("web", listening().with(PlacementStrategy.SPREAD).behind(web), 3);
        var first = health();
        world.pass(CHECK);

        assertThat(first).containsExactly("one 32768 initial", "one 32769 initial", "two 32768 initial");
        assertThat(health()).containsExactly("one 32768 healthy", "one 32769 healthy", "two 32768 healthy");
    }

    @Test
    void aTaskIsRegisteredWhenItRuns() {
        addSpread(1);

        world.setDesired("web", 2);
        var starting = health();
        world.passSeconds(40);
        world.pass(CHECK);

        assertThat(starting).containsExactly("one 32768 healthy");
        assertThat(health()).containsExactly("one 32768 healthy", "two 32768 healthy");
    }

    @Test
    void aPortThatTheDefinitionNamesIsTaken() {
        var definition = TaskSizing.definition("web", SMALL.withPorts(HostPort.tcp(8080)));

        world.addService("web", ServicePlan.of(definition).behind(web), 1);

        assertThat(health()).containsExactly("one 8080 initial");
    }

    @Test
    void theServiceTellsItsTargetGroup() {
        addSpread(1);

        var service = world.ecs
                .describeServices(request -> request.cluster("shop").services("web"))
                .services()
                .getFirst();

        assertThat(service.loadBalancers())
                .containsExactly(LoadBalancer.builder()
                        .targetGroupArn(web)
                        .containerName("web")
                        .containerPort(8080)
                        .build());
    }

    @Test
    void aTaskDrainsBeforeItStops() {
        addSpread(2);
        offer();

        world.setDesired("web", 1);
        var draining = health();
        world.pass(DELAY.minusSeconds(1));
        var running = world.status("web").running();
        world.passSeconds(60);

        assertThat(draining).containsExactly("one 32768 draining", "two 32768 healthy");
        assertThat(running).isEqualTo(2);
        assertThat(world.status("web").running()).isEqualTo(1);
        assertThat(health()).containsExactly("two 32768 healthy");
        assertThat(dropped()).isZero();
    }

    @Test
    void anInstanceThatDrainsHandsItsTasksOnWithoutLosingARequest() {
        addSpread(2);
        offer();

        drainFirst();
        world.pass(DELAY.plusMinutes(3));
        world.groups.terminateInstanceInAutoScalingGroup(
                request -> request.instanceId(one).shouldDecrementDesiredCapacity(true));
        world.passSeconds(120);

        assertThat(health()).containsExactly("two 32768 healthy", "two 32769 healthy");
        assertThat(dropped()).isZero();
    }

    @Test
    void requestsOfTasksThatEndWithTheirInstanceAreDropped() {
        addSpread(2);
        offer();

        world.groups.terminateInstanceInAutoScalingGroup(
                request -> request.instanceId(one).shouldDecrementDesiredCapacity(true));
        world.passSeconds(60);
        world.pass(CHECK);

        // Half of 100 a second: for 5 s under way, and for 10 s until the health check.
        assertThat(dropped()).isCloseTo(50 * 5 + 50 * 10, within(1e-6));
    }

    @Test
    void whoeverDeregistersATargetFirstEcsWaitsForItsEnd() {
        addSpread(2);
        targets.deregisterTargets(request -> request.targetGroupArn(web).targets(BalancingWorld.target(one, 32768)));
        world.pass(DELAY.minusSeconds(10));

        world.setDesired("web", 1);
        world.passSeconds(9);
        var running = world.status("web").running();
        world.passSeconds(60);

        assertThat(running).isEqualTo(2);
        assertThat(world.status("web").running()).isEqualTo(1);
    }

    @Test
    void aPortIsGivenAgainWhenItsTaskIsGone() {
        addSpread(2);
        world.setDesired("web", 1);
        world.pass(DELAY.plusMinutes(1));

        world.setDesired("web", 2);
        world.passSeconds(40);
        world.pass(CHECK);

        assertThat(health()).containsExactly("one 32768 healthy", "two 32768 healthy");
    }

    @Test
    void refusesATargetGroupThatDoesNotFit() {
        var addresses = world.cloud.loadBalancing().add(TargetGroupPlan.ofAddresses("addresses", 80));

        assertThatThrownBy(() -> world.addService("web", listening().behind("arn:none"), 1))
                .hasMessage("target group of a service must exist and be of instances, but arn:none is not");
        assertThatThrownBy(() -> world.addService("web", listening().behind(addresses), 1))
                .hasMessage("target group of a service must exist and be of instances, but " + addresses + " is not");
        assertThatThrownBy(() ->
                        world.addService("web", InstanceWorld.plan("web", SMALL).behind(web), 1))
                .hasMessage("a container must have a port to take requests at, but none of web has");
        assertThat(world.cloud.service("ecs/shop/web")).isEmpty();
    }
}

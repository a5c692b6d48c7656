package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.simulatedaws.balancing.ClassicPlan;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancing.model.ElasticLoadBalancingException;
import software.amazon.awssdk.services.elasticloadbalancing.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancing.model.InstanceState;
import software.amazon.awssdk.services.elasticloadbalancing.model.InvalidInstanceException;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerNotFoundException;

class ClassicLoadBalancerContractTest {
    private static final Duration DRAINING = Duration.ofMinutes(1);
    private static final Duration CHECK = Duration.ofSeconds(20);

    private final BalancingWorld world = new BalancingWorld(2);
    private final String one = world.instances().getFirst();
    private final String two = world.instances().getLast();

    ClassicLoadBalancerContractTest() {
        world.balancing.add(new ClassicPlan("front", 80, DRAINING, CHECK));
        world.balancing.offer("front", 10, Duration.ofSeconds(40));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anInstanceComesIntoServiceWithItsHealthCheck() {
        var registered = world.classic.registerInstancesWithLoadBalancer(
                request -> request.loadBalancerName("front").instances(instances(one)));

        assertThat(registered.instances()).containsExactlyElementsOf(instances(one));
        assertThat(health())
                .containsExactly(state(one, "OutOfService", "ELB", "Instance registration is still in progress."));
        world.after(CHECK);
        assertThat(health()).containsExactly(state(one, "InService", "N/A", "N/A"));
    }

    @Test
    void anInstanceDrainsInServiceAsLongAsItsRequestsAreUnderWay() {
        register(one, two);

        var left = world.classic.deregisterInstancesFromLoadBalancer(
                request -> request.loadBalancerName("front").instances(instances(one)));

        assertThat(left.instances()).containsExactlyElementsOf(instances(two));
        assertThat(health(one))
                .containsExactly(state(one, "InService", "N/A", "Instance deregistration currently in progress."));
        world.after(Duration.ofSeconds(39));
        assertThat(health()).hasSize(2);
        world.after(Duration.ofSeconds(1));
        assertThat(health()).containsExactly(state(two, "InService", "N/A", "N/A"));
        assertThat(health(one))
                .containsExactly(state(
                        one,
                        "OutOfService",
                        "Instance",
                        "Instance is not currently registered with the LoadBalancer."));
    }

    @Test
    void anInstanceDrainsNoLongerThanTheTimeout() {
        world.balancing.offer("front", 10, Duration.ofMinutes(30));
        register(one);

        deregister(one);
        world.after(DRAINING);

        assertThat(health()).isEmpty();
    }

    @Test
    void anInstanceLeavesAtOnceWhereDrainingIsOffOrNothingIsUnderWay() {
        world.balancing.add(new ClassicPlan("cold", 80, null, CHECK));
        world.balancing.offer("cold", 10, Duration.ofSeconds(40));
        world.balancing.add(new ClassicPlan("idle", 80, DRAINING, CHECK));
        for (var name : List.of("cold", "idle")) {
            world.classic.registerInstancesWithLoadBalancer(
                    request -> request.loadBalancerName(name).instances(instances(one)));
        }
        world.after(CHECK);

        for (var name : List.of("cold", "idle")) {
            world.classic.deregisterInstancesFromLoadBalancer(
                    request -> request.loadBalancerName(name).instances(instances(one)));

            assertThat(world.classic
                            .describeInstanceHealth(request -> request.loadBalancerName(name))
                            .instanceStates())
                    .isEmpty();
        }
    }

    @Test
    void deregisteringAnInstanceThatIsNotRegisteredSucceeds() {
        deregister(one);

        assertThat(health()).isEmpty();
    }

    @Test
    void saysNothingOfAnInstanceThatIsGone() {
        register(one);
        world.terminate(one);
        world.after(Duration.ofMinutes(5));

        assertThat(health()).isEmpty();
        assertThat(health(one)).isEmpty();
    }

    @Test
    void describesLoadBalancersWithTheirInstances() {
        world.balancing.add(new ClassicPlan("back", 8080, null, CHECK));
        register(two);

        var front = world.classic.describeLoadBalancers(request -> request.loadBalancerNames("front"));
        var all = world.classic.describeLoadBalancersPaginator(request -> request.pageSize(1));

        assertThat(front.loadBalancerDescriptions()).singleElement().satisfies(described -> {
            assertThat(described.instances()).containsExactlyElementsOf(instances(two));
            assertThat(described.listenerDescriptions())
                    .singleElement()
                    .satisfies(listener ->
                            assertThat(listener.listener().instancePort()).isEqualTo(80));
        });
        assertThat(all.loadBalancerDescriptions().stream().map(LoadBalancerDescription::loadBalancerName))
                .containsExactly("back", "front");
    }

    @Test
    void refusesAsElasticLoadBalancingDoes() {
        assertThatThrownBy(() -> world.classic.describeInstanceHealth(request -> request.loadBalancerName("none")))
                .isInstanceOfSatisfying(
                        LoadBalancerNotFoundException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("LoadBalancerNotFound"))
                .hasMessageContaining("There is no ACTIVE Load Balancer named 'none'");
        assertThatThrownBy(() -> world.classic.describeLoadBalancers(request -> request.loadBalancerNames("none")))
                .isInstanceOf(LoadBalancerNotFoundException.class);
        assertThatThrownBy(() -> register("i-0"))
                .isInstanceOfSatisfying(
                        InvalidInstanceException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidInstance"));
        assertThatThrownBy(() -> deregister("i-0"))
                .isInstanceOf(InvalidInstanceException.class)
                .hasMessageContaining("Could not find EC2 instance i-0.");
        assertThatThrownBy(() -> world.classic.describeLoadBalancers(request -> request.pageSize(0)))
                .isInstanceOf(ElasticLoadBalancingException.class)
                .hasMessageContaining("PageSize must be between 1 and 400, was 0");
    }

    private void register(String... ids) {
        world.classic.registerInstancesWithLoadBalancer(
                request -> request.loadBalancerName("front").instances(instances(ids)));
        world.after(CHECK);
    }

    private void deregister(String id) {
        world.classic.deregisterInstancesFromLoadBalancer(
                request -> request.loadBalancerName("front").instances(instances(id)));
    }

    private List<InstanceState> health(String... ids) {
        return world.classic
                .describeInstanceHealth(
                        request -> request.loadBalancerName("front").instances(instances(ids)))
                .instanceStates();
    }

    private static InstanceState state(String id, String state, String reasonCode, String description) {
        return InstanceState.builder()
                .instanceId(id)
                .state(state)
                .reasonCode(reasonCode)
                .description(description)
                .build();
    }

    private static List<Instance> instances(String... ids) {
        return Arrays.stream(ids)
                .map(id -> Instance.builder().instanceId(id).build())
                .toList();
    }
}

package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidegate.simulatedaws.balancing.ClassicPlan;
import io.tidegate.simulatedaws.balancing.TargetGroupPlan;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;

class BalancingPhysicsTest {
    private static final Duration DELAY = Duration.ofMinutes(5);
    private static final Duration CHECK = Duration.ofSeconds(10);
    private static final Duration LAUNCHED = Duration.ofMinutes(3);
    private static final Duration ENDED = Duration.ofMinutes(1);

    private final BalancingWorld world = new BalancingWorld(2);
    private final String web =
            world.balancing.add(TargetGroupPlan.ofInstances("web", 80).withDelays(DELAY, CHECK));
    private final String one = world.instances().getFirst();
    private final String two = world.instances().getLast();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aGroupTellsWhatItIsAttachedTo() {
        world.balancing.add(new ClassicPlan("front", 80, null, CHECK));
        world.groups.attachLoadBalancerTargetGroups(
                request -> request.autoScalingGroupName("web").targetGroupARNs(web));
        world.groups.attachLoadBalancers(
                request -> request.autoScalingGroupName("web").loadBalancerNames("front"));

        var group = world.web();

        assertThat(group.targetGroupARNs()).containsExactly(web);
        assertThat(group.loadBalancerNames()).containsExactly("front");
    }

    @Test
    void aDeletedGroupLeavesNothingAttachedToItsName() {
        world.balancing.attach("web", "web");

        world.cloud.deleteGroup("web");
        world.cloud.addGroup("web", 0, 9, 1);

        assertThat(world.web().targetGroupARNs()).isEmpty();
    }

    @Test
    void onlyWhatExistsCanBeAttached() {
        assertThatThrownBy(() -> world.groups.attachLoadBalancerTargetGroups(
                        request -> request.autoScalingGroupName("none").targetGroupARNs(web)))
                .isInstanceOf(AutoScalingException.class)
                .hasMessageContaining("AutoScalingGroup name not found");
        assertThatThrownBy(() -> world.groups.attachLoadBalancerTargetGroups(
                        request -> request.autoScalingGroupName("web").targetGroupARNs("arn:none")))
                .hasMessageContaining("Please ensure they exist and try again: arn:none");
        assertThatThrownBy(() -> world.groups.attachLoadBalancers(
                        request -> request.autoScalingGroupName("web").loadBalancerNames("none")))
                .hasMessageContaining("Please ensure they exist and try again: none");
        assertThatThrownBy(() -> world.balancing.attach("web", "none"))
                .hasMessage("load balancer must exist, but none does not");
        assertThatThrownBy(() -> world.balancing.add(new ClassicPlan("web", 80, null, CHECK)))
                .hasMessage("load balancer must be new, but web exists");
    }

    @Test
    void anAttachedGroupRegistersWhatIsInServiceAndWhatComesIntoIt() {
        world.balancing.attach("web", "web");
        world.groups.setDesiredCapacity(
                request -> request.autoScalingGroupName("web").desiredCapacity(3));
        var three = world.instances().getLast();

        var before = world.health(web, three).stateAsString();
        world.after(LAUNCHED.plus(CHECK));

        assertThat(before).isEqualTo("unused");
        assertThat(world.health(web, one).stateAsString()).isEqualTo("healthy");
        assertThat(world.health(web, three).stateAsString()).isEqualTo("healthy");
    }

    @Test
    void anAttachedGroupDeregistersWhatItTerminates() {
        world.balancing.attach("web", "web");
        world.after(CHECK);

        world.terminate(one);

        assertThat(world.health(web, one).stateAsString()).isEqualTo("draining");
        assertThat(world.health(web, two).stateAsString()).isEqualTo("healthy");
    }

    @Test
    void noRequestIsDroppedWhereTheInstanceDrainsFirst() {
        register(one, two);
        world.balancing.offer("web", 100, Duration.ofSeconds(5));

        world.deregister(web, one);
        world.after(Duration.ofSeconds(5));
        world.terminate(one);
        world.after(ENDED);

        assertThat(world.balancing.droppedRequests()).isZero();
    }

    @Test
    void requestsUnderWayAtAnInstanceThatGoesAreDroppedAndThoseSentToItUntilThatIsNoticed() {
        register(one, two);
        world.balancing.offer("web", 100, Duration.ofSeconds(4));

        world.terminate(one);
        world.after(ENDED.plus(CHECK));

        // Half of 100 a second: for 4 s under way, and for 10 s until the health check.
        assertThat(world.balancing.droppedRequests("web")).isCloseTo(50 * 4 + 50 * 10, within(1e-6));
        world.after(Duration.ofHours(1));
        assertThat(world.balancing.droppedRequests("web")).isCloseTo(700, within(1e-6));
        assertThat(world.health(web, one).stateAsString()).isEqualTo("unused");
    }

    @Test
    void requestsThatOutlastTheDelayAreDroppedAtItsEnd() {
        register(one, two);
        world.balancing.offer("web", 100, DELAY.multipliedBy(2));

        world.deregister(web, one);
        world.after(DELAY);

        // Half of those that were under way are so for longer than the delay.
        assertThat(world.balancing.droppedRequests()).isCloseTo(50 * 600 / 2.0, within(1e-6));
    }

    @Test
    void anInstanceOfAnAttachedGroupGoesWhenItHasDrained() {
        world.balancing.attach("web", "web");
        world.after(CHECK);
        world.balancing.offer("web", 100, Duration.ofSeconds(5));

        world.terminate(one);
        world.after(DELAY.minusSeconds(1));
        var draining = world.state(one);
        world.after(ENDED);

        assertThat(draining).isEqualTo("Terminating");
        assertThat(world.instances()).containsExactly(two);
        assertThat(world.balancing.droppedRequests()).isZero();
    }

    @Test
    void hooksHoldAnInstanceOnlyWhenItHasDrained() {
        world.balancing.attach("web", "web");
        world.putTerminatingHook();
        world.after(CHECK);

        world.terminate(one);
        world.after(DELAY.minusSeconds(1));
        var draining = world.state(one);
        world.after(Duration.ofSeconds(1));

        assertThat(draining).isEqualTo("Terminating");
        assertThat(world.state(one)).isEqualTo("Terminating:Wait");
        assertThat(world.health(web, one).stateAsString()).isEqualTo("unused");
    }

    @Test
    void hooksHoldAnInstanceAtOnceWhereOthersThanItsGroupRegisteredIt() {
        world.putTerminatingHook();
        register(one);

        world.terminate(one);

        assertThat(world.state(one)).isEqualTo("Terminating:Wait");
        assertThat(world.health(web, one).stateAsString()).isEqualTo("healthy");
    }

    @Test
    void requestsThatAreUnderWayWhenADrainingInstanceIsTakenAreDropped() {
        world.balancing.attach("web", "web");
        world.after(CHECK);
        world.balancing.offer("web", 100, DELAY);

        world.terminate(one);
        world.cloud.interruptSpot(one);
        world.after(Duration.ofMinutes(2));
        var gone = world.balancing.droppedRequests();
        world.after(DELAY);

        // Half of 100 a second for 300 s, of which 180 s were left.
        assertThat(gone).isCloseTo(50 * 300 * 180 / 300.0, within(1e-6));
        assertThat(world.balancing.droppedRequests()).isEqualTo(gone);
        assertThat(world.instances()).containsExactly(two);
    }

    @Test
    void anInstanceThatIsTakenWhileItDrainsIsHeldByNoHook() {
        world.balancing.attach("web", "web");
        world.putTerminatingHook();
        world.after(CHECK);

        world.terminate(one);
        world.cloud.interruptSpot(one);
        world.after(ENDED.plus(DELAY));

        assertThat(world.instances()).containsExactly(two);
        assertThatThrownBy(() -> world.groups.completeLifecycleAction(request -> request.autoScalingGroupName("web")
                        .lifecycleHookName("out")
                        .instanceId(one)
                        .lifecycleActionResult("CONTINUE")))
                .hasMessageContaining("No active Lifecycle Action found");
    }

    @Test
    void anInstanceThatHasNotPassedItsHealthChecksDropsNone() {
        var slow =
                world.balancing.add(TargetGroupPlan.ofInstances("slow", 80).withDelays(DELAY, Duration.ofMinutes(10)));
        world.balancing.offer("slow", 100, Duration.ofSeconds(4));
        world.register(slow, one);

        world.terminate(one);
        world.after(Duration.ofHours(1));

        assertThat(world.balancing.droppedRequests()).isZero();
        assertThat(world.health(slow, one).stateAsString()).isEqualTo("unused");
    }

    @Test
    void oneLongStepDropsWhatManyShortOnesDo() {
        register(one, two);
        world.balancing.offer("web", 100, Duration.ofSeconds(4));
        world.terminate(one);

        for (var second = 0; second < 70; second++) {
            world.after(Duration.ofSeconds(1));
            world.balancing.droppedRequests();
        }

        assertThat(world.balancing.droppedRequests()).isCloseTo(700, within(1e-6));
    }

    @Test
    void refusesTrafficThatCannotBe() {
        assertThatThrownBy(() -> world.balancing.offer("web", -1, Duration.ZERO))
                .hasMessage("traffic must be finite and not negative, was -1.0 requests a second of PT0S");
        assertThatThrownBy(() -> TargetGroupPlan.ofInstances("x", 80).withDelays(Duration.ofHours(2), CHECK))
                .hasMessage("deregistration delay must be between PT0S and PT1H, was PT2H");
    }

    private void register(String... instances) {
        for (var instance : instances) {
            world.register(web, instance);
        }
        world.after(CHECK);
    }
}

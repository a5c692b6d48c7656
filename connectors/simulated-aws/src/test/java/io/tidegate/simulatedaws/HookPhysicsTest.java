package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.simulatedaws.group.GroupStatus;
import io.tidegate.simulatedaws.hook.ActionCounts;
import io.tidegate.simulatedaws.hook.Transition;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.instance.TaskShape;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;

/** Hooks that hold the instances of the group shop, on the way in and on the way out. */
class HookPhysicsTest {
    private static final String LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING";
    private static final String TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING";

    private final InstanceWorld world = InstanceWorld.of(2, InstanceShape.of(1024, 2048));
    private final String first = instances().getFirst().instanceId();

    @AfterEach
    void close() {
        world.close();
    }

    private void put(String hook, String transition, int heartbeatSeconds, String defaultResult) {
        world.groups.putLifecycleHook(request -> request.autoScalingGroupName("shop")
                .lifecycleHookName(hook)
                .lifecycleTransition(transition)
                .heartbeatTimeout(heartbeatSeconds)
                .defaultResult(defaultResult));
    }

    private void complete(String hook, String instanceId, String result) {
        world.groups.completeLifecycleAction(request -> request.autoScalingGroupName("shop")
                .lifecycleHookName(hook)
                .instanceId(instanceId)
                .lifecycleActionResult(result));
    }

    private void beat(String hook, String instanceId) {
        world.groups.recordLifecycleActionHeartbeat(request ->
                request.autoScalingGroupName("shop").lifecycleHookName(hook).instanceId(instanceId));
    }

    private void terminateFirst() {
        world.groups.terminateInstanceInAutoScalingGroup(
                request -> request.instanceId(first).shouldDecrementDesiredCapacity(true));
    }

    private List<AutoScalingInstanceDetails> instances() {
        return world.groups.describeAutoScalingInstances().autoScalingInstances();
    }

    private String state(String instanceId) {
        return instances().stream()
                .filter(instance -> instance.instanceId().equals(instanceId))
                .findFirst()
                .map(AutoScalingInstanceDetails::lifecycleState)
                .orElse("gone");
    }

    private String newest() {
        return world.groups
                .describeAutoScalingGroups()
                .autoScalingGroups()
                .getFirst()
                .instances()
                .getLast()
                .instanceId();
    }

    @Test
    void anInstanceGoesThroughAllStates() {
        put("in", LAUNCHING, 7200, "ABANDON");
        put("out", TERMINATING, 7200, "ABANDON");
        world.setGroup(3);
        var instance = newest();

        var booting = state(instance);
        world.passSeconds(180);
        var held = state(instance);
        complete("in", instance, "CONTINUE");
        var proceeding = state(instance);
        world.passSeconds(5);
        var serving = state(instance);
        world.groups.terminateInstanceInAutoScalingGroup(
                request -> request.instanceId(instance).shouldDecrementDesiredCapacity(true));
        world.passSeconds(7199);
        var leaving = state(instance);
        complete("out", instance, "CONTINUE");
        var shuttingDown = state(instance);
        world.passSeconds(60);

        assertThat(List.of(booting, held, proceeding, serving, leaving, shuttingDown, state(instance)))
                .containsExactly(
                        "Pending",
                        "Pending:Wait",
                        "Pending:Proceed",
                        "InService",
                        "Terminating:Wait",
                        "Terminating:Proceed",
                        "gone");
    }

    @Test
    void countsWhatACallEndsApartFromWhatTimeEnds() {
        put("out", TERMINATING, 60, "CONTINUE");
        terminateFirst();
        var held = world.cloud.hookActions(Transition.TERMINATING);
        complete("out", first, "CONTINUE");
        var second = instances().stream()
                .filter(instance -> instance.lifecycleState().equals("InService"))
                .findFirst()
                .orElseThrow()
                .instanceId();
        world.groups.terminateInstanceInAutoScalingGroup(
                request -> request.instanceId(second).shouldDecrementDesiredCapacity(true));
        world.passSeconds(60);

        assertThat(held).isEqualTo(new ActionCounts(1, 0, 0));
        assertThat(held.open()).isOne();
        assertThat(world.cloud.hookActions(Transition.TERMINATING)).isEqualTo(new ActionCounts(2, 1, 1));
        assertThat(world.cloud.hookActions(Transition.LAUNCHING)).isEqualTo(ActionCounts.NONE);
    }

    @Test
    void describingTheGroupTellsWhatIsHeldToo() {
        put("out", TERMINATING, 7200, "ABANDON");
        terminateFirst();

        var described =
                world.groups.describeAutoScalingGroups().autoScalingGroups().getFirst();

        assertThat(described.instances())
                .filteredOn(instance -> instance.instanceId().equals(first))
                .singleElement()
                .satisfies(instance ->
                        assertThat(instance.lifecycleStateAsString()).isEqualTo("Terminating:Wait"));
        assertThat(world.cloud.group("shop")).contains(new GroupStatus(0, 1000, 1, 1, 0, 1));
    }

    static Stream<Arguments> endings() {
        Consumer<HookPhysicsTest> nothing = test -> {};
        Consumer<HookPhysicsTest> goOn = test -> test.complete("a", test.newest(), "CONTINUE");
        Consumer<HookPhysicsTest> giveUp = test -> test.complete("a", test.newest(), "ABANDON");
        return Stream.of(
                argumentSet("one of two continued", "CONTINUE", goOn, "Pending:Wait", 0),
                argumentSet("one of two abandoned", "CONTINUE", giveUp, "Terminating", 1),
                argumentSet("none completed in time, to continue", "CONTINUE", timeOut(nothing), "Pending:Proceed", 0),
                argumentSet("none completed in time, to abandon", "ABANDON", timeOut(nothing), "Terminating", 1),
                argumentSet("one continued, the other out of time", "ABANDON", timeOut(goOn), "Terminating", 1),
                argumentSet(
                        "both continued",
                        "ABANDON",
                        goOn.andThen(test -> test.complete("b", test.newest(), "CONTINUE")),
                        "Pending:Proceed",
                        0));
    }

    private static Consumer<HookPhysicsTest> timeOut(Consumer<HookPhysicsTest> before) {
        return before.andThen(test -> test.world.passSeconds(600));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void hooksOfOneTransitionHoldSideBySide(
            String defaultResult, Consumer<HookPhysicsTest> acts, String state, int replacements) {
        put("a", LAUNCHING, 600, defaultResult);
        put("b", LAUNCHING, 600, defaultResult);
        world.setGroup(3);
        var instance = newest();
        while (!state(instance).equals("Pending:Wait")) {
            world.passSeconds(1);
        }

        acts.accept(this);

        assertThat(state(instance)).isEqualTo(state);
        assertThat(instances()).hasSize(3 + replacements);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"CONTINUE, Terminating:Wait", "ABANDON, Terminating:Proceed"})
    void abandoningOnTheWayOutPassesOverTheOtherHooks(String result, String state) {
        put("a", TERMINATING, 600, "CONTINUE");
        put("b", TERMINATING, 600, "CONTINUE");
        terminateFirst();

        complete("a", first, result);

        assertThat(state(first)).isEqualTo(state);
    }

    @Test
    void aHeartbeatRestartsTheWholeTimeout() {
        put("out", TERMINATING, 60, "CONTINUE");
        terminateFirst();

        world.passSeconds(30);
        beat("out", first);
        world.passSeconds(59);
        var held = state(first);
        world.passSeconds(1);

        assertThat(held).isEqualTo("Terminating:Wait");
        assertThat(state(first)).isEqualTo("Terminating:Proceed");
    }

    @Test
    void noHeartbeatHoldsPastTheGlobalTimeout() {
        put("out", TERMINATING, 30, "CONTINUE");
        terminateFirst();

        for (var beats = 0; beats < 149; beats++) {
            world.passSeconds(20);
            beat("out", first);
        }
        world.passSeconds(19);
        var held = state(first);
        world.passSeconds(1);

        assertThat(held).isEqualTo("Terminating:Wait");
        assertThat(state(first)).isEqualTo("Terminating:Proceed");
        assertThatThrownBy(() -> beat("out", first))
                .hasMessageContaining("No active Lifecycle Action found with instance ID " + first);
    }

    @Test
    void timeoutsAreNotDividedByThePace() {
        var cloud = new SimulatedCloud(CloudConfig.calm(InstanceWorld.START, 1).withPace(10));
        cloud.addGroup("shop", 0, 5, 1);
        Calls.autoScaling(
                cloud,
                "Action=PutLifecycleHook&AutoScalingGroupName=shop&LifecycleHookName=out&HeartbeatTimeout=600"
                        + "&LifecycleTransition=" + TERMINATING);
        Calls.autoScaling(cloud, "Action=SetDesiredCapacity&AutoScalingGroupName=shop&DesiredCapacity=0");

        cloud.step(InstanceWorld.START.plusSeconds(599));
        var held = cloud.group("shop");
        cloud.step(InstanceWorld.START.plusSeconds(606));

        assertThat(held).contains(new GroupStatus(0, 5, 0, 0, 0, 1));
        assertThat(cloud.group("shop")).contains(new GroupStatus(0, 5, 0, 0, 0, 0));
    }

    @Test
    void anInstanceThatIsHeldOnItsWayInRegistersAlready() {
        put("in", LAUNCHING, 7200, "ABANDON");
        world.setGroup(3);

        world.passSeconds(200);
        var held = state(newest());
        var registered = world.instances();
        complete("in", newest(), "CONTINUE");
        world.passSeconds(600);

        assertThat(held).isEqualTo("Pending:Wait");
        assertThat(registered).hasSize(3);
        assertThat(world.instances()).hasSize(3);
    }

    @Test
    void anInstanceThatIsHeldOnItsWayOutKeepsItsAgentAndItsTasks() {
        world.addService("web", TaskShape.of(512, 512), 4);
        put("out", TERMINATING, 7200, "ABANDON");
        terminateFirst();

        world.passSeconds(3600);
        var held = world.instances();
        var running = world.status("web").running();
        complete("out", first, "CONTINUE");
        var shuttingDown = world.instances();

        assertThat(held).extracting(ContainerInstance::agentConnected).containsOnly(true);
        assertThat(running).isEqualTo(4);
        assertThat(shuttingDown)
                .filteredOn(instance -> instance.ec2InstanceId().equals(first))
                .extracting(ContainerInstance::agentConnected)
                .containsExactly(false);
    }

    @Test
    void whatIsToldToGoWhileItIsHeldOnItsWayInIsHeldNoMore() {
        put("in", LAUNCHING, 600, "CONTINUE");
        world.setGroup(3);
        var instance = newest();
        world.passSeconds(180);

        world.groups.terminateInstanceInAutoScalingGroup(
                request -> request.instanceId(instance).shouldDecrementDesiredCapacity(true));
        var told = state(instance);
        world.passSeconds(60);

        assertThat(told).isEqualTo("Terminating");
        assertThat(state(instance)).isEqualTo("gone");
        assertThatThrownBy(() -> complete("in", instance, "CONTINUE"))
                .hasMessageContaining("No active Lifecycle Action found");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "autoscaling:EC2_INSTANCE_LAUNCHING, Terminating",
        "autoscaling:EC2_INSTANCE_TERMINATING, Terminating:Proceed"
    })
    void deletingAHookCompletesWhatItHolds(String transition, String state) {
        put("hook", transition, 7200, "CONTINUE");
        world.setGroup(3);
        var launched = newest();
        world.passSeconds(180);
        terminateFirst();

        world.groups.deleteLifecycleHook(
                request -> request.autoScalingGroupName("shop").lifecycleHookName("hook"));

        assertThat(state(transition.equals(LAUNCHING) ? launched : first)).isEqualTo(state);
        assertThat(world.groups
                        .describeLifecycleHooks(request -> request.autoScalingGroupName("shop"))
                        .lifecycleHooks())
                .isEmpty();
    }

    @Test
    void deletingTheGroupEndsWhatHooksHold() {
        put("out", TERMINATING, 30, "CONTINUE");
        terminateFirst();

        world.cloud.deleteGroup("shop");
        world.passSeconds(3600);

        assertThat(world.instances()).isEmpty();
        assertThat(world.cloud.group("shop")).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameTokensAndHooksChangeNoLaunch() {
        var plain = boot(1, false);
        var hooked = boot(1, true);

        assertThat(hooked).isEqualTo(boot(1, true));
        assertThat(plain).isEqualTo(hooked);
    }

    // When each instance registers, in order.
    private static List<String> boot(long seed, boolean hooked) {
        try (var other = InstanceWorld.of(1, InstanceShape.of(1024, 2048), seed)) {
            if (hooked) {
                other.groups.putLifecycleHook(request -> request.autoScalingGroupName("shop")
                        .lifecycleHookName("in")
                        .lifecycleTransition(LAUNCHING));
            }
            other.setGroup(20);
            other.passSeconds(600);
            return other.instances().stream()
                    .map(one -> one.ec2InstanceId() + " " + one.registeredAt())
                    .toList();
        }
    }

    @Test
    void suspendedProcessesDoNothingUntilTheyAreResumed() {
        world.groups.suspendProcesses(
                request -> request.autoScalingGroupName("shop").scalingProcesses("Launch", "Terminate"));
        world.setGroup(5);
        var launching = world.cloud.group("shop");
        world.setGroup(1);
        var terminating = world.cloud.group("shop");
        var suspended =
                world.groups.describeAutoScalingGroups().autoScalingGroups().getFirst();

        world.groups.resumeProcesses(
                request -> request.autoScalingGroupName("shop").scalingProcesses("Launch"));
        var launchOnly = world.cloud.group("shop");
        assertThatThrownBy(this::terminateFirst)
                .hasMessageContaining("The Terminate process of AutoScalingGroup shop is suspended.");
        world.groups.resumeProcesses(request -> request.autoScalingGroupName("shop"));

        assertThat(launching).contains(new GroupStatus(0, 1000, 5, 2, 0, 0));
        assertThat(terminating).contains(new GroupStatus(0, 1000, 1, 2, 0, 0));
        assertThat(suspended.suspendedProcesses())
                .extracting(process -> process.processName() + ": " + process.suspensionReason())
                .containsExactly(
                        "Launch: User suspended at 2026-11-22T12:00:00Z",
                        "Terminate: User suspended at 2026-11-22T12:00:00Z");
        assertThat(launchOnly).contains(new GroupStatus(0, 1000, 1, 2, 0, 0));
        assertThat(world.cloud.group("shop")).contains(new GroupStatus(0, 1000, 1, 1, 0, 1));
        assertThatThrownBy(() -> world.groups.suspendProcesses(
                        request -> request.autoScalingGroupName("shop").scalingProcesses("Sleep")))
                .hasMessageContaining("ScalingProcesses must be known, was Sleep");
    }
}

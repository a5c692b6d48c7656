package io.tidegate.connectors.executor.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.connectors.executor.command.InstanceStep.Hold;
import io.tidegate.schemas.Direction;
import io.tidegate.schemas.Step;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WireTest {
    private static final String TARGET_GROUP =
            "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/0123456789abcdef";
    private static final Map<String, String> ALL =
            Map.of("cluster", "demo", "containerInstance", "arn/i-1", "decrement", "true");

    static Stream<Arguments> readsSteps() {
        return Stream.of(
                argumentSet(
                        "draining",
                        "instance/i-1",
                        new Step("DRAIN", "arn/i-1", "k", Map.of("cluster", "demo")),
                        new Order.DrainInstance("demo", "arn/i-1")),
                argumentSet(
                        "termination",
                        "asg/web",
                        new Step("TERMINATE", "i-1", "k", ALL),
                        new Order.TerminateInstance("i-1", "demo", "arn/i-1", true)),
                argumentSet(
                        "termination with a replacement",
                        "asg/web",
                        new Step(
                                "TERMINATE",
                                "i-1",
                                "k",
                                Map.of("cluster", "demo", "containerInstance", "arn/i-1", "decrement", "false")),
                        new Order.TerminateInstance("i-1", "demo", "arn/i-1", false)),
                argumentSet(
                        "draining of what is no instance",
                        "asg/web",
                        new Step("DRAIN", "arn/i-1", "k", ALL),
                        new Order.NotYet("Step DRAIN of asg/web")),
                argumentSet(
                        "termination without its group",
                        "instance/i-1",
                        new Step("TERMINATE", "i-1", "k", ALL),
                        new Order.NotYet("Step TERMINATE of instance/i-1")),
                argumentSet(
                        "stopping of tasks",
                        "instance/i-1",
                        new Step("STOP_TASKS", "arn/i-1", "k", Map.of("cluster", "demo")),
                        new InstanceStep.StopTasks("demo", "arn/i-1")),
                argumentSet(
                        "leaving of a target group",
                        "instance/i-1",
                        new Step("DEREGISTER", "i-1", "k", Map.of("balancer", TARGET_GROUP, "port", "32768")),
                        new InstanceStep.DeregisterTarget("i-1", TARGET_GROUP, 32_768)),
                argumentSet(
                        "leaving of a classic load balancer",
                        "instance/i-1",
                        new Step("DEREGISTER", "i-1", "k", Map.of("balancer", "front")),
                        new InstanceStep.DeregisterInstance("i-1", "front")),
                argumentSet(
                        "heartbeat",
                        "instance/i-1",
                        new Step("HEARTBEAT", "i-1", "k", Map.of("group", "web", "hook", "bye", "token", "t-1")),
                        new InstanceStep.Heartbeat(new Hold("web", "bye", "i-1", Optional.of("t-1")))),
                argumentSet(
                        "completion without a token",
                        "instance/i-1",
                        new Step("COMPLETE", "i-1", "k", Map.of("group", "web", "hook", "bye", "result", "CONTINUE")),
                        new InstanceStep.Complete(new Hold("web", "bye", "i-1", Optional.empty()), true)),
                argumentSet(
                        "abandonment",
                        "instance/i-1",
                        new Step("COMPLETE", "i-1", "k", Map.of("group", "web", "hook", "bye", "result", "ABANDON")),
                        new InstanceStep.Complete(new Hold("web", "bye", "i-1", Optional.empty()), false)),
                argumentSet(
                        "completion without its instance",
                        "asg/web",
                        new Step("COMPLETE", "i-1", "k", ALL),
                        new Order.NotYet("Step COMPLETE of asg/web")),
                argumentSet(
                        "another kind",
                        "instance/i-1",
                        new Step("REBOOT", "i-1", "k", Map.of()),
                        new Order.NotYet("Step REBOOT of instance/i-1")));
    }

    @ParameterizedTest
    @MethodSource
    void readsSteps(String target, Step step, Order expected) {
        var command = Wire.command(Commands.wireOf(target, 1, step, Direction.IN));

        assertThat(command.order()).isEqualTo(expected);
    }

    static Stream<Arguments> refusesStepsWithoutWhatTheyNeed() {
        return Stream.of(
                argumentSet(
                        "no cluster",
                        "instance/i-1",
                        new Step("DRAIN", "arn/i-1", "k", Map.of("cluster", " ")),
                        "action.parameters.cluster of step DRAIN must be given, was {cluster= }"),
                argumentSet(
                        "no container instance",
                        "asg/web",
                        new Step("TERMINATE", "i-1", "k", Map.of("cluster", "demo")),
                        "action.parameters.containerInstance of step TERMINATE must be given, was {cluster=demo}"),
                argumentSet(
                        "neither true nor false",
                        "asg/web",
                        new Step(
                                "TERMINATE",
                                "i-1",
                                "k",
                                Map.of("cluster", "demo", "containerInstance", "arn/i-1", "decrement", "yes")),
                        "action.parameters.decrement must be true or false, was \"yes\""),
                argumentSet(
                        "no cluster to stop tasks in",
                        "instance/i-1",
                        new Step("STOP_TASKS", "arn/i-1", "k", Map.of()),
                        "action.parameters.cluster of step STOP_TASKS must be given, was {}"),
                argumentSet(
                        "no port of a target group",
                        "instance/i-1",
                        new Step("DEREGISTER", "i-1", "k", Map.of("balancer", TARGET_GROUP)),
                        "action.parameters.port of step DEREGISTER must be given, was {balancer=" + TARGET_GROUP + "}"),
                argumentSet(
                        "a port that is none",
                        "instance/i-1",
                        new Step("DEREGISTER", "i-1", "k", Map.of("balancer", TARGET_GROUP, "port", "http")),
                        "action.parameters.port must be 1 to 65535, was \"http\""),
                argumentSet(
                        "a port that is too great",
                        "instance/i-1",
                        new Step("DEREGISTER", "i-1", "k", Map.of("balancer", TARGET_GROUP, "port", "65536")),
                        "action.parameters.port must be 1 to 65535, was \"65536\""),
                argumentSet(
                        "a port of a classic load balancer",
                        "instance/i-1",
                        new Step("DEREGISTER", "i-1", "k", Map.of("balancer", "front", "port", "80")),
                        "action.parameters.port must not be given for a classic load balancer, was \"80\""),
                argumentSet(
                        "a load balancer instead of its target group",
                        "instance/i-1",
                        new Step("DEREGISTER", "i-1", "k", Map.of("balancer", "arn:aws:lb", "port", "80")),
                        "action.parameters.balancer must be the name of a classic load balancer or the ARN of a"
                                + " target group, was \"arn:aws:lb\""),
                argumentSet(
                        "another instance than the target",
                        "instance/i-1",
                        new Step("HEARTBEAT", "i-2", "k", Map.of("group", "web", "hook", "bye")),
                        "action.subject of step HEARTBEAT must be the instance of its target instance/i-1, was i-2"),
                argumentSet(
                        "no hook",
                        "instance/i-1",
                        new Step("HEARTBEAT", "i-1", "k", Map.of("group", "web")),
                        "action.parameters.hook of step HEARTBEAT must be given, was {group=web}"),
                argumentSet(
                        "a token without a value",
                        "instance/i-1",
                        new Step(
                                "HEARTBEAT",
                                "i-1",
                                "k",
                                new TreeMap<>(Map.of("group", "web", "hook", "bye", "token", " "))),
                        "action.parameters.token of step HEARTBEAT must be given, was"
                                + " {group=web, hook=bye, token= }"),
                argumentSet(
                        "neither result",
                        "instance/i-1",
                        new Step("COMPLETE", "i-1", "k", Map.of("group", "web", "hook", "bye", "result", "continue")),
                        "action.parameters.result must be CONTINUE or ABANDON, was \"continue\""));
    }

    @ParameterizedTest
    @MethodSource
    void refusesStepsWithoutWhatTheyNeed(String target, Step step, String message) {
        var wire = Commands.wireOf(target, 1, step, Direction.IN);

        assertThatThrownBy(() -> Wire.command(wire))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}

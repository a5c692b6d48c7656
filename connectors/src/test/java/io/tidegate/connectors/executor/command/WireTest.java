package io.tidegate.connectors.executor.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.schemas.Direction;
import io.tidegate.schemas.Step;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WireTest {
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
                        "another kind",
                        "instance/i-1",
                        new Step("HEARTBEAT", "i-1", "k", Map.of()),
                        new Order.NotYet("Step HEARTBEAT of instance/i-1")));
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
                        "action.parameters.decrement must be true or false, was \"yes\""));
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

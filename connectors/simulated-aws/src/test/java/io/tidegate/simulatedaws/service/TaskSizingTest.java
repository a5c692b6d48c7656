package io.tidegate.simulatedaws.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.simulatedaws.instance.HostPort;
import io.tidegate.simulatedaws.instance.TaskShape;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.ResourceRequirement;
import software.amazon.awssdk.services.ecs.model.ResourceType;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

class TaskSizingTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("definitions")
    void aTaskTakesWhatItsDefinitionSays(String name, TaskDefinition definition, TaskShape expected) {
        assertThat(TaskSizing.shape(definition)).isEqualTo(expected);
    }

    static Stream<Arguments> definitions() {
        var ports = new PortMapping[] {
            PortMapping.builder().containerPort(80).hostPort(8080).build(),
            PortMapping.builder()
                    .containerPort(53)
                    .hostPort(53)
                    .protocol(TransportProtocol.UDP)
                    .build(),
            PortMapping.builder().containerPort(81).hostPort(0).build(),
            PortMapping.builder().containerPort(82).build()
        };
        var open = container(1, 1, null).portMappings(ports).build();
        return Stream.of(
                row("the sum over containers", of(container(100, 200, null), container(10, 20, null)), 110, 220),
                row("the reservation before the limit", of(container(1, 200, 50), container(1, null, 7)), 2, 57),
                row("nothing where nothing is said", of(container(null, null, null)), 0, 0),
                row(
                        "the size of the task before its containers",
                        of(container(100, 200, null)).toBuilder()
                                .cpu("512")
                                .memory("1024")
                                .build(),
                        512,
                        1024),
                row(
                        "each size of the task by itself",
                        of(container(100, 200, null)).toBuilder().memory("1024").build(),
                        100,
                        1024),
                Arguments.of(
                        "the GPUs of all containers",
                        of(
                                container(1, 1, null).resourceRequirements(gpus("2")),
                                container(1, 1, null).resourceRequirements(gpus("1"))),
                        TaskShape.of(2, 2).withGpus(3)),
                Arguments.of(
                        "host ports that are fixed",
                        of(open, null),
                        TaskShape.of(1, 1).withPorts(HostPort.tcp(8080), HostPort.udp(53))),
                Arguments.of(
                        "the containers' ports on the host's network",
                        of(open, NetworkMode.HOST),
                        TaskShape.of(1, 1)
                                .withPorts(HostPort.tcp(80), HostPort.udp(53), HostPort.tcp(81), HostPort.tcp(82))),
                Arguments.of("no ports on a network of its own", of(open, NetworkMode.AWSVPC), TaskShape.of(1, 1)));
    }

    @Test
    void aDefinitionMadeForAShapeTakesThatShape() {
        var shape = TaskShape.of(300, 400).withGpus(2).withPorts(HostPort.tcp(80), HostPort.udp(80));

        assertThat(TaskSizing.shape(TaskSizing.definition("web", shape))).isEqualTo(shape);
    }

    private static Arguments row(String name, TaskDefinition definition, int cpu, int memory) {
        return Arguments.of(name, definition, TaskShape.of(cpu, memory));
    }

    private static TaskDefinition of(ContainerDefinition.Builder... containers) {
        return TaskDefinition.builder()
                .containerDefinitions(Stream.of(containers)
                        .map(ContainerDefinition.Builder::build)
                        .toList())
                .build();
    }

    private static TaskDefinition of(ContainerDefinition container, @Nullable NetworkMode mode) {
        return TaskDefinition.builder()
                .containerDefinitions(container)
                .networkMode(mode)
                .build();
    }

    private static ContainerDefinition.Builder container(
            @Nullable Integer cpu, @Nullable Integer memory, @Nullable Integer reservation) {
        return ContainerDefinition.builder().cpu(cpu).memory(memory).memoryReservation(reservation);
    }

    private static ResourceRequirement gpus(String count) {
        return ResourceRequirement.builder().type(ResourceType.GPU).value(count).build();
    }
}

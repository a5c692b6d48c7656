package io.tidegate.connectors.inventory.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.schemas.FixedPort;
import io.tidegate.schemas.TaskResources;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.ResourceRequirement;
import software.amazon.awssdk.services.ecs.model.ResourceType;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

class TaskSizesTest {

    static Stream<Arguments> tellsWhatATaskTakes() {
        var soft = container(256, 512, 1_024);
        var hard = container(128, null, 300);
        return Stream.of(
                argumentSet("its own size", task("1024", "2048", soft), size(1_024, 2_048)),
                argumentSet("the sum of its containers", task(null, null, soft, hard), size(384, 812)),
                argumentSet("its own memory and their CPU", task(null, "2048", soft, hard), size(384, 2_048)),
                argumentSet("its own CPU and their memory", task("1024", null, soft, hard), size(1_024, 812)),
                argumentSet("an empty size of its own is none", task("", "", soft), size(256, 512)),
                argumentSet(
                        "a container without CPU units takes none",
                        task(null, null, container(null, 512, null)),
                        size(0, 512)),
                argumentSet("nothing without containers", task(null, null), size(0, 0)),
                argumentSet(
                        "unknown where a container has no memory",
                        task(null, null, soft, container(128, null, null)),
                        Optional.empty()),
                argumentSet("unknown where it is no number", task("1 vCPU", "2048", soft), Optional.empty()),
                argumentSet(
                        "with the GPUs of all containers",
                        task("1024", "2048", gpus("1"), gpus("2")),
                        Optional.of(new TaskResources(1_024, 2_048, 3, List.of()))));
    }

    @ParameterizedTest
    @MethodSource
    void tellsWhatATaskTakes(TaskDefinition definition, Optional<TaskResources> expected) {
        assertThat(TaskSizes.of(definition)).isEqualTo(expected);
    }

    static Stream<Arguments> tellsTheFixedPortsOfTheHost() {
        return Stream.of(
                argumentSet("a fixed one", null, List.of(port(80, 8_080, "tcp")), List.of(tcp(8_080))),
                argumentSet("of udp", NetworkMode.BRIDGE, List.of(port(53, 53, "udp")), List.of(udp(53))),
                argumentSet("of tcp unless it says so", null, List.of(port(80, 80, null)), List.of(tcp(80))),
                argumentSet("no dynamic one", null, List.of(port(80, 0, "tcp"), port(81, null, "tcp")), List.of()),
                argumentSet("none of its own interface", NetworkMode.AWSVPC, List.of(port(80, 80, "tcp")), List.of()),
                argumentSet(
                        "the container's in the network of the host",
                        NetworkMode.HOST,
                        List.of(port(80, null, "tcp"), port(81, 0, "tcp")),
                        List.of(tcp(80), tcp(81))),
                argumentSet(
                        "each once, in order",
                        null,
                        List.of(port(1, 90, "udp"), port(2, 90, "tcp"), port(3, 80, "tcp"), port(4, 80, "tcp")),
                        List.of(tcp(80), tcp(90), udp(90))));
    }

    @ParameterizedTest
    @MethodSource
    void tellsTheFixedPortsOfTheHost(@Nullable NetworkMode mode, List<PortMapping> mappings, List<FixedPort> expected) {
        var definition = TaskDefinition.builder()
                .networkMode(mode)
                .cpu("256")
                .memory("512")
                .containerDefinitions(
                        ContainerDefinition.builder().portMappings(mappings).build())
                .build();

        assertThat(TaskSizes.of(definition).orElseThrow().getPorts()).isEqualTo(expected);
    }

    private static TaskDefinition task(
            @Nullable String cpu, @Nullable String memory, ContainerDefinition... containers) {
        return TaskDefinition.builder()
                .cpu(cpu)
                .memory(memory)
                .containerDefinitions(containers)
                .build();
    }

    private static ContainerDefinition container(
            @Nullable Integer cpu, @Nullable Integer reserved, @Nullable Integer memory) {
        return ContainerDefinition.builder()
                .cpu(cpu)
                .memoryReservation(reserved)
                .memory(memory)
                .build();
    }

    private static ContainerDefinition gpus(String count) {
        return ContainerDefinition.builder()
                .resourceRequirements(
                        ResourceRequirement.builder()
                                .type(ResourceType.GPU)
                                .value(count)
                                .build(),
                        ResourceRequirement.builder()
                                .type(ResourceType.INFERENCE_ACCELERATOR)
                                .value("device")
                                .build())
                .build();
    }

    private static Optional<TaskResources> size(int cpu, int memory) {
        return Optional.of(new TaskResources(cpu, memory, 0, List.of()));
    }

    private static PortMapping port(int container, @Nullable Integer host, @Nullable String protocol) {
        return PortMapping.builder()
                .containerPort(container)
                .hostPort(host)
                .protocol(protocol)
                .build();
    }

    private static FixedPort tcp(int number) {
        return new FixedPort(number, "tcp");
    }

    private static FixedPort udp(int number) {
        return new FixedPort(number, "udp");
    }
}

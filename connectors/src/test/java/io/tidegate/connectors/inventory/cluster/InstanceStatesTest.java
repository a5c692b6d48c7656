package io.tidegate.connectors.inventory.cluster;

import static io.tidegate.connectors.inventory.cluster.Shapes.instance;
import static io.tidegate.connectors.inventory.cluster.Shapes.number;
import static io.tidegate.connectors.inventory.cluster.Shapes.resources;
import static io.tidegate.connectors.inventory.cluster.Shapes.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.schemas.ContainerInstance;
import io.tidegate.schemas.FixedPort;
import io.tidegate.schemas.TaskResources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.ecs.model.Resource;

class InstanceStatesTest {
    private static final List<FixedPort> PORTS = List.of(new FixedPort(22, "tcp"), new FixedPort(51_678, "tcp"));

    @Test
    void tellsAnInstanceWithItsTasks() {
        var state = InstanceStates.of(instance(1, "DRAINING"), Map.of("web", 1), Optional.empty());

        assertThat(state)
                .isEqualTo(new ContainerInstance(
                        "i-1",
                        FakeCluster.arn("container-instance", "c-1"),
                        "DRAINING",
                        true,
                        new TaskResources(2_048, 4_000, 0, PORTS),
                        new TaskResources(1_792, 3_488, 0, PORTS),
                        1,
                        0,
                        Map.of("web", 1),
                        false,
                        false));
    }

    @Test
    void tellsThatItsAgentIsAway() {
        var away = instance(1, "ACTIVE").toBuilder().agentConnected(false).build();

        assertThat(InstanceStates.of(away, Map.of(), Optional.empty()).getConnected())
                .isFalse();
    }

    static Stream<Arguments> tellsWhatItsGroupMakesOfIt() {
        return Stream.of(
                argumentSet("nothing", "InService", false, false, false),
                argumentSet("it must not take it", "InService", true, true, false),
                argumentSet("it takes it", "Terminating:Wait", false, false, true),
                argumentSet("it has taken it", "Terminated", false, false, true),
                argumentSet("it is told to stand by", "Standby", false, false, false));
    }

    @ParameterizedTest
    @MethodSource
    void tellsWhatItsGroupMakesOfIt(String lifecycle, boolean guarded, boolean isProtected, boolean isLeaving) {
        var member = new GroupMember(Instance.builder()
                .lifecycleState(lifecycle)
                .protectedFromScaleIn(guarded)
                .build());

        var state = InstanceStates.of(instance(1, "ACTIVE"), Map.of(), Optional.of(member));

        assertThat(state.getScaleInProtected()).isEqualTo(isProtected);
        assertThat(state.getLeaving()).isEqualTo(isLeaving);
    }

    static Stream<Arguments> readsResources() {
        return Stream.of(
                argumentSet("none", List.of(), Optional.empty()),
                argumentSet("no memory", List.of(number("CPU", 4)), Optional.empty()),
                argumentSet("no CPU", List.of(number("MEMORY", 4)), Optional.empty()),
                argumentSet(
                        "CPU and memory",
                        List.of(number("MEMORY", 4), number("CPU", 3)),
                        Optional.of(new TaskResources(3, 4, 0, List.of()))),
                argumentSet(
                        "ports in their order, udp last",
                        Stream.concat(resources(1, 2, "443", "80").stream(), Stream.of(set("PORTS_UDP", "53")))
                                .toList(),
                        Optional.of(new TaskResources(
                                1,
                                2,
                                0,
                                List.of(
                                        new FixedPort(80, "tcp"),
                                        new FixedPort(443, "tcp"),
                                        new FixedPort(53, "udp"))))),
                argumentSet(
                        "devices",
                        List.of(number("CPU", 1), number("MEMORY", 2), set("GPU", "GPU-a", "GPU-b")),
                        Optional.of(new TaskResources(1, 2, 2, List.of()))));
    }

    @ParameterizedTest
    @MethodSource
    void readsResources(List<Resource> resources, Optional<TaskResources> expected) {
        assertThat(InstanceStates.resources(resources)).isEqualTo(expected);
    }
}

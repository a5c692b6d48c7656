package io.tidegate.connectors.inventory.cluster;

import static io.tidegate.connectors.inventory.cluster.Shapes.REGISTERED;
import static io.tidegate.connectors.inventory.cluster.Shapes.group;
import static io.tidegate.connectors.inventory.cluster.Shapes.instance;
import static io.tidegate.connectors.inventory.cluster.Shapes.number;
import static io.tidegate.connectors.inventory.cluster.Shapes.provider;
import static io.tidegate.connectors.inventory.cluster.Shapes.resources;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.schemas.CapacityProviderState;
import io.tidegate.schemas.ClusterGroup;
import io.tidegate.schemas.FixedPort;
import io.tidegate.schemas.TaskResources;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ManagedDraining;
import software.amazon.awssdk.services.ecs.model.ManagedScaling;
import software.amazon.awssdk.services.ecs.model.ManagedScalingStatus;

class ClusterGroupsTest {
    private static final String IN = "InService";
    private static final String ARN =
            "arn:aws:autoscaling:eu-central-1:123456789012:autoScalingGroup:uuid:autoScalingGroupName/";

    static Stream<Arguments> countsWhatHasNotRegisteredYet() {
        var heavy = Instance.builder()
                .instanceId("i-1")
                .lifecycleState(IN)
                .weightedCapacity("4")
                .build();
        return Stream.of(
                argumentSet("all have", group(2, IN, IN), registered(1, 2), 0),
                argumentSet("one in service has not", group(2, IN, IN), registered(1), 1),
                argumentSet("one is pending", group(2, IN, "Pending:Wait"), registered(1), 1),
                argumentSet("one was not started", group(3, IN, IN), registered(1, 2), 1),
                argumentSet("one of each", group(4, IN, IN, "Pending"), registered(1), 3),
                argumentSet("one that leaves is not awaited", group(1, IN, "Terminating"), registered(1), 0),
                argumentSet("one that leaves makes room for another", group(2, IN, "Terminating"), registered(1, 2), 1),
                argumentSet("draining ones have registered", group(1, IN), List.of(instance(1, "DRAINING")), 0),
                argumentSet("fewer are wanted than there are", group(1, IN, IN), registered(1, 2), 0),
                argumentSet("one of another group is none of it", group(1, IN), registered(2), 1),
                argumentSet("weights", group(8).instances(heavy), registered(1), 4),
                argumentSet("none are wanted", group(0), List.of(), 0));
    }

    @ParameterizedTest
    @MethodSource
    void countsWhatHasNotRegisteredYet(
            AutoScalingGroup.Builder group, List<ContainerInstance> registered, int launching) {
        assertThat(ClusterGroups.state(group.build(), registered, Optional.empty())
                        .getLaunching())
                .isEqualTo(launching);
    }

    @Test
    void tellsTheGroup() {
        var ports = List.of(new FixedPort(22, "tcp"), new FixedPort(51_678, "tcp"));

        assertThat(ClusterGroups.state(group(2, IN, IN).build(), registered(1, 2), Optional.empty()))
                .isEqualTo(new ClusterGroup("web", 1, 9, 2, 0, new TaskResources(2_048, 4_000, 0, ports), false, null));
    }

    @Test
    void takesTheNewestInstanceOfTheGroupForWhatANewOneHas() {
        var old = instance(1, "ACTIVE");
        var young = instance(2, "DRAINING").toBuilder()
                .registeredAt(REGISTERED.plusSeconds(9))
                .registeredResources(resources(4_096, 8_000, "22"))
                .build();
        var silent = instance(3, "ACTIVE").toBuilder()
                .registeredAt(REGISTERED.plusSeconds(99))
                .registeredResources(List.of())
                .build();
        var foreign = instance(4, "ACTIVE").toBuilder()
                .registeredAt(REGISTERED.plusSeconds(999))
                .build();

        var state = ClusterGroups.state(
                group(3, IN, IN, IN).build(), List.of(old, young, silent, foreign), Optional.empty());

        assertThat(state.getNewInstance())
                .isEqualTo(new TaskResources(4_096, 8_000, 0, List.of(new FixedPort(22, "tcp"))));
    }

    @Test
    void takesThePortsThatEcsDocumentsWhereNoneAreTold() {
        var plain = instance(1, "ACTIVE").toBuilder()
                .registeredResources(number("CPU", 1_024), number("MEMORY", 2_000))
                .build();

        var state = ClusterGroups.state(group(1, IN).build(), List.of(plain), Optional.empty());

        assertThat(state.getNewInstance().getPorts())
                .extracting(FixedPort::getNumber)
                .containsExactly(22, 2_375, 2_376, 51_678, 51_679);
    }

    @Test
    void doesNotKnowWhatANewInstanceHasWhileNoneHasRegistered() {
        assertThat(ClusterGroups.state(group(1, IN).build(), List.of(), Optional.empty())
                        .getNewInstance())
                .isNull();
    }

    static Stream<Arguments> findsTheCapacityProviderOfTheGroup() {
        var off = ManagedScaling.builder().status(ManagedScalingStatus.DISABLED).build();
        var on = ManagedScaling.builder().status(ManagedScalingStatus.ENABLED).build();
        return Stream.of(
                argumentSet("none", List.of(), Optional.empty()),
                argumentSet("of another group", List.of(of(ARN + "other-web")), Optional.empty()),
                argumentSet(
                        "without a group",
                        List.of(CapacityProvider.builder().name("managed").build()),
                        Optional.empty()),
                argumentSet(
                        "that manages nothing",
                        List.of(of(ARN + "other"), of(ARN + "web")),
                        Optional.of(new CapacityProviderState("cp", false, false))),
                argumentSet(
                        "by the group's name",
                        List.of(of("web")),
                        Optional.of(new CapacityProviderState("cp", false, false))),
                argumentSet(
                        "that scales",
                        List.of(provider("cp", using("web").managedScaling(on))),
                        Optional.of(new CapacityProviderState("cp", true, false))),
                argumentSet(
                        "that drains",
                        List.of(provider(
                                "cp", using("web").managedScaling(off).managedDraining(ManagedDraining.ENABLED))),
                        Optional.of(new CapacityProviderState("cp", false, true))));
    }

    @ParameterizedTest
    @MethodSource
    void findsTheCapacityProviderOfTheGroup(
            List<CapacityProvider> providers, Optional<CapacityProviderState> expected) {
        assertThat(ClusterGroups.provider(providers, "web")).isEqualTo(expected);
    }

    private static AutoScalingGroupProvider.Builder using(String name) {
        return AutoScalingGroupProvider.builder().autoScalingGroupArn(ARN + name);
    }

    private static CapacityProvider of(String arn) {
        return provider("cp", AutoScalingGroupProvider.builder().autoScalingGroupArn(arn));
    }

    private static List<ContainerInstance> registered(int... numbers) {
        return IntStream.of(numbers)
                .mapToObj(number -> instance(number, "ACTIVE"))
                .toList();
    }
}

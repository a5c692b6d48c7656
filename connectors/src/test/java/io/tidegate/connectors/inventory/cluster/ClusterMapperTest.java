package io.tidegate.connectors.inventory.cluster;

import static io.tidegate.connectors.inventory.cluster.Shapes.group;
import static io.tidegate.connectors.inventory.cluster.Shapes.instance;
import static io.tidegate.connectors.inventory.cluster.Shapes.provider;
import static io.tidegate.connectors.inventory.cluster.Shapes.service;
import static io.tidegate.connectors.inventory.cluster.Shapes.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.CapacityProviderState;
import io.tidegate.schemas.ClusterGroup;
import io.tidegate.schemas.ClusterWorkload;
import io.tidegate.schemas.ContainerInstance;
import io.tidegate.schemas.EcsClusterState;
import io.tidegate.schemas.FixedPort;
import io.tidegate.schemas.TaskResources;
import io.tidegate.schemas.WorkloadKind;
import io.tidegate.schemas.naming.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProvider;
import software.amazon.awssdk.services.ecs.model.ManagedDraining;

class ClusterMapperTest {
    private static final String ARN = "arn:aws:ecs:eu-central-1:123456789012:cluster/demo";
    private static final List<FixedPort> PORTS = List.of(new FixedPort(22, "tcp"), new FixedPort(51_678, "tcp"));
    private static final TaskResources WHOLE = new TaskResources(2_048, 4_000, 0, PORTS);
    private static final TaskResources LEFT = new TaskResources(1_792, 3_488, 0, PORTS);
    private static final TaskResources SMALL = new TaskResources(256, 512, 0, List.of());

    @Test
    void putsTogetherWhatAwsAnswered() {
        var answers = new ClusterAnswers(
                ARN,
                List.of(instance(2, "DRAINING"), instance(1, "ACTIVE"), instance(7, "ACTIVE")),
                List.of(service("web", 2).build()),
                List.of(task("t1", "web", 1).build(), task("t2", "web", 2).build()),
                Map.of(FakeCluster.definitionArn("web:1"), SMALL),
                Optional.of(group(2, "InService", "Terminating:Wait", "Pending")
                        .suspendedProcesses(SuspendedProcess.builder()
                                .processName("Terminate")
                                .build())
                        .build()),
                Optional.of(InstanceRefresh.builder().status("InProgress").build()),
                List.of(provider(
                        "cp",
                        AutoScalingGroupProvider.builder()
                                .autoScalingGroupArn("web")
                                .managedDraining(ManagedDraining.ENABLED))));

        assertThat(ClusterMapper.state(answers))
                .isEqualTo(new EcsClusterState(
                        ARN,
                        List.of(
                                told(2, "DRAINING", Map.of("web", 1), true),
                                told(1, "ACTIVE", Map.of("web", 1), false),
                                told(7, "ACTIVE", Map.of(), false)),
                        List.of(new ClusterWorkload("web", WorkloadKind.REPLICA, "ACTIVE", 2, 2, true, SMALL)),
                        new ClusterGroup("web", 1, 9, 2, 1, WHOLE, true, "InProgress"),
                        new CapacityProviderState("cp", false, true)));
    }

    @Test
    void tellsInstancesAlone() {
        var answers = ClusterAnswers.ofInstances(ARN, List.of(instance(1, "ACTIVE")));

        assertThat(ClusterMapper.state(answers))
                .isEqualTo(
                        new EcsClusterState(ARN, List.of(told(1, "ACTIVE", Map.of(), false)), List.of(), null, null));
    }

    @Test
    void tellsNoProviderWithoutTheGroup() {
        var answers = new ClusterAnswers(
                ARN,
                List.of(),
                List.of(service("web", 2).build()),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(provider("cp", AutoScalingGroupProvider.builder().autoScalingGroupArn("web"))));

        var state = ClusterMapper.state(answers);

        assertThat(state.getGroup()).isNull();
        assertThat(state.getProvider()).isNull();
        assertThat(state.getWorkloads()).extracting(ClusterWorkload::getName).containsExactly("web");
    }

    @Test
    void namesTheClusterAndTheTime() {
        var at = Instant.parse("2026-01-01T00:00:00Z");

        var observation =
                ClusterMapper.observation(new Target.Cluster(Target.Place.DEFAULT, "demo"), at, new EcsClusterState());

        assertThat(observation.getTarget()).isEqualTo("cluster/demo");
        assertThat(observation.getObservedAt()).isEqualTo(at);
    }

    private static ContainerInstance told(int number, String status, Map<String, Integer> tasks, boolean leaving) {
        return new ContainerInstance(
                "i-" + number,
                FakeCluster.arn("container-instance", "c-" + number),
                status,
                true,
                WHOLE,
                LEFT,
                1,
                0,
                tasks,
                false,
                leaving);
    }
}

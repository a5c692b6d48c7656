package io.tidegate.connectors.inventory.cluster;

import static io.tidegate.connectors.inventory.cluster.FakeCluster.definitionArn;
import static io.tidegate.connectors.inventory.cluster.Shapes.service;
import static io.tidegate.connectors.inventory.cluster.Shapes.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.schemas.ClusterWorkload;
import io.tidegate.schemas.TaskResources;
import io.tidegate.schemas.WorkloadKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskSet;

class WorkloadsTest {
    private static final TaskResources SMALL = new TaskResources(256, 512, 0, List.of());
    private static final TaskResources LARGE = new TaskResources(1_024, 2_048, 0, List.of());

    static Stream<Arguments> tellsServices() {
        return Stream.of(
                argumentSet(
                        "of replicas",
                        service("web", 3).runningCount(2),
                        new ClusterWorkload("web", WorkloadKind.REPLICA, "ACTIVE", 3, 2, true, SMALL)),
                argumentSet(
                        "one on each instance",
                        service("web", 3).schedulingStrategy(SchedulingStrategy.DAEMON),
                        new ClusterWorkload("web", WorkloadKind.DAEMON, "ACTIVE", 3, 3, true, SMALL)),
                argumentSet(
                        "of a strategy yet to come",
                        service("web", 3).schedulingStrategy("SWARM"),
                        new ClusterWorkload("web", WorkloadKind.UNKNOWN, "ACTIVE", 3, 3, true, SMALL)),
                argumentSet(
                        "deleted",
                        service("web", 0).status("INACTIVE"),
                        new ClusterWorkload("web", WorkloadKind.REPLICA, "INACTIVE", 0, 0, true, SMALL)),
                argumentSet(
                        "of a size that is not known",
                        service("web", 3).taskDefinition(definitionArn("other:9")),
                        new ClusterWorkload("web", WorkloadKind.REPLICA, "ACTIVE", 3, 3, true, null)),
                argumentSet(
                        "whose task definition is that of its task set",
                        service("web", 3)
                                .taskDefinition(null)
                                .taskSets(taskSet("ACTIVE", "other:9"), taskSet("PRIMARY", "large:1")),
                        new ClusterWorkload("web", WorkloadKind.REPLICA, "ACTIVE", 3, 3, true, LARGE)),
                argumentSet(
                        "on Fargate",
                        service("web", 3).launchType(LaunchType.FARGATE),
                        new ClusterWorkload("web", WorkloadKind.REPLICA, "ACTIVE", 3, 3, false, SMALL)),
                argumentSet(
                        "on Fargate by its capacity provider",
                        service("web", 3).capacityProviderStrategy(on("FARGATE_SPOT")),
                        new ClusterWorkload("web", WorkloadKind.REPLICA, "ACTIVE", 3, 3, false, SMALL)),
                argumentSet(
                        "on instances by its capacity provider",
                        service("web", 3).capacityProviderStrategy(on("cp")),
                        new ClusterWorkload("web", WorkloadKind.REPLICA, "ACTIVE", 3, 3, true, SMALL)));
    }

    @ParameterizedTest
    @MethodSource
    void tellsServices(Service.Builder service, ClusterWorkload expected) {
        var workloads = of(List.of(service.build()));

        assertThat(workloads.states()).containsExactly(expected);
    }

    @Test
    void tellsServicesInTheOrderGivenAndThenStandaloneTasks() {
        var workloads = of(
                List.of(service("web", 1).build(), service("api", 1).build()),
                standalone("t1", "nightly:4", 1).build(),
                standalone("t2", "import:2", 1).build());

        assertThat(workloads.states())
                .extracting(ClusterWorkload::getName)
                .containsExactly("web", "api", "task:import:2", "task:nightly:4");
    }

    @Test
    void countsStandaloneTasksOfOneDefinitionTogether() {
        var workloads = of(
                List.of(),
                standalone("t1", "large:1", 1).build(),
                standalone("t2", "large:1", 2).lastStatus("PENDING").build(),
                standalone("t3", "large:1", 2)
                        .containerInstanceArn(null)
                        .lastStatus("PROVISIONING")
                        .build());

        assertThat(workloads.states())
                .containsExactly(
                        new ClusterWorkload("task:large:1", WorkloadKind.STANDALONE, "ACTIVE", 3, 1, true, LARGE));
        assertThat(workloads.byInstance())
                .isEqualTo(Map.of(
                        instance(1), Map.of("task:large:1", 1),
                        instance(2), Map.of("task:large:1", 1)));
    }

    @Test
    void countsTheTasksOnEachInstance() {
        var workloads = of(
                List.of(service("web", 3).build(), service("api", 1).build()),
                task("t1", "web", 1).build(),
                task("t2", "web", 1).lastStatus("ACTIVATING").build(),
                task("t3", "web", 2).build(),
                task("t4", "api", 1).build());

        assertThat(workloads.byInstance())
                .isEqualTo(Map.of(instance(1), Map.of("web", 2, "api", 1), instance(2), Map.of("web", 1)));
    }

    // Every task that is told has a workload that is told: else nobody could say how much it takes.
    @Test
    void takesTasksOfAServiceThatIsForgottenForStandaloneOnes() {
        var workloads = of(List.of(), task("t1", "web", 1).build());

        assertThat(workloads.states())
                .containsExactly(
                        new ClusterWorkload("task:web:1", WorkloadKind.STANDALONE, "ACTIVE", 1, 1, true, SMALL));
        assertThat(workloads.byInstance()).isEqualTo(Map.of(instance(1), Map.of("task:web:1", 1)));
    }

    @Test
    void leavesOutStandaloneTasksOnFargate() {
        var workloads = of(
                List.of(),
                standalone("t1", "large:1", 1)
                        .containerInstanceArn(null)
                        .launchType(LaunchType.FARGATE)
                        .build(),
                standalone("t2", "large:1", 1)
                        .containerInstanceArn(null)
                        .capacityProviderName("FARGATE_SPOT")
                        .build());

        assertThat(workloads.states()).isEmpty();
    }

    private static Workloads of(List<Service> services, Task... tasks) {
        return new Workloads(
                services, List.of(tasks), Map.of(definitionArn("web:1"), SMALL, definitionArn("large:1"), LARGE));
    }

    private static Task.Builder standalone(String id, String definition, int instance) {
        return task(id, "none", instance)
                .group("family:" + definition.replaceAll(":.*", ""))
                .taskDefinitionArn(definitionArn(definition));
    }

    private static TaskSet taskSet(String status, String definition) {
        return TaskSet.builder()
                .status(status)
                .taskDefinition(definitionArn(definition))
                .build();
    }

    private static CapacityProviderStrategyItem on(String provider) {
        return CapacityProviderStrategyItem.builder().capacityProvider(provider).build();
    }

    private static String instance(int number) {
        return FakeCluster.arn("container-instance", "c-" + number);
    }
}

package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.simulatedaws.backing.Backing;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.instance.PlacementStrategy;
import io.tidegate.simulatedaws.instance.TaskShape;
import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.simulatedaws.observation.Mutation;
import io.tidegate.simulatedaws.service.ServicePlan;
import io.tidegate.simulatedaws.service.TaskSizing;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Services, tasks and task definitions of a cluster with instances. */
class TaskContractTest {
    private static final String WEB_1 = "arn:aws:ecs:us-east-1:000000000000:task-definition/web:1";
    private static final TaskDefinition WEB = TaskDefinition.builder()
            .family("web")
            .containerDefinitions(
                    ContainerDefinition.builder()
                            .name("app")
                            .cpu(256)
                            .memoryReservation(512)
                            .memory(1024)
                            .build(),
                    ContainerDefinition.builder()
                            .name("proxy")
                            .cpu(64)
                            .memory(128)
                            .build())
            .build();

    private SimulatedAws aws;
    private EcsClient ecs;

    @BeforeEach
    void start() throws Exception {
        aws = SimulatedAws.start(CloudConfig.calm(Instant.now(), 1), 0);
        aws.tell(cloud -> {
            cloud.addGroup("shop", 0, 9, 1);
            var clusters = cloud.instanceClusters();
            clusters.back("shop", Backing.of("shop", InstanceShape.of(1024, 2048)));
            var plan = ServicePlan.of(WEB).with(PlacementStrategy.SPREAD);
            clusters.addService("ecs/shop/web", plan, 1, Workload.ofRequests(1));
            clusters.addDaemon("ecs/shop/agent", TaskSizing.definition("agent", TaskShape.of(64, 64)));
            clusters.runTask("shop", TaskSizing.definition("batch", TaskShape.of(2048, 64)));
            cloud.addService("ecs/shop/api", 1, Workload.ofRequests(1));
        });
        ecs = Clients.client(EcsClient.builder(), aws.endpoint());
    }

    @AfterEach
    void stop() {
        ecs.close();
        aws.close();
    }

    @Test
    void describesAServiceOnInstances() {
        var described = ecs.describeServices(request -> request.cluster("shop").services("web", "agent", "api"));

        assertThat(described.services())
                .satisfiesExactly(
                        web -> {
                            assertThat(web.launchType()).isEqualTo(LaunchType.EC2);
                            assertThat(web.schedulingStrategy()).isEqualTo(SchedulingStrategy.REPLICA);
                            assertThat(web.taskDefinition()).isEqualTo(WEB_1);
                            assertThat(web.desiredCount()).isEqualTo(1);
                            assertThat(web.runningCount()).isEqualTo(1);
                            assertThat(web.deploymentConfiguration().minimumHealthyPercent())
                                    .isEqualTo(100);
                            assertThat(web.deploymentConfiguration().maximumPercent())
                                    .isEqualTo(200);
                            assertThat(web.placementStrategy())
                                    .singleElement()
                                    .hasToString("PlacementStrategy(Type=spread, Field=instanceId)");
                            assertThat(web.deployments().getFirst().launchType())
                                    .isEqualTo(LaunchType.EC2);
                        },
                        agent -> {
                            assertThat(agent.launchType()).isEqualTo(LaunchType.EC2);
                            assertThat(agent.schedulingStrategy()).isEqualTo(SchedulingStrategy.DAEMON);
                            assertThat(agent.desiredCount()).isEqualTo(1);
                            assertThat(agent.pendingCount()).isEqualTo(1);
                            assertThat(agent.placementStrategy()).isEmpty();
                        },
                        api -> {
                            assertThat(api.launchType()).isEqualTo(LaunchType.FARGATE);
                            assertThat(api.schedulingStrategy()).isEqualTo(SchedulingStrategy.REPLICA);
                        });
    }

    @Test
    void listsServicesByLaunchTypeAndSchedulingStrategy() {
        var onInstances = ecs.listServices(request -> request.cluster("shop").launchType(LaunchType.EC2));
        var daemons =
                ecs.listServices(request -> request.cluster("shop").schedulingStrategy(SchedulingStrategy.DAEMON));

        assertThat(onInstances.serviceArns())
                .containsExactly(
                        "arn:aws:ecs:us-east-1:000000000000:service/shop/agent",
                        "arn:aws:ecs:us-east-1:000000000000:service/shop/web");
        assertThat(daemons.serviceArns()).containsExactly("arn:aws:ecs:us-east-1:000000000000:service/shop/agent");
    }

    @Test
    void describesTheClusterWithItsInstancesAndAllItsTasks() {
        var described = ecs.describeClusters(request -> request.clusters("shop"));

        assertThat(described.clusters()).singleElement().satisfies(cluster -> {
            assertThat(cluster.registeredContainerInstancesCount()).isEqualTo(1);
            assertThat(cluster.activeServicesCount()).isEqualTo(3);
            assertThat(cluster.runningTasksCount()).isEqualTo(2);
            assertThat(cluster.pendingTasksCount()).isEqualTo(2);
            assertThat(cluster.capacityProviders()).isEmpty();
        });
    }

    @Test
    void describesTasksWithTheirInstanceAndGroup() {
        var instance = ecs.listContainerInstances(request -> request.cluster("shop"))
                .containerInstanceArns()
                .getFirst();

        var web = only(request -> request.serviceName("web"));
        var batch = only(request -> request.family("batch"));
        var api = only(request -> request.serviceName("api"));

        assertThat(web.containerInstanceArn()).isEqualTo(instance);
        assertThat(web.group()).isEqualTo("service:web");
        assertThat(web.launchType()).isEqualTo(LaunchType.EC2);
        assertThat(web.taskDefinitionArn()).isEqualTo(WEB_1);
        assertThat(web.lastStatus()).isEqualTo("RUNNING");
        assertThat(web.startedBy()).isEqualTo("ecs-svc/web");
        assertThat(batch.containerInstanceArn()).isNull();
        assertThat(batch.group()).isEqualTo("family:batch");
        assertThat(batch.lastStatus()).isEqualTo("PENDING");
        assertThat(batch.startedBy()).isNull();
        assertThat(api.containerInstanceArn()).isNull();
        assertThat(api.launchType()).isEqualTo(LaunchType.FARGATE);
        assertThat(api.cpu()).isEqualTo("256");
    }

    @Test
    void listsTasksByWhatTheyAre() {
        var instance = ecs.listContainerInstances(request -> request.cluster("shop"))
                .containerInstanceArns()
                .getFirst();

        assertThat(groups(request -> {}))
                .containsExactlyInAnyOrder("service:web", "service:agent", "family:batch", "service:api");
        assertThat(groups(request -> request.containerInstance(instance)))
                .containsExactlyInAnyOrder("service:web", "service:agent");
        assertThat(groups(request -> request.launchType(LaunchType.FARGATE))).containsExactly("service:api");
        assertThat(groups(request -> request.startedBy("ecs-svc/agent"))).containsExactly("service:agent");
        assertThat(groups(request -> request.family("agent"))).containsExactly("service:agent");
        assertThat(groups(request -> request.desiredStatus("STOPPED"))).isEmpty();
    }

    @Test
    void describesATaskDefinitionByArnNameOrFamily() {
        var byArn = ecs.describeTaskDefinition(request -> request.taskDefinition(WEB_1))
                .taskDefinition();
        var byName = ecs.describeTaskDefinition(request -> request.taskDefinition("web:1"))
                .taskDefinition();
        var byFamily = ecs.describeTaskDefinition(request -> request.taskDefinition("web"))
                .taskDefinition();

        assertThat(byArn).isEqualTo(byName).isEqualTo(byFamily);
        assertThat(byArn.taskDefinitionArn()).isEqualTo(WEB_1);
        assertThat(byArn.family()).isEqualTo("web");
        assertThat(byArn.revision()).isEqualTo(1);
        assertThat(byArn.status()).isEqualTo(TaskDefinitionStatus.ACTIVE);
        assertThat(byArn.networkMode()).isEqualTo(NetworkMode.BRIDGE);
        assertThat(byArn.requiresCompatibilities()).containsExactly(Compatibility.EC2);
        assertThat(byArn.containerDefinitions()).isEqualTo(WEB.containerDefinitions());
    }

    @Test
    void describesTheDefinitionOfAServiceOnFargate() {
        var arn = ecs.describeServices(request -> request.cluster("shop").services("api"))
                .services()
                .getFirst()
                .taskDefinition();

        var definition = ecs.describeTaskDefinition(request -> request.taskDefinition(arn))
                .taskDefinition();

        assertThat(definition.requiresCompatibilities()).containsExactly(Compatibility.FARGATE);
        assertThat(definition.cpu()).isEqualTo("256");
        assertThat(definition.memory()).isEqualTo("512");
    }

    @Test
    void refusesAsEcsDoes() {
        assertThatThrownBy(() -> ecs.describeTaskDefinition(request -> request.taskDefinition("web:2")))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("Unable to describe task definition.");
        assertThatThrownBy(() -> ecs.describeTaskDefinition(request -> request.taskDefinition("none")))
                .isInstanceOf(ClientException.class);
        assertThatThrownBy(() -> ecs.describeTaskDefinition(request -> {}))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(
                        () -> ecs.listTasks(request -> request.cluster("shop").containerInstance("none")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Container instance not found: none");
        assertThatThrownBy(
                        () -> ecs.listTasks(request -> request.cluster("shop").serviceName("none")))
                .isInstanceOf(ServiceNotFoundException.class);
        assertThatThrownBy(() -> ecs.listTasks(request -> request.cluster("none")))
                .isInstanceOf(ClusterNotFoundException.class);
        assertThatThrownBy(() ->
                        ecs.describeTasks(request -> request.cluster("shop").tasks(List.of())))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> ecs.updateService(
                        request -> request.cluster("shop").service("agent").desiredCount(3)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("desiredCount must not be given for a DAEMON service, was 3");
        List<Mutation> changes = aws.ask(SimulatedCloud::effectiveMutations);
        assertThat(changes).isEmpty();
    }

    private Task only(Consumer<ListTasksRequest.Builder> filter) {
        var arns =
                ecs.listTasks(request -> filter.accept(request.cluster("shop"))).taskArns();
        assertThat(arns).hasSize(1);
        return ecs.describeTasks(request -> request.cluster("shop").tasks(arns))
                .tasks()
                .getFirst();
    }

    private List<String> groups(Consumer<ListTasksRequest.Builder> filter) {
        var arns =
                ecs.listTasks(request -> filter.accept(request.cluster("shop"))).taskArns();
        return arns.isEmpty()
                ? List.of()
                : ecs.describeTasks(request -> request.cluster("shop").tasks(arns)).tasks().stream()
                        .map(Task::group)
                        .toList();
    }
}

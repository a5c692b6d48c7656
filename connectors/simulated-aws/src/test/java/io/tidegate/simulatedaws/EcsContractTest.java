package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.simulatedaws.load.Workload;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;

class EcsContractTest {
    private SimulatedAws aws;
    private EcsClient ecs;

    @BeforeEach
    void start() throws Exception {
        aws = SimulatedAws.start(CloudConfig.calm(Instant.now(), 1), 0);
        aws.tell(cloud -> cloud.addService("ecs/shop/web", 2, Workload.ofRequests(100)));
        ecs = Clients.client(EcsClient.builder(), aws.endpoint());
    }

    @AfterEach
    void stop() {
        ecs.close();
        aws.close();
    }

    @Test
    void listsAndDescribesClusters() {
        aws.tell(cloud -> cloud.addCluster("empty"));

        var listed = ecs.listClusters();
        var described = ecs.describeClusters(request -> request.clusters("shop", "nowhere"));

        assertThat(listed.clusterArns())
                .containsExactly(
                        "arn:aws:ecs:us-east-1:000000000000:cluster/empty",
                        "arn:aws:ecs:us-east-1:000000000000:cluster/shop");
        assertThat(described.clusters()).singleElement().satisfies(cluster -> {
            assertThat(cluster.clusterName()).isEqualTo("shop");
            assertThat(cluster.status()).isEqualTo("ACTIVE");
            assertThat(cluster.activeServicesCount()).isEqualTo(1);
            assertThat(cluster.runningTasksCount()).isEqualTo(2);
        });
        assertThat(described.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.arn()).isEqualTo("arn:aws:ecs:us-east-1:000000000000:cluster/nowhere");
            assertThat(failure.reason()).isEqualTo("MISSING");
        });
    }

    @Test
    void describesAServiceWithItsPrimaryDeployment() {
        var described = ecs.describeServices(request -> request.cluster("shop").services("web", "gone"));

        assertThat(described.services()).singleElement().satisfies(service -> {
            assertThat(service.serviceName()).isEqualTo("web");
            assertThat(service.serviceArn()).isEqualTo("arn:aws:ecs:us-east-1:000000000000:service/shop/web");
            assertThat(service.clusterArn()).isEqualTo("arn:aws:ecs:us-east-1:000000000000:cluster/shop");
            assertThat(service.status()).isEqualTo("ACTIVE");
            assertThat(service.desiredCount()).isEqualTo(2);
            assertThat(service.runningCount()).isEqualTo(2);
            assertThat(service.pendingCount()).isZero();
            assertThat(service.deployments()).singleElement().satisfies(deployment -> {
                assertThat(deployment.status()).isEqualTo("PRIMARY");
                assertThat(deployment.rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
            });
        });
        assertThat(described.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.arn()).isEqualTo("arn:aws:ecs:us-east-1:000000000000:service/shop/gone");
            assertThat(failure.reason()).isEqualTo("MISSING");
        });
    }

    @Test
    void updatesTheDesiredCountByNameOrArn() {
        var byName = ecs.updateService(
                request -> request.cluster("shop").service("web").desiredCount(5));
        var byArn = ecs.updateService(request -> request.cluster("arn:aws:ecs:us-east-1:000000000000:cluster/shop")
                .service("arn:aws:ecs:us-east-1:000000000000:service/shop/web")
                .desiredCount(4));

        assertThat(byName.service().desiredCount()).isEqualTo(5);
        assertThat(byName.service().pendingCount()).isEqualTo(3);
        assertThat(byArn.service().desiredCount()).isEqualTo(4);
        assertThat(byArn.service().pendingCount()).isEqualTo(2);
    }

    @Test
    void pagesThroughTheServicesOfACluster() {
        aws.tell(cloud -> IntStream.range(0, 25)
                .forEach(i -> cloud.addService("ecs/many/s%02d".formatted(i), 0, Workload.ofRequests(1))));

        var first = ecs.listServices(request -> request.cluster("many"));
        var all = ecs.listServicesPaginator(request -> request.cluster("many").maxResults(10));

        assertThat(first.serviceArns()).hasSize(10);
        assertThat(first.nextToken()).isNotNull();
        assertThat(all.serviceArns().stream())
                .hasSize(25)
                .doesNotHaveDuplicates()
                .contains("arn:aws:ecs:us-east-1:000000000000:service/many/s24");
    }

    @Test
    void listsAndDescribesTasks() {
        var tasks = ecs.listTasks(
                        request -> request.cluster("shop").serviceName("web").desiredStatus(DesiredStatus.RUNNING))
                .taskArns();
        var described = ecs.describeTasks(
                request -> request.cluster("shop").tasks(tasks.getFirst(), "ffffffffffffffffffffffffffffffff"));

        assertThat(tasks).hasSize(2).allMatch(arn -> arn.startsWith("arn:aws:ecs:us-east-1:000000000000:task/shop/"));
        assertThat(described.tasks()).singleElement().satisfies(task -> {
            assertThat(task.taskArn()).isEqualTo(tasks.getFirst());
            assertThat(task.lastStatus()).isEqualTo("RUNNING");
            assertThat(task.group()).isEqualTo("service:web");
        });
        assertThat(described.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo("MISSING"));
    }

    @Test
    void refusesAsEcsDoes() {
        aws.tell(cloud -> {
            cloud.addService("ecs/shop/old", 1, Workload.ofRequests(1));
            cloud.deleteService("ecs/shop/old");
        });
        var eleven = IntStream.range(0, 11).mapToObj(i -> "s" + i).toList();

        assertThatThrownBy(() ->
                        ecs.describeServices(request -> request.cluster("no").services("web")))
                .isInstanceOf(ClusterNotFoundException.class);
        assertThatThrownBy(() ->
                        ecs.describeServices(request -> request.cluster("shop").services(eleven)))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> ecs.updateService(
                        request -> request.cluster("shop").service("no").desiredCount(1)))
                .isInstanceOf(ServiceNotFoundException.class);
        assertThatThrownBy(() -> ecs.updateService(
                        request -> request.cluster("shop").service("old").desiredCount(1)))
                .isInstanceOf(ServiceNotActiveException.class);
        assertThatThrownBy(() -> ecs.updateService(
                        request -> request.cluster("shop").service("web").desiredCount(-1)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("desiredCount must be at least 0, was -1");
        assertThatThrownBy(() ->
                        ecs.listServices(request -> request.cluster("shop").maxResults(101)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void answersAnOperationThatIsNotSimulatedAsUnknownAndCountsIt() {
        assertThatThrownBy(() -> ecs.startTask(request ->
                        request.cluster("shop").containerInstances("i").taskDefinition("t")))
                .isInstanceOfSatisfying(
                        EcsException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo("UnknownOperationException"));
        assertThat(aws.ask(SimulatedCloud::callCounts).unknown()).containsExactlyEntriesOf(Map.of("ecs.StartTask", 1L));
    }
}

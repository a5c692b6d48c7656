package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.simulatedaws.instance.TaskShape;
import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.simulatedaws.service.ServiceStatus;
import io.tidegate.simulatedaws.service.TaskSizing;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.ValidationException;

class ApplicationAutoScalingContractTest {
    private SimulatedAws aws;
    private ApplicationAutoScalingClient scaling;

    @BeforeEach
    void start() throws Exception {
        aws = SimulatedAws.start(CloudConfig.calm(Instant.now(), 1), 0);
        aws.tell(cloud -> cloud.addService("ecs/shop/web", 4, Workload.ofRequests(100)));
        scaling = Clients.client(ApplicationAutoScalingClient.builder(), aws.endpoint());
    }

    @AfterEach
    void stop() {
        scaling.close();
        aws.close();
    }

    @Test
    void registersAndDescribesATarget() {
        var registered = scaling.registerScalableTarget(
                web().minCapacity(1).maxCapacity(9).build());

        var described = scaling.describeScalableTargets(
                request -> request.serviceNamespace(ServiceNamespace.ECS).resourceIds("service/shop/web"));

        assertThat(described.scalableTargets()).singleElement().satisfies(target -> {
            assertThat(target.resourceId()).isEqualTo("service/shop/web");
            assertThat(target.scalableDimension()).isEqualTo(ScalableDimension.ECS_SERVICE_DESIRED_COUNT);
            assertThat(target.minCapacity()).isEqualTo(1);
            assertThat(target.maxCapacity()).isEqualTo(9);
            assertThat(target.scalableTargetARN()).isEqualTo(registered.scalableTargetARN());
            assertThat(target.suspendedState().dynamicScalingInSuspended()).isFalse();
        });
    }

    @Test
    void updatesOnlyWhatIsNamed() {
        scaling.registerScalableTarget(web().minCapacity(1).maxCapacity(9).build());

        scaling.registerScalableTarget(web().maxCapacity(6)
                .suspendedState(state -> state.dynamicScalingInSuspended(true))
                .build());

        var target = scaling.describeScalableTargets(request -> request.serviceNamespace(ServiceNamespace.ECS))
                .scalableTargets()
                .getFirst();
        assertThat(target.minCapacity()).isEqualTo(1);
        assertThat(target.maxCapacity()).isEqualTo(6);
        assertThat(target.suspendedState().dynamicScalingInSuspended()).isTrue();
        assertThat(target.suspendedState().scheduledScalingSuspended()).isFalse();
    }

    @Test
    void pullsTheDesiredCountIntoTheBoundsAtOnce() {
        scaling.registerScalableTarget(web().minCapacity(6).maxCapacity(9).build());

        var service = aws.ask(cloud -> cloud.service("ecs/shop/web"));
        assertThat(service).contains(new ServiceStatus(6, 4, 2));
    }

    @Test
    void pagesThroughTargets() {
        IntStream.range(0, 5).forEach(i -> {
            aws.tell(cloud -> cloud.addService("ecs/shop/s" + i, 1, Workload.ofRequests(1)));
            scaling.registerScalableTarget(web().resourceId("service/shop/s" + i)
                    .minCapacity(1)
                    .maxCapacity(2)
                    .build());
        });

        var all = scaling.describeScalableTargetsPaginator(
                request -> request.serviceNamespace(ServiceNamespace.ECS).maxResults(2));

        assertThat(all.scalableTargets().stream().map(target -> target.resourceId()))
                .containsExactly(
                        "service/shop/s0", "service/shop/s1", "service/shop/s2", "service/shop/s3", "service/shop/s4");
    }

    @Test
    void scalesWhatIsOutsideEcsToo() {
        var table = "appas/dynamodb/table/orders/dynamodb:table:ReadCapacityUnits";
        aws.tell(cloud -> cloud.addScalable(table, 5));

        scaling.registerScalableTarget(request -> request.serviceNamespace(ServiceNamespace.DYNAMODB)
                .resourceId("table/orders")
                .scalableDimension(ScalableDimension.DYNAMODB_TABLE_READ_CAPACITY_UNITS)
                .minCapacity(8)
                .maxCapacity(8));

        var capacity = aws.ask(cloud -> cloud.capacity(table));
        assertThat(capacity).contains(8);
        assertThat(scaling.describeScalableTargets(request -> request.serviceNamespace(ServiceNamespace.DYNAMODB))
                        .scalableTargets())
                .singleElement()
                .satisfies(target -> assertThat(target.resourceId()).isEqualTo("table/orders"));
    }

    @Test
    void forgetsADeregisteredTarget() {
        scaling.registerScalableTarget(web().minCapacity(1).maxCapacity(9).build());

        scaling.deregisterScalableTarget(request -> request.serviceNamespace(ServiceNamespace.ECS)
                .resourceId("service/shop/web")
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT));

        var left = aws.ask(cloud -> cloud.scalableTarget("ecs/shop/web"));
        assertThat(left).isEmpty();
        assertThatThrownBy(
                        () -> scaling.deregisterScalableTarget(request -> request.serviceNamespace(ServiceNamespace.ECS)
                                .resourceId("service/shop/web")
                                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)))
                .isInstanceOf(ObjectNotFoundException.class);
    }

    @Test
    void refusesToScaleADaemon() {
        var definition = TaskSizing.definition("agent", TaskShape.of(1, 1));
        aws.tell(cloud -> cloud.instanceClusters().addDaemon("ecs/shop/agent", definition));

        assertThatThrownBy(() -> scaling.registerScalableTarget(web().resourceId("service/shop/agent")
                        .minCapacity(1)
                        .maxCapacity(2)
                        .build()))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("service/shop/agent");
    }

    @Test
    void refusesAsApplicationAutoScalingDoes() {
        assertThatThrownBy(() ->
                        scaling.registerScalableTarget(web().minCapacity(1).build()))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("required");
        assertThatThrownBy(() -> scaling.registerScalableTarget(
                        web().minCapacity(3).maxCapacity(2).build()))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> scaling.registerScalableTarget(web().resourceId("service/shop/no")
                        .minCapacity(1)
                        .maxCapacity(2)
                        .build()))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("ECS service doesn't exist: service/shop/no");
    }

    private static RegisterScalableTargetRequest.Builder web() {
        return RegisterScalableTargetRequest.builder()
                .serviceNamespace(ServiceNamespace.ECS)
                .resourceId("service/shop/web")
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT);
    }
}

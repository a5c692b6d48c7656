package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidegate.simulatedaws.load.Workload;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ecs.EcsClient;

class SeveralCloudsTest {
    private static final String OTHER = "111122223333";

    private final CloudConfig calm = CloudConfig.calm(Instant.now(), 1).withPace(1_000);
    private SimulatedAws aws;

    @BeforeEach
    void start() throws Exception {
        aws = SimulatedAws.start(calm, 0);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void eachCloudIsAWorldOfItsOwn() {
        aws.add(calm.withPlace(OTHER, "us-east-1"));
        aws.add(calm.withPlace(OTHER, "eu-west-1"));

        aws.tell(OTHER, "eu-west-1", cloud -> cloud.addService("ecs/shop/web", 2, Workload.ofRequests(1)));

        assertThat(aws.<Integer>ask(
                        OTHER, "eu-west-1", cloud -> cloud.services().size()))
                .isEqualTo(1);
        assertThat(aws.<Integer>ask(
                        OTHER, "us-east-1", cloud -> cloud.services().size()))
                .isZero();
        assertThat(aws.<Integer>ask(cloud -> cloud.services().size())).isZero();
    }

    @Test
    void theFirstCloudIsFoundByItsPlaceToo() {
        aws.tell(cloud -> cloud.addService("ecs/shop/web", 1, Workload.ofRequests(1)));

        assertThat(aws.ask("000000000000", "us-east-1", SimulatedCloud::services))
                .containsExactly("ecs/shop/web");
    }

    @Test
    void timePassesInAllOfThem() {
        aws.add(calm.withPlace(OTHER, "eu-west-1"));
        aws.tell(OTHER, "eu-west-1", cloud -> cloud.addService("ecs/shop/web", 3, 0, Workload.ofRequests(1)));

        await().until(() -> aws.ask(
                OTHER,
                "eu-west-1",
                cloud -> cloud.service("ecs/shop/web").orElseThrow().running() == 3));
    }

    @Test
    void refusesASecondCloudOfAPlaceAndTellsOfWhichThereAre() {
        aws.add(calm.withPlace(OTHER, "eu-west-1"));

        assertThatThrownBy(() -> aws.add(calm.withPlace(OTHER, "eu-west-1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cloud must be new, but 111122223333/eu-west-1 exists");
        assertThatThrownBy(() -> aws.tell(OTHER, "us-east-1", cloud -> cloud.addCluster("shop")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cloud must be one of [000000000000/us-east-1, 111122223333/eu-west-1],"
                        + " was 111122223333/us-east-1");
    }

    @Test
    void arnsCarryAccountAndRegionInWhateverIsAnswered() throws Exception {
        try (var elsewhere = SimulatedAws.start(calm.withPlace(OTHER, "eu-west-1"), 0);
                var ecs = Clients.client(EcsClient.builder(), elsewhere.endpoint());
                var groups = Clients.client(AutoScalingClient.builder(), elsewhere.endpoint());
                var targets = Clients.client(ApplicationAutoScalingClient.builder(), elsewhere.endpoint())) {
            elsewhere.tell(cloud -> {
                cloud.addService("ecs/shop/web", 1, Workload.ofRequests(1));
                cloud.addGroup("web", 0, 2, 2);
            });

            var service = ecs.describeServices(
                            request -> request.cluster("shop").services("web"))
                    .services()
                    .getFirst();
            var group = groups.describeAutoScalingGroups().autoScalingGroups().getFirst();
            targets.registerScalableTarget(request -> request.serviceNamespace("ecs")
                    .resourceId("service/shop/web")
                    .scalableDimension("ecs:service:DesiredCount")
                    .minCapacity(1)
                    .maxCapacity(2));
            var target = targets.describeScalableTargets(request -> request.serviceNamespace("ecs"))
                    .scalableTargets()
                    .getFirst();

            assertThat(service.serviceArn()).isEqualTo("arn:aws:ecs:eu-west-1:111122223333:service/shop/web");
            assertThat(service.clusterArn()).isEqualTo("arn:aws:ecs:eu-west-1:111122223333:cluster/shop");
            assertThat(service.taskDefinition()).isEqualTo("arn:aws:ecs:eu-west-1:111122223333:task-definition/web:1");
            assertThat(group.autoScalingGroupARN())
                    .startsWith("arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:");
            assertThat(group.instances())
                    .extracting(instance -> instance.availabilityZone())
                    .containsExactly("eu-west-1a", "eu-west-1b");
            assertThat(target.scalableTargetARN())
                    .startsWith("arn:aws:application-autoscaling:eu-west-1:111122223333:");
            assertThat(target.roleARN()).startsWith("arn:aws:iam::111122223333:role/");
        }
    }
}

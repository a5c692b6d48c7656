package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.simulatedaws.backing.Backing;
import io.tidegate.simulatedaws.backing.CapacityProvider;
import io.tidegate.simulatedaws.instance.InstanceShape;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ManagedDraining;
import software.amazon.awssdk.services.ecs.model.ManagedScalingStatus;
import software.amazon.awssdk.services.ecs.model.ManagedTerminationProtection;

class CapacityProviderContractTest {
    private static final InstanceShape SHAPE = InstanceShape.of(1024, 2048);

    private static final String GROUP_ARN =
            "arn:aws:autoscaling:us-east-1:000000000000:autoScalingGroup:[0-9a-f-]{36}:autoScalingGroupName/scaled";

    private SimulatedAws aws;
    private EcsClient ecs;
    private AutoScalingClient groups;

    @BeforeEach
    void start() throws Exception {
        aws = SimulatedAws.start(CloudConfig.calm(Instant.now(), 1), 0);
        aws.tell(cloud -> {
            cloud.addGroup("scaled", 0, 9, 1);
            cloud.addGroup("drained", 0, 9, 1);
            cloud.addGroup("bare", 0, 9, 1);
            var clusters = cloud.instanceClusters();
            clusters.back("scaled", Backing.of("shop", SHAPE).through(new CapacityProvider("z", true, false, 80)));
            clusters.back("drained", Backing.of("shop", SHAPE).through(new CapacityProvider("a", false, true, 100)));
            clusters.back("bare", Backing.of("shop", SHAPE));
        });
        ecs = Clients.client(EcsClient.builder(), aws.endpoint());
        groups = Clients.client(AutoScalingClient.builder(), aws.endpoint());
    }

    @AfterEach
    void stop() {
        ecs.close();
        groups.close();
        aws.close();
    }

    @Test
    void describesProvidersOverTheirGroups() {
        var described = ecs.describeCapacityProviders(request ->
                request.capacityProviders("z", "arn:aws:ecs:us-east-1:000000000000:capacity-provider/a", "none"));

        assertThat(described.capacityProviders())
                .satisfiesExactly(
                        drained -> {
                            assertThat(drained.name()).isEqualTo("a");
                            var group = drained.autoScalingGroupProvider();
                            assertThat(group.managedScaling().status()).isEqualTo(ManagedScalingStatus.DISABLED);
                            assertThat(group.managedDraining()).isEqualTo(ManagedDraining.ENABLED);
                        },
                        scaled -> {
                            assertThat(scaled.name()).isEqualTo("z");
                            assertThat(scaled.statusAsString()).isEqualTo("ACTIVE");
                            assertThat(scaled.capacityProviderArn())
                                    .isEqualTo("arn:aws:ecs:us-east-1:000000000000:capacity-provider/z");
                            var group = scaled.autoScalingGroupProvider();
                            assertThat(group.autoScalingGroupArn())
                                    .matches(GROUP_ARN)
                                    .isEqualTo(groups.describeAutoScalingGroups(
                                                    request -> request.autoScalingGroupNames("scaled"))
                                            .autoScalingGroups()
                                            .getFirst()
                                            .autoScalingGroupARN());
                            assertThat(group.managedScaling().status()).isEqualTo(ManagedScalingStatus.ENABLED);
                            assertThat(group.managedScaling().targetCapacity()).isEqualTo(80);
                            assertThat(group.managedDraining()).isEqualTo(ManagedDraining.DISABLED);
                            assertThat(group.managedTerminationProtection())
                                    .isEqualTo(ManagedTerminationProtection.DISABLED);
                        });
        assertThat(described.failures())
                .containsExactly(Failure.builder()
                        .arn("arn:aws:ecs:us-east-1:000000000000:capacity-provider/none")
                        .reason("MISSING")
                        .build());
    }

    @Test
    void listsThoseOfFargateToo() {
        var first = ecs.describeCapacityProviders(request -> request.maxResults(3));
        var second = ecs.describeCapacityProviders(request -> request.nextToken(first.nextToken()));

        assertThat(first.capacityProviders())
                .extracting(software.amazon.awssdk.services.ecs.model.CapacityProvider::name)
                .containsExactly("FARGATE", "FARGATE_SPOT", "a");
        assertThat(first.capacityProviders().getFirst().autoScalingGroupProvider())
                .isNull();
        assertThat(second.capacityProviders())
                .extracting(software.amazon.awssdk.services.ecs.model.CapacityProvider::name)
                .containsExactly("z");
    }

    @Test
    void theClusterNamesItsProviders() {
        var described = ecs.describeClusters(request -> request.clusters("shop"));

        assertThat(described.clusters()).singleElement().satisfies(cluster -> {
            assertThat(cluster.capacityProviders()).containsExactly("a", "z");
            assertThat(cluster.registeredContainerInstancesCount()).isEqualTo(3);
        });
    }

    @Test
    void onlyAGroupThatEcsScalesHasItsTag() {
        var described = groups.describeAutoScalingGroups().autoScalingGroups();

        assertThat(described)
                .satisfiesExactly(
                        bare -> assertThat(bare.tags()).isEmpty(),
                        drained -> assertThat(drained.tags()).isEmpty(),
                        scaled -> {
                            assertThat(scaled.tags())
                                    .containsExactly(TagDescription.builder()
                                            .resourceId("scaled")
                                            .resourceType("auto-scaling-group")
                                            .key("AmazonECSManaged")
                                            .value("true")
                                            .propagateAtLaunch(true)
                                            .build());
                        });
    }

    @Test
    void refusesAsEcsDoes() {
        var many = IntStream.range(0, 101).mapToObj(i -> "cp" + i).toList();

        assertThatThrownBy(() -> ecs.describeCapacityProviders(request -> request.capacityProviders(many)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("must not be more than 100, were 101");
        assertThatThrownBy(() -> ecs.describeCapacityProviders(request -> request.nextToken("?")))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> ecs.describeCapacityProviders(request -> request.maxResults(0)))
                .isInstanceOf(InvalidParameterException.class);
    }
}

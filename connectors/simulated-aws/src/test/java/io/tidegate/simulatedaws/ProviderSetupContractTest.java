package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProviderField;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStatus;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.CapacityProviderUpdateStatus;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ManagedDraining;
import software.amazon.awssdk.services.ecs.model.ManagedScalingStatus;
import software.amazon.awssdk.services.ecs.model.ManagedTerminationProtection;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.UpdateInProgressException;

class ProviderSetupContractTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    private final SimulatedCloud cloud = new SimulatedCloud(CloudConfig.calm(START, 1));
    private final EcsClient ecs = SteppedClients.client(EcsClient.builder(), cloud);
    private final AutoScalingClient groups = SteppedClients.client(AutoScalingClient.builder(), cloud);

    ProviderSetupContractTest() {
        cloud.addCluster("shop");
        cloud.addGroup("web", 0, 9, 1);
    }

    private void create() {
        ecs.createCapacityProvider(request -> request.name("web")
                .tags(Tag.builder().key("team").value("shop").build())
                .autoScalingGroupProvider(group -> group.autoScalingGroupArn("web")
                        .managedScaling(scaling ->
                                scaling.status(ManagedScalingStatus.ENABLED).targetCapacity(80))));
        pass();
    }

    private static CapacityProviderStrategyItem item(String provider) {
        return CapacityProviderStrategyItem.builder()
                .capacityProvider(provider)
                .weight(1)
                .build();
    }

    private void pass() {
        cloud.step(cloud.now().plus(LONG_ENOUGH));
    }

    private CapacityProvider described() {
        return ecs.describeCapacityProviders(
                        request -> request.capacityProviders("web").include(CapacityProviderField.TAGS))
                .capacityProviders()
                .getFirst();
    }

    @Test
    void describesAProviderAsItWasMadeWithTheUsualRest() {
        create();

        assertThat(described()).satisfies(provider -> {
            assertThat(provider.updateStatus()).isEqualTo(CapacityProviderUpdateStatus.CREATE_COMPLETE);
            assertThat(provider.tags()).extracting(Tag::key).containsExactly("team");
            assertThat(provider.autoScalingGroupProvider().managedDraining()).isEqualTo(ManagedDraining.ENABLED);
            assertThat(provider.autoScalingGroupProvider().managedScaling().targetCapacity())
                    .isEqualTo(80);
            assertThat(provider.autoScalingGroupProvider().managedScaling().instanceWarmupPeriod())
                    .isEqualTo(300);
        });
    }

    @Test
    void marksTheGroupThatItScales() {
        create();

        assertThat(groups.describeAutoScalingGroups()
                        .autoScalingGroups()
                        .getFirst()
                        .tags())
                .extracting(TagDescription::key)
                .containsExactly("AmazonECSManaged");
    }

    @Test
    void refusesASecondOneOfTheSameName() {
        create();

        assertThatThrownBy(this::create).isInstanceOf(ClientException.class).hasMessageContaining("already exists");
    }

    @Test
    void refusesTerminationProtectionOverAGroupThatProtectsNobody() {
        assertThatThrownBy(() -> ecs.createCapacityProvider(request -> request.name("web")
                        .autoScalingGroupProvider(group -> group.autoScalingGroupArn("web")
                                .managedTerminationProtection(ManagedTerminationProtection.ENABLED))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("instance protection from scale in");
    }

    @Test
    void takesNoChangeWhileAnotherIsInProgress() {
        create();
        ecs.updateCapacityProvider(request -> request.name("web")
                .autoScalingGroupProvider(group -> group.managedScaling(scaling -> scaling.targetCapacity(90))));

        assertThat(described().updateStatus()).isEqualTo(CapacityProviderUpdateStatus.UPDATE_IN_PROGRESS);
        assertThatThrownBy(() -> ecs.updateCapacityProvider(request -> request.name("web")
                        .autoScalingGroupProvider(group -> group.managedDraining(ManagedDraining.DISABLED))))
                .isInstanceOf(UpdateInProgressException.class);
        pass();
        assertThat(described().updateStatus()).isEqualTo(CapacityProviderUpdateStatus.UPDATE_COMPLETE);
        assertThat(described().autoScalingGroupProvider().managedScaling().status())
                .isEqualTo(ManagedScalingStatus.ENABLED);
    }

    @Test
    void letsAClusterUseIt() {
        create();

        ecs.putClusterCapacityProviders(request -> request.cluster("shop")
                .capacityProviders("web", "FARGATE")
                .defaultCapacityProviderStrategy(item("web")));

        var during = ecs.describeClusters(request -> request.clusters("shop"))
                .clusters()
                .getFirst();
        assertThat(during.attachmentsStatus()).isEqualTo("UPDATE_IN_PROGRESS");
        assertThat(during.capacityProviders()).containsExactly("web", "FARGATE");
        assertThat(during.defaultCapacityProviderStrategy()).hasSize(1);
        pass();
        assertThat(ecs.describeClusters(request -> request.clusters("shop"))
                        .clusters()
                        .getFirst()
                        .attachmentsStatus())
                .isEqualTo("UPDATE_COMPLETE");
    }

    @Test
    void refusesAStrategyOfAProviderThatTheClusterHasNot() {
        create();

        assertThatThrownBy(() -> ecs.putClusterCapacityProviders(request -> request.cluster("shop")
                        .capacityProviders("FARGATE")
                        .defaultCapacityProviderStrategy(item("web"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("not associated with the cluster: web");
    }

    @Test
    void deletesOneThatNoClusterUses() {
        create();
        ecs.putClusterCapacityProviders(
                request -> request.cluster("shop").capacityProviders("web").defaultCapacityProviderStrategy(List.of()));
        pass();

        assertThatThrownBy(() -> ecs.deleteCapacityProvider(request -> request.capacityProvider("web")))
                .hasMessageContaining("in use");
        ecs.putClusterCapacityProviders(request ->
                request.cluster("shop").capacityProviders(List.of()).defaultCapacityProviderStrategy(List.of()));
        pass();
        ecs.deleteCapacityProvider(request -> request.capacityProvider("web"));

        assertThat(described().updateStatus()).isEqualTo(CapacityProviderUpdateStatus.DELETE_IN_PROGRESS);
        pass();
        assertThat(described().status()).isEqualTo(CapacityProviderStatus.INACTIVE);
    }
}

package io.tidegate.connectors.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Service;

class InventoryMapperTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Target.EcsService WEB = new Target.EcsService(Place.DEFAULT, "demo", "web");

    static List<Arguments> deployments() {
        var primary = deployment("PRIMARY", DeploymentRolloutState.COMPLETED);
        var rolling = deployment("PRIMARY", DeploymentRolloutState.IN_PROGRESS);
        var failed = deployment("PRIMARY", DeploymentRolloutState.FAILED);
        var unknown = Deployment.builder().status("PRIMARY").build();
        var old = deployment("ACTIVE", DeploymentRolloutState.COMPLETED);
        return List.of(
                arguments("none", List.of(), false),
                arguments("a completed primary", List.of(primary), false),
                arguments("a failed primary", List.of(failed), false),
                arguments("a primary without a rollout state", List.of(unknown), false),
                arguments("a rolling primary", List.of(rolling), true),
                arguments("an old one beside the primary", List.of(primary, old), true));
    }

    private static Deployment deployment(String status, DeploymentRolloutState rollout) {
        return Deployment.builder().status(status).rolloutState(rollout).build();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("deployments")
    void tellsWhetherADeploymentIsInProgress(String name, List<Deployment> deployments, boolean expected) {
        var service = Service.builder()
                .serviceName("web")
                .status("ACTIVE")
                .desiredCount(4)
                .runningCount(2)
                .pendingCount(1)
                .deployments(deployments)
                .build();

        var observations = InventoryMapper.services(
                List.of(WEB),
                AT,
                DescribeServicesResponse.builder().services(service).build());

        assertThat(observations.getFirst().getObserved()).isEqualTo(new EcsServiceState("ACTIVE", 4, 2, 1, expected));
    }

    @Test
    void saysNothingAboutAServiceThatFailedForAnotherReason() {
        var failure = Failure.builder()
                .arn("arn:aws:ecs:r:a:service/demo/web")
                .reason("ACCESS")
                .build();

        var observations = InventoryMapper.services(
                List.of(WEB),
                AT,
                DescribeServicesResponse.builder().failures(failure).build());

        assertThat(observations).isEmpty();
    }
}

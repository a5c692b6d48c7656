package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.simulatedaws.observation.Mutation;
import io.tidegate.simulatedaws.observation.Mutation.Bounds;
import io.tidegate.simulatedaws.observation.Mutation.Origin;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalableTargetPhysicsTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest(name = "{0} tasks in {1}..{2} become {3}")
    @CsvSource({
        "4, 1, 9, 4",
        "4, 6, 9, 6",
        "4, 1, 3, 3",
        "4, 4, 4, 4",
        "4, 0, 0, 0",
        "0, 0, 5, 0",
        "0, 2, 5, 2",
    })
    void registeringPullsTheDesiredCountIntoTheBounds(int desired, int minimum, int maximum, int expected) {
        var cloud = cloud(desired);

        Calls.registerScalableTarget(cloud, "web", minimum, maximum);

        assertThat(cloud.service("ecs/shop/web").orElseThrow().desired()).isEqualTo(expected);
    }

    @Test
    void theServiceItselfIsNotBoundButTheNextRegistrationPullsAgain() {
        var cloud = cloud(4);
        Calls.registerScalableTarget(cloud, "web", 2, 6);

        Calls.updateService(cloud, "web", 10);
        var unbound = cloud.service("ecs/shop/web").orElseThrow().desired();
        Calls.json(
                cloud,
                "AnyScaleFrontendService.RegisterScalableTarget",
                "{\"ServiceNamespace\":\"ecs\",\"ResourceId\":\"service/shop/web\","
                        + "\"ScalableDimension\":\"ecs:service:DesiredCount\"}");

        assertThat(unbound).isEqualTo(10);
        assertThat(cloud.service("ecs/shop/web").orElseThrow().desired()).isEqualTo(6);
    }

    @Test
    void onlyCallsThatChangedSomethingAreMutations() {
        var cloud = cloud(4);

        Calls.updateService(cloud, "web", 5);
        Calls.updateService(cloud, "web", 5);
        Calls.registerScalableTarget(cloud, "web", 6, 9);
        Calls.registerScalableTarget(cloud, "web", 6, 9);
        Calls.updateService(cloud, "nobody", 7);

        var target = "ecs/shop/web";
        var update = new Origin("UpdateService", "00000000-0000-4000-8000-000000000001");
        var register = new Origin("RegisterScalableTarget", "00000000-0000-4000-8000-000000000003");
        assertThat(cloud.effectiveMutations())
                .containsExactly(
                        new Mutation.DesiredChanged(START, target, 4, 5, update),
                        new Mutation.BoundsChanged(START, target, null, new Bounds(6, 9), register),
                        new Mutation.DesiredChanged(START, target, 5, 6, register));
    }

    private static SimulatedCloud cloud(int desired) {
        var cloud = new SimulatedCloud(CloudConfig.calm(START, 1));
        cloud.addService("ecs/shop/web", desired, Workload.ofRequests(100));
        return cloud;
    }
}

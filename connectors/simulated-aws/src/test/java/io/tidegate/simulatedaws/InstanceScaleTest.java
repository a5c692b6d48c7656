package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.tidegate.simulatedaws.instance.InstanceCounts;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.instance.PlacementStrategy;
import io.tidegate.simulatedaws.instance.TaskShape;
import io.tidegate.simulatedaws.service.ServiceStatus;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;

/** A cluster as large as they come; the bound is far above what it takes, and far below what a quadratic step would. */
class InstanceScaleTest {
    private static final int SERVICES = 10;
    private static final int TASKS = 500;

    @ParameterizedTest(name = "{0}")
    @EnumSource(PlacementStrategy.class)
    void fiveHundredInstancesStepFiveThousandTasks(PlacementStrategy strategy) {
        assertTimeout(Duration.ofSeconds(20), () -> {
            try (var world = InstanceWorld.of(500, InstanceShape.of(4096, 8192))) {
                world.addDaemon("agent", TaskShape.of(96, 32));
                for (var i = 0; i < SERVICES; i++) {
                    var plan =
                            InstanceWorld.plan("s" + i, TaskShape.of(400, 400)).with(strategy);
                    world.addService("s" + i, plan, 0);
                    world.setDesired("s" + i, TASKS);
                }
                world.passSeconds(60);
                var full = world.status("s9");

                // A tenth drains and ends, and comes back: its tasks wait, and are placed again.
                var leaving = world.instances().subList(0, 50);
                for (var from = 0; from < leaving.size(); from += 10) {
                    world.set(
                            ContainerInstanceStatus.DRAINING,
                            leaving.subList(from, from + 10).stream()
                                    .map(ContainerInstance::containerInstanceArn)
                                    .toArray(String[]::new));
                }
                world.passSeconds(60);
                leaving.forEach(instance -> world.groups.terminateInstanceInAutoScalingGroup(
                        request -> request.instanceId(instance.ec2InstanceId()).shouldDecrementDesiredCapacity(false)));
                world.passSeconds(300);

                assertThat(full).isEqualTo(new ServiceStatus(TASKS, TASKS, 0));
                assertThat(world.cloud.instanceClusters().count("shop")).isEqualTo(new InstanceCounts(500, 0, 0));
                for (var i = 0; i < SERVICES; i++) {
                    assertThat(world.status("s" + i)).isEqualTo(new ServiceStatus(TASKS, TASKS, 0));
                }
                world.setGroup(250);
                world.passSeconds(120);
                assertThat(world.cloud.instanceClusters().count("shop").active())
                        .isEqualTo(250);
            }
        });
    }
}

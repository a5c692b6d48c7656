package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.simulatedaws.group.GroupStatus;
import io.tidegate.simulatedaws.observation.Mutation.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Groups and scalable targets, from a policy file to AWS and back to the status. */
@ExtendWith(SharedKafka.class)
class GroupIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String TABLE = "appas/dynamodb/table/orders/dynamodb:table:ReadCapacityUnits";
    private static final String FIXED = """
            apiVersion: tidegate/v1
            kind: TargetPolicy
            name: orders-table
            target: %s
            capacity: {min: 40, max: 40}
            """.formatted(TABLE);
    private static final String BY_USE = FIXED.replace("{min: 40, max: 40}", "{min: 5, max: 400}") + """
            metrics:
              used:
                samples: {name: used_units}
                window: 10s
                early: true
            rules:
              - threshold: {metric: used / running, atLeast: 0.8, change: 20}
            """;

    @Test
    void scalesTheExampleGroupByItsRequests(EmbeddedKafka kafka, @TempDir Path folder) throws Exception {
        try (var plant = Plant.start(kafka, "group.", folder)) {
            var desk = plant.desk();
            plant.aws().tell(cloud -> cloud.addGroup("web", 0, 6, 2));
            assertThat(desk.run("policy", "apply", "examples/web-group.yaml").exit())
                    .isZero();
            await().atMost(SOON).until(() -> desk.run("status").out(), status -> status.contains("2/2 running"));

            // 2 x 700 / 200 = 7, and 6 are all that the group itself allows. A sample counts from when its policy is
            // known on.
            await().atMost(SOON)
                    .pollInterval(Duration.ofSeconds(2))
                    .until(
                            () -> {
                                desk.run(
                                        "publish",
                                        "--name",
                                        "requests_per_instance",
                                        "--dimension",
                                        "group=web",
                                        "--value",
                                        "700");
                                return group(plant);
                            },
                            found -> found.filter(group -> group.inService() == 6)
                                    .isPresent());
            var action = desk.run("status", "--json").json().at("/targets/0/action/explanation");
            assertThat(action.asText())
                    .isEqualTo("requests 700 against 200: ceil(2 running x 700 / 200) = 7, max 6 of the group itself");
            assertThat(group(plant)).contains(new GroupStatus(0, 6, 6, 6, 0, 0));
        }
    }

    @Test
    void registersATargetOutsideEcsAndThenPinsItByItsUse(EmbeddedKafka kafka, @TempDir Path folder) throws Exception {
        try (var plant = Plant.start(kafka, "scalable.", folder)) {
            var desk = plant.desk();
            plant.aws().tell(cloud -> cloud.addScalable(TABLE, 12));
            apply(desk, folder, FIXED);
            await().atMost(SOON).until(() -> desk.run("status").out(), status -> status.contains("40/40 running"));

            apply(desk, folder, BY_USE);
            desk.run("publish", "--name", "used_units", "--value", "36");

            await().atMost(SOON).until(() -> bounds(plant), Optional.of(new Bounds(60, 60))::equals);
            Optional<Integer> capacity = plant.aws().ask(cloud -> cloud.capacity(TABLE));
            assertThat(capacity).contains(60);
        }
    }

    private static void apply(Desk desk, Path folder, String policy) throws IOException {
        var file = Files.writeString(folder.resolve("table.yaml"), policy);
        assertThat(desk.run("policy", "apply", file.toString()).exit()).isZero();
    }

    private static Optional<GroupStatus> group(Plant plant) {
        return plant.aws().ask(cloud -> cloud.group("web"));
    }

    private static Optional<Bounds> bounds(Plant plant) {
        return plant.aws().ask(cloud -> cloud.scalableTarget(TABLE));
    }
}

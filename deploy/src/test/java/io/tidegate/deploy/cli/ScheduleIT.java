package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.simulatedaws.load.Workload;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedKafka.class)
class ScheduleIT {
    private static final String OFFICE = "ecs/demo/office";

    private final Path folder;

    ScheduleIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void carriesOutTheBoundsThatItPrints(EmbeddedKafka kafka) throws Exception {
        try (var plant = Plant.start(kafka, "schedule.", folder)) {
            plant.aws().tell(cloud -> cloud.addService(OFFICE, 5, Workload.ofRequests(1)));

            plant.desk().run("policy", "apply", "examples/office.yaml");

            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                var printed = plant.desk().run("schedule", "--json").json().at("/policies/0/changes/0");
                assertThat(bounds(plant)).isEqualTo(bounds(printed));
                assertThat(desired(plant))
                        .isBetween(
                                printed.path("min").asInt(), printed.path("max").asInt());
            });
        }
    }

    private static String bounds(JsonNode change) {
        return "%d..%d".formatted(change.path("min").asInt(), change.path("max").asInt());
    }

    private static String bounds(Plant plant) {
        return plant.aws()
                .<String>ask(cloud -> cloud.scalableTarget(OFFICE)
                        .map(bounds -> "%d..%d".formatted(bounds.minimum(), bounds.maximum()))
                        .orElse("none"));
    }

    private static int desired(Plant plant) {
        return plant.aws()
                .<Integer>ask(cloud -> cloud.service(OFFICE).orElseThrow().desired());
    }
}

package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.simulatedaws.SimulatedCloud;
import io.tidegate.simulatedaws.load.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The examples with a schedule in a whole installation, whatever the time of day: AWS has what {@code schedule} prints. */
@ExtendWith(SharedKafka.class)
class ScheduleIT {
    private static final String OFFICE = "ecs/demo/office";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;

    ScheduleIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void carriesOutTheBoundsThatItPrints(EmbeddedKafka kafka) throws Exception {
        try (var plant = Plant.start(kafka, "schedule.", folder)) {
            plant.aws().tell(cloud -> {
                cloud.addService(OFFICE, 5, Workload.ofRequests(1));
                cloud.addGroup("web", 1, 1, 1);
            });

            plant.desk().run("policy", "apply", "examples/office.yaml", "examples/broadcast.yaml");

            await().atMost(PATIENCE).untilAsserted(() -> {
                var printed = plant.desk().run("schedule", "--json").json();
                assertThat(asked(plant, ScheduleIT::group)).isEqualTo(bounds(printed, "broadcast"));
                assertThat(asked(plant, ScheduleIT::office)).isEqualTo(bounds(printed, "office"));
            });
        }
    }

    private static String bounds(JsonNode printed, String policy) {
        for (var one : printed.path("policies")) {
            if (one.path("policy").asText().equals(policy)) {
                var now = one.at("/changes/0");
                return told(now.path("min").asInt(), now.path("max").asInt(), true);
            }
        }
        return policy + " is not printed";
    }

    private static String asked(Plant plant, Function<SimulatedCloud, String> question) {
        return plant.aws().ask(question);
    }

    private static String group(SimulatedCloud cloud) {
        var group = cloud.group("web").orElseThrow();
        return told(group.min(), group.max(), isWithin(group.desired(), group.min(), group.max()));
    }

    private static String office(SimulatedCloud cloud) {
        int desired = cloud.service(OFFICE).orElseThrow().desired();
        return cloud.scalableTarget(OFFICE)
                .map(bounds ->
                        told(bounds.minimum(), bounds.maximum(), isWithin(desired, bounds.minimum(), bounds.maximum())))
                .orElse("not registered");
    }

    private static boolean isWithin(int desired, int min, int max) {
        return desired >= min && desired <= max;
    }

    private static String told(int min, int max, boolean within) {
        return "%d..%d, %s".formatted(min, max, within ? "and the capacity within" : "but the capacity outside");
    }
}

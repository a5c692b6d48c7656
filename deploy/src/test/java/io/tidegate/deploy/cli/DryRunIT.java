package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A policy whose commands are told and not carried out, through the whole service. */
@ExtendWith(SharedKafka.class)
class DryRunIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void tellsWhatItWouldDoOnceAndChangesNothing(EmbeddedKafka kafka, @TempDir Path folder) throws Exception {
        try (var plant = Plant.start(kafka, "dryrun.", folder)) {
            var desk = plant.desk();
            var policy = Plant.policyFile(folder);
            Files.writeString(
                    policy,
                    Files.readString(policy).replace("kind: ServicePolicy", "kind: ServicePolicy\nmode: dryRun"));
            assertThat(desk.run("policy", "apply", policy.toString()).exit()).isZero();
            await().atMost(SOON).until(() -> desk.run("status").out(), status -> status.contains("2/2 running"));

            await().atMost(SOON)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(
                            () -> {
                                desk.run("publish", "--name", "load", "--value", "120");
                                return desk.run("status").out();
                            },
                            status -> status.contains("dry run: would set desired=4, was 2"));
            // Some evaluations more, all of which still want the same.
            for (int more = 0; more < 5; more++) {
                desk.run("publish", "--name", "load", "--value", "120");
                var ticks = plant.service().view().slowestTick();
                await().atMost(SOON).until(() -> plant.service().view().slowestTick(), later -> !later.equals(ticks));
            }

            assertThat(plant.desired()).isEqualTo(2);
            assertThat(plant.aws()
                            .<Integer>ask(cloud -> cloud.effectiveMutations().size()))
                    .isZero();
            assertThat(plant.service().view().commands().emitted()).isEqualTo(1);
            assertThat(desk.run("explain", Plant.TARGET).out()).contains("recomputed: same");
        }
    }
}

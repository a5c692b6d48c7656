package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.deploy.whatif.ServedJournal;
import io.tidegate.schemas.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tuning on the journal of a broker, and on a bundle of it. */
@ExtendWith(SharedKafka.class)
class TuneIT {
    private static final String TARGET = "rules[0].targetTracking.target";

    private final Path folder;

    TuneIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void findsTheSameOnAJournalAndOnABundleOfIt(EmbeddedKafka kafka) throws Exception {
        createJournalThatKeepsTimes(kafka, new Topics("tune.journal.").journal().name());
        try (var desk = Desk.of(kafka, "tune.journal.", folder)) {
            ServedJournal.of(Duration.ofHours(4), desk.schemas())
                    .append(desk.installation().kafka(), desk.topics(), 0, 1);
            var policy = Files.writeString(folder.resolve("web.yaml"), ServedJournal.POLICY)
                    .toString();
            var bundle = folder.resolve("incident.zip").toString();
            var report = folder.resolve("tuned.html");
            String[] tune = {"tune", "--policy", policy, "--vary", TARGET + "=50,55,90", "--json"};

            var onJournal = desk.run(with(tune, "--report", report.toString()));
            var part = desk.run(with(
                    tune,
                    "--from",
                    ServedJournal.START.plus(Duration.ofMinutes(30)).toString()));
            var exported = desk.run("bundle", "export", "--target", ServedJournal.TARGET, "-o", bundle);
            var onBundle = CommandRun.in(folder).run(with(tune, "--bundle", bundle));
            var refused = desk.run(with(tune, "--max-self-error", "0.000001"));

            assertThat(onJournal.exit()).as(onJournal.out() + onJournal.err()).isZero();
            var found = onJournal.json();
            assertThat(found.path("selfReplayError").asDouble()).isBetween(0.000001, 0.05);
            assertThat(found.path("tried").asInt()).isEqualTo(3);
            assertThat(found.at("/heldOut/stretches").asInt()).isEqualTo(1);
            assertThat(hours(found, "/current")).isCloseTo(4 * 2 / 3.0, within(0.05));
            assertThat(hours(found, "/heldOut/current")).isCloseTo(4 / 3.0, within(0.05));
            assertThat(missing(found, "/policies/2")).isGreaterThan(3 * missing(found, "/current"));
            assertThat(Files.readString(report)).contains("of the capacity that really ran");
            assertThat(part.exit()).as(part.err()).isZero();
            assertThat(hours(part.json(), "/current")).isCloseTo(3.5 * 2 / 3.0, within(0.05));
            assertThat(exported.exit()).as(exported.err()).isZero();
            assertThat(onBundle.exit()).as(onBundle.err()).isZero();
            assertThat(onBundle.json()).isEqualTo(found);
            assertThat(refused.exit()).isEqualTo(2);
        }
    }

    private static double hours(JsonNode json, String policy) {
        return json.at(policy + "/measures/knownHours").asDouble();
    }

    private static double missing(JsonNode json, String policy) {
        return json.at(policy + "/measures/shortageHours").asDouble();
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    // A broker says itself when a record arrived; hours of a past would all have arrived just now. Made so, for it
    // learns of
    // changes only later.
    private static void createJournalThatKeepsTimes(EmbeddedKafka kafka, String name) {
        var journal = new NewTopic(name, Optional.of(2), Optional.empty())
                .configs(Map.of(
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "CreateTime",
                        TopicConfig.RETENTION_MS_CONFIG,
                        "-1"));
        try (var admin = KafkaAccess.plain(kafka.bootstrap()).admin()) {
            admin.createTopics(List.of(journal))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }
}

package io.tidegate.deploy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.tidegate.deploy.deadletter.Place;
import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.schemas.deadletter.DeadLetter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedKafka.class)
class DeadLettersReplayIT {
    private final Path home;

    DeadLettersReplayIT(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void sendsTheOriginalBackWhereItStoodAndOnlyOnce(EmbeddedKafka kafka) throws Exception {
        try (var desk = Desk.of(kafka, "replay-once.", home)) {
            var place = letter(desk, desk.topics().metricSamples().name(), 1, "BAD_JSON");

            var run = desk.run("dead-letters", "replay", "--offset", place.toString(), "--json");
            var second = desk.run("dead-letters", "replay", "--all");

            assertThat(run.exit()).isZero();
            assertThat(run.json().path("replayed").asInt()).isEqualTo(1);
            assertThat(run.json().at("/records/0/replayedOffset").asLong(-1)).isZero();
            assertThat(records(desk, desk.topics().metricSamples().name()))
                    .singleElement()
                    .satisfies(again -> {
                        assertThat(again.partition()).isEqualTo(1);
                        assertThat(again.key()).isEqualTo("key".getBytes(UTF_8));
                        assertThat(again.value()).isEqualTo("value".getBytes(UTF_8));
                        assertThat(headers(again))
                                .isEqualTo(new TreeMap<>(Map.of(
                                        "content-type",
                                        "application/json",
                                        "tidegate.replayed-from",
                                        "dead-letters-%d@%d".formatted(place.partition(), place.offset()))));
                    });
            assertThat(second.exit()).isZero();
            assertThat(second.out()).isEqualTo(place + " passed over: replayed already\nreplayed 0, passed over 1\n");
        }
    }

    @Test
    void doesItAgainWhenToldTo(EmbeddedKafka kafka) throws Exception {
        try (var desk = Desk.of(kafka, "replay-again.", home)) {
            letter(desk, desk.topics().metricSamples().name(), 0, "BAD_JSON");

            desk.run("dead-letters", "replay", "--all");
            var again = desk.run("dead-letters", "replay", "--all", "--again");

            assertThat(again.out()).endsWith("replayed 1, passed over 0\n");
            await().until(() ->
                    records(desk, desk.topics().metricSamples().name()).size() == 2);
        }
    }

    @Test
    void tellsWhatItWouldDoAndDoesNothing(EmbeddedKafka kafka) throws Exception {
        try (var desk = Desk.of(kafka, "replay-dry.", home)) {
            var place = letter(desk, desk.topics().metricSamples().name(), 1, "BAD_JSON");

            var dry = desk.run("dead-letters", "replay", "--all", "--dry-run");
            var dryJson = desk.run("dead-letters", "replay", "--all", "--dry-run", "--json");
            var none = desk.run("dead-letters", "replay", "--reason", "OTHER", "--dry-run");

            assertThat(dry.exit()).isEqualTo(2);
            assertThat(dry.out()).isEqualTo(place + " replay-dry.metric-samples-1\nwould replay 1, passed over 0\n");
            assertThat(dryJson.json().path("schemaVersion").asInt()).isEqualTo(1);
            assertThat(dryJson.json().path("dryRun").asBoolean()).isTrue();
            assertThat(none.exit()).isZero();
            assertThat(none.out()).isEqualTo("would replay 0, passed over 0\n");
            assertThat(records(desk, desk.topics().metricSamples().name())).isEmpty();
            assertThat(records(desk, desk.topics().deadLetters().name())).hasSize(1);
        }
    }

    @Test
    void choosesByTopicReasonPlaceAndTime(EmbeddedKafka kafka) throws Exception {
        try (var desk = Desk.of(kafka, "replay-choice.", home)) {
            var topics = desk.topics();
            var json = letter(desk, topics.metricSamples().name(), 0, "BAD_JSON");
            var schema = letter(desk, topics.metricSamples().name(), 0, "UNKNOWN_SCHEMA");
            var command = letter(desk, topics.scaleCommands().name(), 0, "UNKNOWN_SCHEMA");

            assertThat(chosen(desk, "--topic", "metric-samples")).containsExactlyInAnyOrder(json, schema);
            assertThat(chosen(desk, "--topic", topics.scaleCommands().name())).containsExactly(command);
            assertThat(chosen(desk, "--reason", "UNKNOWN_SCHEMA")).containsExactlyInAnyOrder(schema, command);
            assertThat(chosen(desk, "--topic", "metric-samples", "--reason", "UNKNOWN_SCHEMA"))
                    .containsExactly(schema);
            assertThat(chosen(desk, "--offset", json.toString(), "--offset", command.toString()))
                    .containsExactlyInAnyOrder(json, command);
            assertThat(chosen(desk, "--since", "1h")).hasSize(3);
            assertThat(chosen(desk, "--until", "1h")).isEmpty();
            assertThat(chosen(desk, "--since", "1h", "--until", "0s")).hasSize(3);
            assertThat(chosen(desk, "--all")).hasSize(3);
        }
    }

    @Test
    void sendsNothingWhereItDoesNotBelong(EmbeddedKafka kafka) throws Exception {
        try (var desk = Desk.of(kafka, "replay-foreign.", home)) {
            letter(desk, "somebody-elses", 0, "BAD_JSON");
            letter(desk, desk.topics().deadLetters().name(), 0, "BAD_JSON");
            letter(desk, desk.topics().scalingPolicies().name(), 0, "MALFORMED");
            letter(desk, desk.topics().metricSamples().name(), 2, "BAD_JSON");
            letter(desk, desk.topics().metricSamples().name(), -1, "BAD_JSON");
            desk.write(new ProducerRecord<>(desk.topics().deadLetters().name(), "no headers".getBytes(UTF_8)));

            var run = desk.run("dead-letters", "replay", "--all", "--json");

            assertThat(run.json().path("replayed").asInt()).isZero();
            assertThat(run.json().findValuesAsText("why"))
                    .containsExactlyInAnyOrder(
                            "its topic is none of the installation's",
                            "its topic is none of the installation's",
                            "its topic keeps the latest record of a key, which it would replace: write it anew",
                            "its topic has no such partition",
                            "its topic has no such partition",
                            "without headers that tell where it came from");
        }
    }

    @Test
    void tellsALetterThatCameBackAndReplaysItAsANewOne(EmbeddedKafka kafka) throws Exception {
        try (var desk = Desk.of(kafka, "replay-back.", home)) {
            letter(desk, desk.topics().metricSamples().name(), 1, "BAD_JSON");
            desk.run("dead-letters", "replay", "--all");
            // A commit returns before its markers are written; readers see it a moment later.
            await().until(() ->
                    records(desk, desk.topics().metricSamples().name()).size() == 1);
            await().until(() -> desk.run("dead-letters", "list").out().contains(" (replayed)"));
            var failedAgain =
                    records(desk, desk.topics().metricSamples().name()).getFirst();
            desk.write(DeadLetter.of(desk.topics().deadLetters(), failedAgain, "BAD_JSON", "still"));

            var listed = desk.run("dead-letters", "list", "--json").json().path("deadLetters");
            var lines = desk.run("dead-letters", "list").out().lines();
            var run = desk.run("dead-letters", "replay", "--all", "--json");

            assertThat(listed).hasSize(2);
            assertThat(listed)
                    .extracting(
                            letter -> letter.path("cameBack").asBoolean(),
                            letter -> letter.path("replayed").asBoolean())
                    .containsExactlyInAnyOrder(tuple(false, true), tuple(true, false));
            assertThat(lines)
                    .anyMatch(line -> line.endsWith(" (replayed)"))
                    .anyMatch(line -> line.endsWith("still (came back)"));
            assertThat(run.json().path("replayed").asInt()).isEqualTo(1);
            assertThat(run.json().path("passedOver")).hasSize(1);
            await().until(() ->
                    records(desk, desk.topics().metricSamples().name()).size() == 2);
        }
    }

    @Test
    void namesWhatIsWrongWithTheCommandLine(EmbeddedKafka kafka) throws Exception {
        try (var desk = Desk.of(kafka, "replay-usage.", home)) {
            letter(desk, desk.topics().metricSamples().name(), 0, "BAD_JSON");

            assertThat(desk.run("dead-letters", "replay")).satisfies(run -> {
                assertThat(run.exit()).isEqualTo(64);
                assertThat(run.err()).contains("--since, --until or --all must be given, none was");
            });
            assertThat(desk.run("dead-letters", "replay", "--again").exit()).isEqualTo(64);
            assertThat(desk.run("dead-letters", "replay", "--all", "--topic", "x")
                            .err())
                    .contains("--all must stand without");
            assertThat(desk.run("dead-letters", "replay", "--offset", "first").err())
                    .contains("--offset must be PARTITION:OFFSET, was \"first\"");
            assertThat(desk.run("dead-letters", "replay", "--since", "1m", "--until", "1h")
                            .err())
                    .contains("--until must be at most --since 1m, was 1h");
            assertThat(desk.run("dead-letters", "replay", "--offset", "0:99")).satisfies(run -> {
                assertThat(run.exit()).isEqualTo(1);
                assertThat(run.err()).isEqualTo("tidegate: a dead letter must be at 0:99, was none\n");
            });
            assertThat(records(desk, desk.topics().metricSamples().name())).isEmpty();
        }
    }

    private static Place letter(Desk desk, String topic, int partition, String reason) throws Exception {
        var headers = new RecordHeaders().add("content-type", "application/json".getBytes(UTF_8));
        var written = desk.write(new DeadLetter(topic, partition, 17, reason, "no")
                .toRecord(desk.topics().deadLetters(), "key".getBytes(UTF_8), "value".getBytes(UTF_8), headers));
        return new Place(written.partition(), written.offset());
    }

    private static List<Place> chosen(Desk desk, String... options) {
        var arguments = new ArrayList<>(List.of("dead-letters", "replay", "--dry-run", "--json"));
        arguments.addAll(List.of(options));
        var places = new ArrayList<Place>();
        desk.run(arguments.toArray(String[]::new))
                .json()
                .path("records")
                .forEach(letter -> places.add(new Place(
                        letter.path("partition").asInt(), letter.path("offset").asLong())));
        return places;
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(Desk desk, String topic) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        new TopicReader(desk.installation().kafka()).read(topic, Range.ALL, records::add);
        return records;
    }

    private static SortedMap<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        var headers = new TreeMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }
}

package io.tidegate.deploy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Direction;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.SampleStatus;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.SetCapacity;
import io.tidegate.schemas.sample.MetricSampleSerde;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What nobody should have sent, sent to every topic of a running service: it goes to dead-letters, and nothing stops. */
@ExtendWith(SharedKafka.class)
class BadInputIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * A record that must end as a dead letter.
     *
     * @param said part of the letter's message
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Poison(
            String name, Topic topic, byte @Nullable [] value, boolean json, String reason, String said) {}

    @Test
    void sendsPoisonAsideNamingPlaceConstraintAndActualAndGoesOnDeciding(EmbeddedKafka kafka, @TempDir Path folder)
            throws Exception {
        try (var plant = Plant.start(kafka, "bad-input.", folder)) {
            var desk = plant.desk();
            plant.applyPolicy(folder);
            var poison = poison(desk);
            var places = new TreeMap<String, RecordMetadata>();
            for (var bad : poison) {
                places.put(bad.name(), send(desk, bad));
            }
            sendWhatIsLegalAndAbsurd(desk);

            var letters = awaitLetters(desk, poison.size());
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                desk.write(json(
                        desk.topics(), "{\"name\":\"load\",\"value\":120,\"at\":\"%s\"}".formatted(Instant.now())));
                // The outcome of a command that was never sent counts as applied; what AWS has, counts.
                assertThat(plant.desired()).isGreaterThan(2);
            });

            var softly = new SoftAssertions();
            for (var bad : poison) {
                var place = Objects.requireNonNull(places.get(bad.name()));
                var letter = letters.get(place.topic() + "-" + place.partition() + "@" + place.offset());
                softly.assertThat(letter).as(bad.name()).isNotNull();
                if (letter != null) {
                    softly.assertThat(letter.path("reason").asText())
                            .as(bad.name())
                            .isEqualTo(bad.reason());
                    softly.assertThat(letter.path("message").asText())
                            .as(bad.name())
                            .contains(bad.said());
                }
            }
            softly.assertAll();
            assertThat(letters).hasSameSizeAs(poison);
        }
    }

    private static List<Poison> poison(Desk desk) {
        var topics = desk.topics();
        var samples = topics.metricSamples();
        byte[] good = sample(desk, "load", 60.0, Instant.now());
        byte[] garbage = "garbage".getBytes(UTF_8);
        byte[] unknownId = {0, 0x7f, 0, 0, 0, 1};
        var all = new ArrayList<Poison>();
        all.add(avro("text", samples, garbage, "BAD_MAGIC", "first byte must be 0, was 0x67"));
        all.add(avro("header cut off", samples, new byte[] {0, 0}, "TRUNCATED", "at least 5 bytes, had 2"));
        all.add(avro("tombstone", samples, null, "EMPTY", "value must not be empty, had 0 bytes"));
        all.add(avro("unknown schema id", samples, unknownId, "UNKNOWN_SCHEMA", "registry gave, was 2130706432"));
        all.add(avro("payload cut off", samples, cut(good), "MALFORMED", "must be one MetricSample of schema id"));
        all.add(avro(
                "another fact", samples, tick(desk), "INCOMPATIBLE_SCHEMA", "was io.tidegate.schemas.ScheduleTick"));
        all.add(avro(
                "NaN",
                samples,
                sample(desk, "load", Double.NaN, Instant.now()),
                "INVALID",
                "finite number when status is OK, was NaN"));
        all.add(avro(
                "infinity",
                samples,
                sample(desk, "load", Double.POSITIVE_INFINITY, Instant.now()),
                "INVALID",
                "was Infinity"));
        all.add(avro(
                "year 1970",
                samples,
                sample(desk, "load", 1.0, Instant.EPOCH),
                "INVALID",
                "not be before 2000-01-01T00:00:00Z, was 1970-01-01T00:00:00Z"));
        all.add(avro(
                "year 2099",
                samples,
                sample(desk, "load", 1.0, Instant.parse("2099-01-01T00:00:00Z")),
                "INVALID",
                "at must be at most 60 s ahead of the arrival"));
        all.add(json("JSON cut off", samples, "{\"name\":\"load\",", "sample must be one JSON object"));
        all.add(json("JSON array", samples, "[1]", "sample must be one JSON object, was array"));
        all.add(json("JSON NaN", samples, "{\"name\":\"load\",\"value\":NaN}", "sample must be one JSON object"));
        all.add(json("JSON with an unknown field", samples, "{\"name\":\"load\",\"valeu\":1}", "field must be one of"));
        all.add(new Poison(
                "JSON of the last year there is",
                samples,
                "{\"name\":\"load\",\"value\":1,\"at\":\"+999999999-12-31T23:59:59Z\"}".getBytes(UTF_8),
                true,
                "INVALID",
                "at must be at most 60 s ahead"));
        all.add(avro(
                "JSON without its header", samples, "{\"name\":\"load\"}".getBytes(UTF_8), "BAD_MAGIC", "was 0x7b"));
        for (var topic : List.of(
                topics.scalingPolicies(),
                topics.capacityObservations(),
                topics.commandOutcomes(),
                topics.lifecycleEvents(),
                topics.overrides(),
                topics.scaleCommands(),
                topics.journal())) {
            all.add(avro("text on " + topic.name(), topic, garbage, "BAD_MAGIC", "first byte must be 0, was 0x67"));
            all.add(avro("unknown id on " + topic.name(), topic, unknownId, "UNKNOWN_SCHEMA", "was 2130706432"));
        }
        all.add(avro(
                "policy with its bounds crossed",
                topics.scalingPolicies(),
                crossed(desk),
                "INVALID",
                "max must be at least min 30, was 20"));
        all.add(avro(
                "observation of nothing",
                topics.capacityObservations(),
                observation(desk, "webserver", 2),
                "INVALID",
                "was \"webserver\""));
        all.add(avro(
                "command for nothing",
                topics.scaleCommands(),
                command(desk, "webserver", 5),
                "INVALID",
                "was \"webserver\""));
        all.add(avro(
                "command below zero",
                topics.scaleCommands(),
                command(desk, Plant.TARGET, -3),
                "INVALID",
                "desired must not be negative, was -3"));
        return all;
    }

    // Each of them obeys the contract of its topic.
    private static void sendWhatIsLegalAndAbsurd(Desk desk) throws Exception {
        var topics = desk.topics();
        desk.writeBytes(topics.metricSamples().name(), "load", sample(desk, "load", Double.MAX_VALUE, Instant.now()));
        desk.writeBytes(topics.metricSamples().name(), "load", sample(desk, "load", Double.MAX_VALUE, Instant.now()));
        desk.writeBytes(topics.metricSamples().name(), "load", sample(desk, "load", -Double.MAX_VALUE, Instant.now()));
        desk.writeBytes(topics.capacityObservations().name(), "x", observation(desk, "ecs/demo/absurd", -7));
        desk.writeBytes(topics.capacityObservations().name(), "x", observation(desk, Plant.TARGET, Integer.MAX_VALUE));
        desk.write(
                topics.commandOutcomes(),
                CommandOutcome.class,
                "cluster/demo",
                CommandOutcome.newBuilder()
                        .setCommandId("never sent")
                        .setDomain("cluster/demo")
                        .setTarget(Plant.TARGET)
                        .setEpoch(Instant.EPOCH)
                        .setSequence(-1)
                        .setStatus(OutcomeStatus.APPLIED)
                        .setReason("")
                        .setAt(Instant.EPOCH)
                        .setAttempts(-1)
                        .setLatencyMillis(-1)
                        .build());
    }

    private static Poison avro(String name, Topic topic, byte @Nullable [] value, String reason, String said) {
        return new Poison(name, topic, value, false, reason, said);
    }

    private static Poison json(String name, Topic topic, String text, String said) {
        return new Poison(name, topic, text.getBytes(UTF_8), true, "BAD_JSON", said);
    }

    private static RecordMetadata send(Desk desk, Poison bad) throws Exception {
        var sent = new ProducerRecord<>(bad.topic().name(), "load".getBytes(UTF_8), bad.value());
        if (bad.json()) {
            sent.headers().add(MetricSampleSerde.CONTENT_TYPE, MetricSampleSerde.JSON.getBytes(UTF_8));
        }
        return desk.write(sent);
    }

    private static ProducerRecord<byte[], byte[]> json(Topics topics, String text) {
        var sent = new ProducerRecord<>(topics.metricSamples().name(), "load".getBytes(UTF_8), text.getBytes(UTF_8));
        sent.headers().add(MetricSampleSerde.CONTENT_TYPE, "application/json; charset=utf-8".getBytes(UTF_8));
        return sent;
    }

    private static SortedMap<String, JsonNode> awaitLetters(Desk desk, int count) {
        var letters = new TreeMap<String, JsonNode>();
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            desk.run("dead-letters", "list", "--limit", "1000", "--json")
                    .json()
                    .path("deadLetters")
                    .forEach(letter -> letters.put(
                            "%s-%d@%d"
                                    .formatted(
                                            letter.path("topic").asText(),
                                            letter.path("topicPartition").asInt(),
                                            letter.path("topicOffset").asLong()),
                            letter));
            assertThat(letters.keySet()).hasSizeGreaterThanOrEqualTo(count);
        });
        return letters;
    }

    private static byte[] cut(byte[] whole) {
        return Arrays.copyOf(whole, whole.length - 3);
    }

    private static byte[] sample(Desk desk, String name, double value, Instant at) {
        return encode(
                desk,
                desk.topics().metricSamples(),
                MetricSample.class,
                new MetricSample(name, Map.of(), at, SampleStatus.OK, value, null, 1L, null, "push", null, null));
    }

    private static byte[] tick(Desk desk) {
        return encode(desk, desk.topics().scheduleTicks(), ScheduleTick.class, new ScheduleTick(0, Instant.now()));
    }

    private static byte[] observation(Desk desk, String target, int tasks) {
        return encode(
                desk,
                desk.topics().capacityObservations(),
                CapacityObservation.class,
                new CapacityObservation(
                        target, Instant.now(), new EcsServiceState("ACTIVE", tasks, tasks, 0, false), null, null));
    }

    private static byte[] command(Desk desk, String target, int desired) {
        return encode(
                desk,
                desk.topics().scaleCommands(),
                ScaleCommand.class,
                new ScaleCommand(
                        "id",
                        "cluster/demo",
                        target,
                        Instant.now(),
                        1L,
                        "web",
                        1,
                        Instant.now(),
                        Instant.now().plusSeconds(60),
                        Direction.OUT,
                        new SetCapacity(2, desired),
                        "test",
                        50,
                        false));
    }

    // The policy in force, but with a lower bound above its upper one.
    private static byte[] crossed(Desk desk) {
        var topic = desk.topics().scalingPolicies();
        var serde = AvroSerde.of(topic, ScalingPolicy.class, desk.schemas());
        var found = new ArrayList<ScalingPolicy>();
        new TopicReader(desk.installation().kafka())
                .read(topic.name(), Range.ALL, record -> found.add(serde.decode(record.value())));
        return serde.encode(ScalingPolicy.newBuilder(found.getFirst())
                .setName("load")
                .setMin(30)
                .build());
    }

    private static <T extends SpecificRecord> byte[] encode(Desk desk, Topic topic, Class<T> type, T value) {
        return AvroSerde.of(topic, type, desk.schemas()).encode(value);
    }
}

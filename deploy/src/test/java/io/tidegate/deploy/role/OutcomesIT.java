package io.tidegate.deploy.role;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.v1.CloudEventV1;
import io.cloudevents.jackson.JsonFormat;
import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.connectors.aws.AwsConfig;
import io.tidegate.connectors.notification.NotificationConfig;
import io.tidegate.connectors.notification.RetryPause;
import io.tidegate.connectors.notification.WebhookConfig;
import io.tidegate.deploy.deadletter.Replay;
import io.tidegate.deploy.deadletter.Selection;
import io.tidegate.deploy.kafka.Installation;
import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.kafka.TopicAdmin;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.deploy.service.AwsAccess;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.simulatedaws.CloudConfig;
import io.tidegate.simulatedaws.SimulatedAws;
import io.tidegate.simulatedaws.bus.PublishedEvent;
import io.tidegate.simulatedaws.fault.FaultRates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Outcomes on a real topic, told to simulated EventBridge and a real HTTP server, whatever happens to these and to us. */
@ExtendWith(SharedKafka.class)
class OutcomesIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.250Z");
    private static final FaultRates DOWN = new FaultRates(0, 1, 0, 0);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void tellsExactlyWhatWasWrittenThroughOutagesAndRestarts(EmbeddedKafka kafka) throws Exception {
        try (var world = new World(kafka, "outcomes.")) {
            world.write("before the first start", 3);
            var written = new TreeMap<String, CommandOutcome>();

            try (var role = world.start()) {
                written.putAll(world.write("calm", 40));
                world.writeInVain("aborted", 5);
                world.awaitTold(written);

                world.goDown();
                written.putAll(world.write("down", 40));
                await().atMost(SOON)
                        .until(() -> figure(role, "tidegate.sink.failures", "webhook") > 1
                                && figure(role, "tidegate.sink.failures", "eventbridge") > 1);
                assertThat(role.health().up()).isTrue();
                assertThat(role.health().detail()).contains("answered 503").contains("InternalException");
            }
            written.putAll(world.write("nobody there", 40));
            try (var role = world.start()) {
                await().atMost(SOON).until(() -> figure(role, "tidegate.sink.failures", "webhook") > 1);
                world.comeBack();
                await().atMost(SOON).until(() -> world.receiver.events().size() > 60);
            }
            try (var role = world.start()) {
                written.putAll(world.write("after", 20));
                world.awaitTold(written);
                await().atMost(SOON)
                        .until(() -> figure(role, "tidegate.sink.lag.records", "webhook") == 0
                                && figure(role, "tidegate.sink.lag.records", "eventbridge") == 0);
            }

            assertThat(world.toldToWebhook()).isEqualTo(world.expected(written));
            assertThat(world.toldToEventBridge()).isEqualTo(world.expected(written));
            assertThat(world.receiver.events()).allSatisfy(OutcomesIT::isACloudEvent);
        }
    }

    @Test
    void whatASinkRefusesIsSetAsideAndReplayedToThatSinkAlone(EmbeddedKafka kafka) throws Exception {
        try (var world = new World(kafka, "outcomes-refused.");
                var role = world.start()) {
            world.receiver.refuse("odd");

            var written = world.write("even", 5);
            written.putAll(world.write("odd", 1));
            written.putAll(world.write("more", 5));
            await().atMost(SOON)
                    .until(() -> figure(role, "tidegate.sink.dead.letters", "webhook") == 1
                            && world.toldToWebhook().size() == 10
                            && world.toldToEventBridge().size() == 11);
            world.receiver.refuse("nothing");
            var selection = new Selection(
                    Set.of(), Optional.empty(), Optional.of("SINK_REFUSED"), Optional.empty(), Optional.empty());
            var replayed = new Replay(world.installation).run(selection, false);
            world.awaitTold(written);
            await().atMost(SOON).until(() -> figure(role, "tidegate.sink.passed.over", "eventbridge") == 1);

            assertThat(replayed).singleElement().isInstanceOf(Replay.Result.Sent.class);
            assertThat(world.toldToWebhook()).isEqualTo(world.expected(written));
            assertThat(figure(role, "tidegate.sink.delivered", "eventbridge")).isEqualTo(11);
        }
    }

    private static double figure(OutcomesRole role, String name, String sink) {
        return role.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .filter(figure -> sink.equals(figure.tags().get("sink")))
                .mapToDouble(figure -> figure.value().getAsDouble())
                .sum();
    }

    /** By the reader of the CloudEvents project, which refuses events without their required attributes. */
    private static void isACloudEvent(String body) {
        CloudEvent event = new JsonFormat().deserialize(body.getBytes(UTF_8));

        assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
        assertThat(event.getAttributeNames())
                .containsExactlyInAnyOrder(
                        CloudEventV1.SPECVERSION,
                        CloudEventV1.ID,
                        CloudEventV1.SOURCE,
                        CloudEventV1.TYPE,
                        CloudEventV1.SUBJECT,
                        CloudEventV1.TIME,
                        CloudEventV1.DATACONTENTTYPE);
        assertThat(event.getSource()).hasToString("urn:tidegate:outcomes");
        assertThat(event.getType()).isEqualTo("io.tidegate.command.outcome.v1");
        assertThat(event.getSubject()).startsWith("ecs/demo/");
        assertThat(event.getTime()).isEqualTo(AT.atOffset(ZoneOffset.UTC));
        assertThat(json(new String(Objects.requireNonNull(event.getData()).toBytes(), UTF_8))
                        .path("commandId")
                        .asText())
                .isEqualTo(event.getId());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** An installation of its own, an AWS, and a receiver. */
    private static final class World implements AutoCloseable {
        private final SchemaRegistry registry = InProcessRegistry.inMemory();
        private final WebhookReceiver receiver = new WebhookReceiver();
        private final Installation installation;
        private final SimulatedAws aws;
        private final AwsClients clients;
        private final NotificationConfig config;

        World(EmbeddedKafka kafka, String prefix) throws Exception {
            installation = new Installation(KafkaAccess.plain(kafka.bootstrap()), new Topics(prefix), Optional.empty());
            new TopicAdmin(installation.kafka(), installation.topics()).create(4, Optional.empty());
            aws = SimulatedAws.start(CloudConfig.calm(Instant.now(), 1), 0);
            clients = AwsAccess.clients(AwsConfig.defaults().at("eu-central-1", aws.endpoint()));
            var preset = NotificationConfig.defaults(installation.topics());
            config = new NotificationConfig(
                    installation.topics(),
                    preset.source(),
                    preset.statuses(),
                    new RetryPause(Duration.ofMillis(50), Duration.ofMillis(400)),
                    Optional.of("ops"),
                    Optional.of(WebhookConfig.of(
                            receiver.url() + "/${HOOK}",
                            new TreeMap<>(Map.of("Authorization", "Bearer ${TOKEN}")),
                            Duration.ofSeconds(2),
                            false)));
        }

        /** A role that has all partitions for both sinks. */
        OutcomesRole start() {
            var role = OutcomesRole.start(
                    config,
                    installation.kafka(),
                    registry,
                    clients,
                    name -> Optional.ofNullable(
                            Map.of("HOOK", "h00k", "TOKEN", "t0ken").get(name)),
                    Clock.systemUTC());
            await().atMost(SOON)
                    .until(() -> role.health().detail().contains("eventbridge: 4 partitions")
                            && role.health().detail().contains("webhook: 4 partitions"));
            return role;
        }

        SortedMap<String, CommandOutcome> write(String name, int count) throws Exception {
            return write(name, count, true);
        }

        void writeInVain(String name, int count) throws Exception {
            write(name, count, false);
        }

        private SortedMap<String, CommandOutcome> write(String name, int count, boolean commit) throws Exception {
            var topic = installation.topics().commandOutcomes();
            var serde = AvroSerde.of(topic, CommandOutcome.class, registry);
            var outcomes = new TreeMap<String, CommandOutcome>();
            IntStream.range(0, count).forEach(i -> {
                var outcome = outcome(name + "-" + i, "ecs/demo/s" + i % 7);
                outcomes.put(outcome.getCommandId(), outcome);
            });
            var settings = installation
                    .kafka()
                    .client(Map.of(
                            ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic.name() + "-" + name.replace(' ', '-')));
            try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
                producer.initTransactions();
                producer.beginTransaction();
                for (var outcome : outcomes.values()) {
                    producer.send(new ProducerRecord<>(
                                    topic.name(), outcome.getDomain().getBytes(UTF_8), serde.encode(outcome)))
                            .get();
                }
                if (commit) {
                    producer.commitTransaction();
                } else {
                    producer.abortTransaction();
                }
            }
            return outcomes;
        }

        private static CommandOutcome outcome(String id, String target) {
            return CommandOutcome.newBuilder()
                    .setCommandId(id)
                    .setDomain(target)
                    .setTarget(target)
                    .setEpoch(AT)
                    .setSequence(1)
                    .setStatus(OutcomeStatus.APPLIED)
                    .setReason("OK")
                    .setAt(AT)
                    .setAttempts(1)
                    .setLatencyMillis(5)
                    .build();
        }

        void goDown() {
            receiver.answer(503);
            aws.tell(cloud -> cloud.faults().setRates("eventbridge.PutEvents", DOWN));
        }

        void comeBack() {
            receiver.answer(204);
            aws.tell(cloud -> cloud.faults().setRates("eventbridge.PutEvents", FaultRates.CALM));
        }

        void awaitTold(Map<String, CommandOutcome> written) {
            await().atMost(SOON)
                    .until(() -> toldToWebhook().keySet().equals(written.keySet())
                            && toldToEventBridge().keySet().equals(written.keySet()));
        }

        Map<String, JsonNode> expected(Map<String, CommandOutcome> written) {
            var expected = new HashMap<String, JsonNode>();
            written.forEach((id, outcome) ->
                    expected.put(id, json("""
                            {"commandId":"%s","domain":"%s","target":"%s","epoch":"%s","sequence":1,"status":"APPLIED",
                            "reason":"OK","at":"%s","attempts":1,"latencyMillis":5,"retryable":false}""".formatted(id, outcome.getTarget(), outcome.getTarget(), AT, AT))));
            return expected;
        }

        /** What was told, by id; what was told twice was the same. */
        Map<String, JsonNode> toldToWebhook() {
            var told = new HashMap<String, JsonNode>();
            receiver.events().forEach(body -> {
                var event = json(body);
                var before = told.put(event.path("id").asText(), event.path("data"));
                assertThat(before).isIn(null, event.path("data"));
            });
            return told;
        }

        Map<String, JsonNode> toldToEventBridge() {
            var told = new HashMap<String, JsonNode>();
            List<PublishedEvent> events = aws.ask(cloud -> cloud.eventBuses().events());
            for (var event : new ArrayList<>(events)) {
                var detail = json(event.detail());
                var before = told.put(detail.path("commandId").asText(), detail);
                assertThat(before).isIn(null, detail);
            }
            return told;
        }

        @Override
        public void close() {
            clients.close();
            aws.close();
            receiver.close();
        }
    }
}

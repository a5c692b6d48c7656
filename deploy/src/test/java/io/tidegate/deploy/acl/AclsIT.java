package io.tidegate.deploy.acl;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.connectors.aws.AwsConfig;
import io.tidegate.deploy.deadletter.Replay;
import io.tidegate.deploy.deadletter.Selection;
import io.tidegate.deploy.kafka.Installation;
import io.tidegate.deploy.kafka.TopicAdmin;
import io.tidegate.deploy.local.GuardedKafka;
import io.tidegate.deploy.override.Change;
import io.tidegate.deploy.override.OverrideStore;
import io.tidegate.deploy.policy.PolicyStore;
import io.tidegate.deploy.sample.SamplePublisher;
import io.tidegate.deploy.service.Parts;
import io.tidegate.deploy.service.Service;
import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.SampleStatus;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.registry.EmbeddedRegistry;
import io.tidegate.schemas.registry.InMemoryLog;
import io.tidegate.schemas.registry.KafkaRegistryLog;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.simulatedaws.CloudConfig;
import io.tidegate.simulatedaws.SimulatedAws;
import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.streams.journal.ManualOverride;
import io.tidegate.streams.policy.file.PolicyReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/** The listed ACLs on a real broker whose authorizer lets nobody do anything else: all of them are needed, and no others. */
class AclsIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Topics TOPICS = new Topics("acls.");
    private static final Selection EVERYTHING =
            new Selection(Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    private static final String WEB = "ecs/demo/web";
    private static final String POLICY = """
            apiVersion: tidegate/v1
            kind: ServicePolicy
            name: web
            target: ecs/demo/web
            capacity: {min: 2, max: 20}
            metrics:
              load: {samples: {name: load}, window: 10s, early: true}
            rules:
              - targetTracking: {metric: load, target: 60}
            ---
            apiVersion: tidegate/v1
            kind: ServicePolicy
            name: calm
            mode: shadow
            target: ecs/demo/web
            capacity: {min: 2, max: 20}
            metrics:
              load: {samples: {name: load}, window: 10s, early: true}
            rules:
              - targetTracking: {metric: load, target: 40}
            """;

    @Test
    void lettingEachRoleDoWhatIsListedIsEnoughAndNotTooMuch(@TempDir Path folder) throws Exception {
        try (var parts = new Parts()) {
            var kafka = parts.add(GuardedKafka.start());
            var registry = parts.add(EmbeddedRegistry.start(anyPort(), new InMemoryLog()));
            var aws = parts.add(
                    SimulatedAws.start(CloudConfig.calm(Instant.now(), 1).withPace(20), 0));
            aws.tell(cloud -> {
                cloud.addService(WEB, 2, Workload.ofRequests(100));
                cloud.messageQueues().add("hooks");
            });
            tell(aws, "no event", interruption());
            kafka.allow(TOPICS, Part.CONNECTORS, Part.STREAMS, Part.SHADOW, Part.EXECUTOR, Part.CLI, Part.PUBLISHER);
            kafka.allowBeside(Part.EXECUTOR, Part.OUTCOMES, TOPICS);
            kafka.allowBeside(Part.CLI, Part.REPLAY, TOPICS);

            var people = kafka.as(Part.CLI.text());
            var admin = new TopicAdmin(people, TOPICS);
            admin.create(2, Optional.empty());
            assertThat(admin.check(2)).isEmpty();
            var services = List.of(
                    parts.add(service(Part.CONNECTORS, kafka, registry, aws, folder)),
                    parts.add(service(Part.STREAMS, kafka, registry, aws, folder)),
                    parts.add(service(Part.SHADOW, kafka, registry, aws, folder)),
                    parts.add(service(Part.EXECUTOR, kafka, registry, aws, folder)));
            new PolicyStore(people, TOPICS, registry.registry())
                    .apply(
                            PolicyReader.read("web.yaml", POLICY, _ -> Optional.empty())
                                    .documents(),
                            Instant.EPOCH,
                            "test");
            publish(kafka, "admin", TOPICS.lifecycleEvents(), new byte[] {1});
            publish(kafka, Part.PUBLISHER.text(), TOPICS.metricSamples(), new byte[] {1});
            publish(kafka, "admin", TOPICS.scaleCommands(), new byte[] {1});
            publish(kafka, "admin", TOPICS.journal(), new byte[] {1});
            publish(kafka, "admin", TOPICS.capacityObservations(), new byte[] {1});
            publish(kafka, "admin", TOPICS.commandOutcomes(), new byte[] {1});
            override(kafka, registry);
            await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                sample(kafka, registry);
                assertThat(aws.<Integer>ask(
                                cloud -> cloud.service(WEB).orElseThrow().desired()))
                        .isGreaterThan(2);
            });
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(services)
                            .allSatisfy(service ->
                                    assertThat(readiness(service.url())).isEqualTo(200)));
            replayAll(kafka, registry);
            // The next one of its name begins with what the ledger tells.
            services.getLast().close();
            parts.add(service(Part.EXECUTOR, kafka, registry, aws, folder));

            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(usedBy(kafka, Part.values())).isEqualTo(listed()));
            assertThat(kafka.denied()).isEmpty();
        }
    }

    @Test
    void aPartThatLosesOneOfAKindFails(@TempDir Path folder) throws Exception {
        try (var parts = new Parts()) {
            var kafka = parts.add(GuardedKafka.start());
            var registry = parts.add(EmbeddedRegistry.start(anyPort(), new InMemoryLog()));
            var aws = parts.add(SimulatedAws.start(CloudConfig.calm(Instant.now(), 1), 0));
            kafka.allow(TOPICS, Part.CLI, Part.EXECUTOR);
            new TopicAdmin(kafka.as(Part.CLI.text()), TOPICS).create(1, Optional.empty());

            for (var lost : List.of(
                    executors(ResourceType.TOPIC, "acls.scale-commands", AclOperation.READ),
                    executors(ResourceType.TOPIC, "acls.executor-ledger", AclOperation.WRITE),
                    executors(ResourceType.GROUP, "acls.executor", AclOperation.READ),
                    executors(ResourceType.TRANSACTIONAL_ID, "acls.executor-", AclOperation.WRITE))) {
                kafka.takeBack(Part.EXECUTOR, lost);
                try (var service = Service.start(
                        config(Part.EXECUTOR, kafka, registry, aws, folder), registry.registry(), Clock.systemUTC())) {
                    await(lost.subject())
                            .atMost(SOON)
                            .untilAsserted(
                                    () -> assertThat(kafka.denied()).anyMatch(denied -> denied.contains(lost.name())));
                    assertThat(readiness(service.url())).isEqualTo(503);
                }
                kafka.allow(TOPICS, Part.EXECUTOR);
            }
            kafka.takeBack(Part.EXECUTOR, executors(ResourceType.TOPIC, "acls.journal", AclOperation.DESCRIBE));
            // Every broker hears of it a moment later.
            await().atMost(SOON)
                    .untilAsserted(() -> assertThatThrownBy(
                                    () -> new TopicAdmin(kafka.as(Part.EXECUTOR.text()), TOPICS).requireAll())
                            .hasMessageContaining("acls.journal"));
        }
    }

    @Test
    void anInstanceThatKeepsTheSchemasNeedsTheirTopic() throws Exception {
        try (var kafka = GuardedKafka.start()) {
            kafka.allow(TOPICS, Part.REGISTRY);
            var log = new KafkaRegistryLog(
                    new TreeMap<>(kafka.as(Part.REGISTRY.text()).client(Map.of())), TOPICS);

            try (var registry = EmbeddedRegistry.start(anyPort(), log)) {
                registry.registry().register(TOPICS.metricSamples().subject(), MetricSample.getClassSchema());
            }
            // The second one finds the topic and looks at its settings.
            EmbeddedRegistry.start(anyPort(), log).close();

            assertThat(kafka.denied()).isEmpty();
            assertThat(usedBy(kafka, Part.REGISTRY)).isEqualTo(GuardedKafka.text(Part.REGISTRY, TOPICS));
        }
    }

    /** One operation of an ACL that the executor has. */
    private static Acl executors(ResourceType resource, String name, AclOperation operation) {
        var listed = Acls.of(Part.EXECUTOR, TOPICS).stream()
                .filter(acl -> acl.resource() == resource && acl.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(listed.operations()).contains(operation);
        return new Acl(resource, listed.pattern(), name, new TreeSet<>(Set.of(operation)));
    }

    /** As {@code run} starts one. */
    private static Service service(
            Part part, GuardedKafka kafka, EmbeddedRegistry registry, SimulatedAws aws, Path folder) {
        new TopicAdmin(kafka.as(part.text()), TOPICS).requireAll();
        return Service.start(config(part, kafka, registry, aws, folder), registry.registry(), Clock.systemUTC());
    }

    private static ServiceConfig config(
            Part part, GuardedKafka kafka, EmbeddedRegistry registry, SimulatedAws aws, Path folder) {
        var access = kafka.as(part.text());
        var values = new TreeMap<String, String>();
        values.put("kafka.bootstrap", access.bootstrap());
        access.properties().forEach((key, value) -> values.put("kafka.client." + key, value));
        values.put("topics.prefix", TOPICS.prefix());
        values.put("registry.url", registry.url().toString());
        values.put("roles", part.text());
        values.put("http.port", "0");
        values.put("state.dir", folder.resolve(part.text()).toString());
        values.put("streams.replicationFactor", "1");
        values.put("streams.threads", "1");
        values.put("streams.sessionTimeout", "6s");
        values.put("inventory.interval", "1s");
        values.put("aws.endpoint", aws.endpoint().toString());
        values.put("aws.region", "eu-central-1");
        values.put("lifecycle.queues", queue(aws));
        values.put("lifecycle.maxReceives", "1");
        values.put("outcomes.eventBridge.bus", "default");
        return ServiceConfig.of("test", values);
    }

    private static String queue(SimulatedAws aws) {
        return aws.endpoint() + "/000000000000/hooks";
    }

    private static void tell(SimulatedAws aws, String... messages) {
        var config = AwsConfig.defaults().at("eu-central-1", aws.endpoint());
        try (var clients = AwsClients.create(config, AnonymousCredentialsProvider.create())) {
            for (var message : messages) {
                clients.queues()
                        .sendMessage(request -> request.queueUrl(queue(aws)).messageBody(message));
            }
        }
    }

    private static String interruption() {
        return """
                {"id":"e-1","detail-type":"EC2 Spot Instance Interruption Warning","source":"aws.ec2",
                 "time":"2026-01-01T00:00:00Z","detail":{"instance-id":"i-1","instance-action":"terminate"}}""";
    }

    private static void publish(GuardedKafka kafka, String who, Topic topic, byte[] value) throws Exception {
        try (var producer = new KafkaProducer<>(
                kafka.as(who).client(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.name(), "key", value)).get();
        }
    }

    private static void sample(GuardedKafka kafka, EmbeddedRegistry registry) {
        try (var publisher = new SamplePublisher(kafka.as(Part.CLI.text()), TOPICS, registry.registry())) {
            publisher.send(new MetricSample(
                    "load", Map.of(), Instant.now(), SampleStatus.OK, 120.0, null, 1L, null, "push", null, null));
            publisher.flush();
        }
    }

    // A pause that holds nothing back.
    private static void override(GuardedKafka kafka, EmbeddedRegistry registry) {
        var now = Instant.now();
        var pause = new ManualOverride(true, false, OptionalInt.empty(), false, "anna", "test", now.plusSeconds(600));
        new OverrideStore(kafka.as(Part.CLI.text()), TOPICS, registry.registry())
                .set(List.of(Target.parse(WEB)), pause, new Change("anna", "test", now));
    }

    // Until a letter of each topic was replayed: whoever finds one takes its time.
    private static void replayAll(GuardedKafka kafka, EmbeddedRegistry registry) {
        var installation = new Installation(
                kafka.as(Part.CLI.text()), TOPICS, Optional.of(registry.url().toString()));
        await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            new Replay(installation).run(EVERYTHING, false);
            assertThat(usedBy(kafka, Part.CLI)).containsAll(GuardedKafka.text(Part.CLI, Part.REPLAY, TOPICS));
        });
    }

    private static SortedSet<String> usedBy(GuardedKafka kafka, Part... parts) {
        var names = Arrays.stream(parts).map(Part::text).toList();
        return kafka.used().stream()
                .filter(used -> names.contains(used.substring(0, used.indexOf(' '))))
                .collect(toCollection(TreeSet::new));
    }

    private static SortedSet<String> listed() {
        var listed = Stream.of(Part.CONNECTORS, Part.STREAMS, Part.SHADOW, Part.EXECUTOR, Part.CLI, Part.PUBLISHER)
                .flatMap(part -> GuardedKafka.text(part, TOPICS).stream())
                .collect(toCollection(TreeSet::new));
        listed.addAll(GuardedKafka.text(Part.EXECUTOR, Part.OUTCOMES, TOPICS));
        listed.addAll(GuardedKafka.text(Part.CLI, Part.REPLAY, TOPICS));
        return listed;
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static int readiness(URI service) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(service.resolve("/health/readiness"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}

package io.tidegate.connectors.source;

import static io.tidegate.connectors.assignment.Policies.cloudWatch;
import static io.tidegate.connectors.assignment.Policies.draining;
import static io.tidegate.connectors.assignment.Policies.http;
import static io.tidegate.connectors.assignment.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.tidegate.connectors.aws.LocalAws;
import io.tidegate.connectors.bridge.AvroBytes;
import io.tidegate.connectors.bridge.Loop;
import io.tidegate.connectors.cloudwatch.CloudWatchConfig;
import io.tidegate.connectors.http.HttpConfig;
import io.tidegate.connectors.iam.IamPolicy;
import io.tidegate.connectors.inventory.InventoryConfig;
import io.tidegate.connectors.lifecycle.LifecycleConfig;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.LifecycleEvent;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.SampleStatus;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.schemas.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All sources together, against simulated AWS over HTTP and a real HTTP server; only Kafka is mocked. */
@Timeout(60)
class SourcesTest {
    private static final Topics TOPICS = Topics.standard();
    private static final TopicPartition PARTITION = new TopicPartition("tidegate.scaling-policies", 0);

    private final LocalAws local = new LocalAws(IamPolicy.CONNECTORS);
    private final MockConsumer<String, ScalingPolicy> consumer = new MockConsumer<>("earliest");
    private final MockProducer<String, MetricSample> samples =
            new MockProducer<>(true, null, new StringSerializer(), new AvroBytes<>());
    private final MockProducer<String, CapacityObservation> observations =
            new MockProducer<>(true, null, new StringSerializer(), new AvroBytes<>());
    private final MockProducer<String, LifecycleEvent> lifecycle =
            new MockProducer<>(true, null, new StringSerializer(), new AvroBytes<>());
    private final MockProducer<byte[], byte[]> letters =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private HttpServer server;
    private Sources sources;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = "{\"depth\": 23}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        local.addService("ecs/demo/web", 3);
        local.aws().tell(cloud -> cloud.setLoad("ecs/demo/web", 150));
        sources = Sources.start(
                new SourcesConfig(
                        Duration.ofMillis(50),
                        new CloudWatchConfig(Duration.ofSeconds(1), Duration.ofSeconds(1), 3),
                        HttpConfig.defaults(),
                        new InventoryConfig(
                                Duration.ofMillis(500),
                                Duration.ofMillis(500),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(5)),
                        LifecycleConfig.defaults()),
                new KafkaAccess(TOPICS, () -> consumer, samples, observations, lifecycle, letters),
                Map.of(Place.DEFAULT, local.clients()),
                _ -> Optional.empty(),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        sources.close();
        server.stop(0);
        local.close();
    }

    private void apply() {
        var dimensions = Map.of("ClusterName", "<cluster>", "ServiceName", "<service>");
        var policy = policy(
                "web",
                List.of("ecs/demo/web"),
                cloudWatch("CPUUtilization", "Average", 1, dimensions, 0),
                http(
                        "queue_depth",
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/",
                        1,
                        Map.of("queue", "q")));
        consumer.schedulePollTask(() -> {
            consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
            consumer.rebalance(Set.of(PARTITION));
            consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, 0, "web", policy));
            consumer.addRecord(new ConsumerRecord<>(
                    PARTITION.topic(), 0, 1, "drain", draining("drain", "cluster/demo", "asg/web")));
        });
    }

    private boolean hasNumber(String key) {
        return samples.history().stream()
                .anyMatch(record -> record.key().equals(key) && record.value().getStatus() == SampleStatus.OK);
    }

    @Test
    void turnsAPolicyIntoSamplesAndObservations() {
        apply();

        await().atMost(Duration.ofSeconds(20)).until(() -> hasNumber("queue_depth{queue=q}"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> hasNumber("CPUUtilization{ClusterName=demo,ServiceName=web}"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> observations.history().stream()
                        .anyMatch(record -> record.key().equals("ecs/demo/web")));

        var observed = observations.history().stream()
                .filter(record -> record.key().equals("ecs/demo/web"))
                .findFirst()
                .orElseThrow();
        assertThat(observed.topic()).isEqualTo("tidegate.capacity-observations");
        assertThat(observed.value().getObserved()).isEqualTo(new EcsServiceState("ACTIVE", 3, 3, 0, false));
        assertThat(samples.history()).allMatch(record -> record.topic().equals("tidegate.metric-samples"));
    }

    @Test
    void tellsItsHealthAndItsCounters() {
        apply();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> sources.counters().values().stream().allMatch(counters -> counters.reads() > 0));

        assertThat(sources.counters().keySet())
                .containsExactly("cloudwatch", "http", "inventory", "lifecycle", "policies");
        assertThat(sources.health().isHealthy()).isTrue();
        assertThat(sources.health().partitions()).isEqualTo(1);
        assertThat(sources.health().policies()).isEqualTo(2);
    }

    @Test
    void endsEveryThreadAndLeavesTheGroupWhenItIsClosed() {
        apply();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !observations.history().isEmpty());

        sources.close();
        sources.close();

        assertThat(sources.health().loops()).noneMatch(Loop.Health::alive);
        assertThat(sources.health().isHealthy()).isFalse();
        assertThat(consumer.closed()).isTrue();
        assertThat(samples.closed()).isFalse();
    }
}

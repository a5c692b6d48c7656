package io.tidegate.deploy.role;

import io.tidegate.connectors.aws.AwsPlaces;
import io.tidegate.connectors.bridge.Loop;
import io.tidegate.connectors.http.Secrets;
import io.tidegate.connectors.source.KafkaAccess;
import io.tidegate.connectors.source.Sources;
import io.tidegate.connectors.source.SourcesConfig;
import io.tidegate.deploy.kafka.Installation;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.LifecycleEvent;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.sample.MetricSampleSerde;
import io.tidegate.schemas.serde.AvroSerde;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reads metrics, capacities and what happens to instances, for the policies of the partitions that it owns. */
public final class ConnectorsRole implements Role {
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final KafkaAccess kafka;
    private final Sources sources;

    private ConnectorsRole(KafkaAccess kafka, Sources sources) {
        this.kafka = kafka;
        this.sources = sources;
    }

    /**
     * Starts the sources; returns at once.
     *
     * @param aws stays the caller's
     */
    public static ConnectorsRole start(
            SourcesConfig config, Installation installation, SchemaRegistry registry, AwsPlaces aws, Clock clock) {
        var topics = installation.topics();
        var policies = AvroSerde.of(topics.scalingPolicies(), ScalingPolicy.class, registry);
        var kafka = new KafkaAccess(
                topics,
                () -> new KafkaConsumer<>(
                        installation.kafka().client(KafkaAccess.consumerSettings(topics)),
                        new StringDeserializer(),
                        policies),
                producer(installation, new StringSerializer(), new MetricSampleSerde(topics, registry)),
                producer(
                        installation,
                        new StringSerializer(),
                        AvroSerde.of(topics.capacityObservations(), CapacityObservation.class, registry)),
                producer(
                        installation,
                        new StringSerializer(),
                        AvroSerde.of(topics.lifecycleEvents(), LifecycleEvent.class, registry)),
                producer(installation, new ByteArraySerializer(), new ByteArraySerializer()));
        return new ConnectorsRole(kafka, Sources.start(config, kafka, aws.all(), Secrets.environment(), clock));
    }

    private static <K, V> KafkaProducer<K, V> producer(
            Installation installation, Serializer<K> keys, Serializer<V> values) {
        return new KafkaProducer<>(
                installation
                        .kafka()
                        .client(Map.of(ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.LINGER_MS_CONFIG, 0)),
                keys,
                values);
    }

    @Override
    public String name() {
        return RoleName.CONNECTORS.text();
    }

    @Override
    public Health health() {
        var health = sources.health();
        var failing = health.loops().stream()
                .filter(loop -> !loop.alive() || loop.failure().isPresent())
                .map(loop -> "%s %s".formatted(loop.name(), loop.failure().orElse("ended")))
                .collect(Collectors.joining(", "));
        var work = "%d partitions, %d policies".formatted(health.partitions(), health.policies());
        return new Health(
                health.loops().stream().allMatch(Loop.Health::alive), failing.isEmpty() ? work : work + "; " + failing);
    }

    @Override
    public List<Figure> figures() {
        return SourceFigures.of(sources.counters());
    }

    @Override
    public void close() {
        sources.close();
        kafka.samples().close(FAREWELL);
        kafka.observations().close(FAREWELL);
        kafka.lifecycle().close(FAREWELL);
        kafka.deadLetters().close(FAREWELL);
    }
}

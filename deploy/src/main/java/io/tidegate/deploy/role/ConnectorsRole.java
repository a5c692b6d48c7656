package io.tidegate.deploy.role;

import io.tidegate.connectors.aws.AwsPlaces;
import io.tidegate.connectors.bridge.Loop;
import io.tidegate.connectors.http.Secrets;
import io.tidegate.connectors.source.KafkaAccess;
import io.tidegate.connectors.source.Sources;
import io.tidegate.connectors.source.SourcesConfig;
import io.tidegate.deploy.kafka.Installation;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.MetricSample;
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
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reads metrics and capacities for the policies of the partitions that it owns. */
public final class ConnectorsRole implements Role {
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Producer<String, MetricSample> samples;
    private final Producer<String, CapacityObservation> observations;
    private final Sources sources;

    private ConnectorsRole(
            Producer<String, MetricSample> samples,
            Producer<String, CapacityObservation> observations,
            Sources sources) {
        this.samples = samples;
        this.observations = observations;
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
        Producer<String, MetricSample> samples = producer(installation, new MetricSampleSerde(topics, registry));
        Producer<String, CapacityObservation> observations = producer(
                installation, AvroSerde.of(topics.capacityObservations(), CapacityObservation.class, registry));
        var kafka = new KafkaAccess(
                topics,
                () -> new KafkaConsumer<>(
                        installation.kafka().client(KafkaAccess.consumerSettings(topics)),
                        new StringDeserializer(),
                        policies),
                samples,
                observations);
        return new ConnectorsRole(
                samples, observations, Sources.start(config, kafka, aws.all(), Secrets.environment(), clock));
    }

    private static <V> KafkaProducer<String, V> producer(Installation installation, Serializer<V> values) {
        return new KafkaProducer<>(
                installation
                        .kafka()
                        .client(Map.of(ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.LINGER_MS_CONFIG, 0)),
                new StringSerializer(),
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
        samples.close(FAREWELL);
        observations.close(FAREWELL);
    }
}

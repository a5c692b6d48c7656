package io.tidegate.deploy.role;

import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.connectors.http.Secrets;
import io.tidegate.connectors.notification.KafkaAccess;
import io.tidegate.connectors.notification.NotificationConfig;
import io.tidegate.connectors.notification.Notifications;
import io.tidegate.connectors.notification.Notifications.SinkHealth;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Tells the sinks how commands ended. It is ready while its threads work: a sink that is down makes nothing unready. */
public final class OutcomesRole implements Role {
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> deadLetters;
    private final Notifications notifications;

    private OutcomesRole(Producer<byte[], byte[]> deadLetters, Notifications notifications) {
        this.deadLetters = deadLetters;
        this.notifications = notifications;
    }

    /**
     * Starts the notifications; returns at once.
     *
     * @param aws stays the caller's
     */
    public static OutcomesRole start(
            NotificationConfig config,
            io.tidegate.deploy.kafka.KafkaAccess kafka,
            SchemaRegistry registry,
            AwsClients aws,
            Clock clock) {
        return start(config, kafka, registry, aws, Secrets.environment(), clock);
    }

    static OutcomesRole start(
            NotificationConfig config,
            io.tidegate.deploy.kafka.KafkaAccess kafka,
            SchemaRegistry registry,
            AwsClients aws,
            Secrets secrets,
            Clock clock) {
        var topics = config.topics();
        var deadLetters = new KafkaProducer<>(
                kafka.client(Map.of(ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.LINGER_MS_CONFIG, 0)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        var access = new KafkaAccess(
                sink -> kafka.consumer(kafka.client(KafkaAccess.consumerSettings(topics, sink))),
                deadLetters,
                AvroSerde.of(topics.commandOutcomes(), CommandOutcome.class, registry));
        return new OutcomesRole(
                deadLetters, Notifications.start(config, new Notifications.Access(access, aws, secrets), clock));
    }

    @Override
    public String name() {
        return "outcomes";
    }

    @Override
    public Health health() {
        var sinks = notifications.health();
        return new Health(
                sinks.stream().allMatch(SinkHealth::alive),
                sinks.stream().map(OutcomesRole::words).collect(Collectors.joining("; ")));
    }

    private static String words(SinkHealth sink) {
        return "%s: %d partitions, %d waiting%s"
                .formatted(
                        sink.sink(),
                        sink.partitions(),
                        sink.waiting(),
                        sink.failure().map(why -> ", " + why).orElse(""));
    }

    @Override
    public List<Figure> figures() {
        return SinkFigures.of(notifications.counters());
    }

    @Override
    public void close() {
        notifications.close();
        deadLetters.close(FAREWELL);
    }
}

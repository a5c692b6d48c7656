package io.tidegate.connectors.source;

import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.LifecycleEvent;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.topic.Topics;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;

/**
 * The sources' way to Kafka.
 *
 * @param policies makes the consumer of {@code scaling-policies}, with {@link #consumerSettings} on top of the
 *     connection's own; the sources close it
 * @param samples stays the caller's, who closes it after the sources
 * @param observations the same
 * @param lifecycle the same
 * @param deadLetters the same
 */
public record KafkaAccess(
        Topics topics,
        Supplier<Consumer<String, ScalingPolicy>> policies,
        Producer<String, MetricSample> samples,
        Producer<String, CapacityObservation> observations,
        Producer<String, LifecycleEvent> lifecycle,
        Producer<byte[], byte[]> deadLetters) {

    // Kafka's default of 45 s would leave a killed instance's policies without readings for as long.
    private static final int SESSION_MILLIS = 10_000;

    /** What the consumer of policies must be configured with: one group for all instances, offsets never committed. */
    public static Map<String, Object> consumerSettings(Topics topics) {
        return Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                topics.prefix() + "connectors",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                SESSION_MILLIS,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                SESSION_MILLIS / 4,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
    }
}

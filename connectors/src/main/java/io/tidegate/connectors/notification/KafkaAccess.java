package io.tidegate.connectors.notification;

import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.topic.Topics;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The notifications' way to Kafka.
 *
 * @param consumers makes the consumer of a sink, with {@link #consumerSettings} on top of the connection's own; the
 *     notifications close it
 * @param deadLetters stays the caller's, who closes it after the notifications
 */
public record KafkaAccess(
        Function<String, Consumer<byte[], byte[]>> consumers,
        Producer<byte[], byte[]> deadLetters,
        Deserializer<CommandOutcome> outcomes) {

    private static final int SESSION_MILLIS = 15_000;
    private static final int MOST_READ_AHEAD = 100;

    /** What the consumer of a sink must be configured with: a group for each sink, so that one holds no other up. */
    public static Map<String, Object> consumerSettings(Topics topics, String sink) {
        return Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                topics.prefix() + "outcomes-" + sink,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                // The notifier itself decides where to start.
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                MOST_READ_AHEAD,
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                SESSION_MILLIS,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                SESSION_MILLIS / 5,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
    }
}

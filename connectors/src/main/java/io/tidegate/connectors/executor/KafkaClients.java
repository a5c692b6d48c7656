package io.tidegate.connectors.executor;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka clients of one executor instance.
 *
 * @param common bootstrap servers and security; everything that correctness rests on is set here and cannot be changed
 */
public record KafkaClients(Map<String, Object> common, ExecutorConfig config) implements KafkaAccess {
    private static final int MAX_POLL_RECORDS = 500;

    @Override
    public Consumer<byte[], byte[]> commands() {
        var settings = consumer(IsolationLevel.READ_COMMITTED);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.groupId());
        // A restart of the same instance gets its partitions back at once, instead of after the session timeout.
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, config.instanceId());
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        settings.put(
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                Math.toIntExact(config.sessionTimeout().toMillis()));
        settings.put(
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                Math.toIntExact(config.heartbeatInterval().toMillis()));
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> ledger(IsolationLevel isolation) {
        return new KafkaConsumer<>(consumer(isolation), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Producer<byte[], byte[]> producer() {
        var settings = new TreeMap<>(common);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, config.transactionalId());
        // At most the session timeout: a dead owner's open transaction must not outlive its membership.
        settings.put(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Math.toIntExact(config.sessionTimeout().toMillis()));
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        // Each transaction is flushed by its commit; waiting for more records only adds to the reaction time.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // A transaction that follows another at once is refused until the markers of the first are written: a few
        // milliseconds, not the default of 100. It doubles with each further try.
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 10);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> consumer(IsolationLevel isolation) {
        var settings = new TreeMap<>(common);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString().toLowerCase(Locale.ROOT));
        return settings;
    }

    // The settings of Kafka's clients may hold passwords.
    @Override
    public String toString() {
        return "Kafka clients of executor " + config.instanceId();
    }
}

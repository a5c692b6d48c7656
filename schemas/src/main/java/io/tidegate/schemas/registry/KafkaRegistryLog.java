package io.tidegate.schemas.registry;

import io.tidegate.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A registry's facts on one compacted Kafka topic of one partition. The owner is whoever opened it last: a transactional
 * id fences the one before, whose next append fails for good. So two registries never give one id twice.
 */
public final class KafkaRegistryLog implements RegistryLog {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, Object> clientConfig;
    private final String topic;
    private @Nullable Producer<byte[], byte[]> producer;
    private boolean lost;

    /**
     * The log of an installation.
     *
     * @param clientConfig how a Kafka client connects: bootstrap servers and security
     */
    public KafkaRegistryLog(Map<String, Object> clientConfig, Topics topics) {
        this.clientConfig = Map.copyOf(clientConfig);
        this.topic = topicName(topics);
    }

    /** Name of the topic. It is not among {@link Topics#all()}: with a registry elsewhere there is none. */
    public static String topicName(Topics topics) {
        return topics.prefix() + "schemas";
    }

    /** Takes ownership, then reads. */
    @Override
    public List<RegistryFact> replay() {
        if (lost) {
            throw lost(null);
        }
        close();
        new RegistryTopic(topic).ensure(clientConfig);
        try {
            var owner = new KafkaProducer<>(producerConfig(), new ByteArraySerializer(), new ByteArraySerializer());
            producer = owner;
            // Fences the owner before and ends what it left open, so that the end read below is final.
            owner.initTransactions();
            return read();
        } catch (KafkaException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void append(RegistryFact fact) {
        var owner = producer;
        if (lost || owner == null) {
            throw lost(null);
        }
        try {
            owner.beginTransaction();
            // The commit waits for it and throws what it failed with.
            var _ = owner.send(
                    new ProducerRecord<>(topic, 0, RegistryFactCodec.key(fact), RegistryFactCodec.value(fact)));
            owner.commitTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            lost = true;
            throw lost(e);
        } catch (KafkaException e) {
            throw unavailable(e);
        }
    }

    /** Ends the ownership; the next {@link #replay()} takes it again. */
    @Override
    public void close() {
        var owner = producer;
        producer = null;
        if (owner != null) {
            owner.close(Duration.ofSeconds(5));
        }
    }

    private List<RegistryFact> read() {
        var partition = new TopicPartition(topic, 0);
        var facts = new ArrayList<RegistryFact>();
        try (var consumer =
                new KafkaConsumer<>(consumerConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = Objects.requireNonNull(
                    consumer.endOffsets(List.of(partition)).get(partition));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(partition) < end) {
                for (var found : consumer.poll(Duration.ofMillis(200))) {
                    facts.add(RegistryFactCodec.fact(found.key(), found.value()));
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new RegistryUnavailableException(
                            "topic %s must be read to offset %d within %s, was not".formatted(topic, end, PATIENCE),
                            null);
                }
            }
        }
        return facts;
    }

    private Map<String, Object> producerConfig() {
        var config = new HashMap<>(clientConfig);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic + ".owner");
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return config;
    }

    private Map<String, Object> consumerConfig() {
        var config = new HashMap<>(clientConfig);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }

    private RegistryUnavailableException lost(@Nullable KafkaException cause) {
        return new RegistryUnavailableException(
                "registry on topic %s must have one owner at a time, another took over".formatted(topic), cause);
    }

    private RegistryUnavailableException unavailable(KafkaException cause) {
        return new RegistryUnavailableException(
                "registry on topic %s must reach its broker, did not".formatted(topic), cause);
    }
}

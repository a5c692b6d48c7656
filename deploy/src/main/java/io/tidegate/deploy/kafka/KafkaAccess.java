package io.tidegate.deploy.kafka;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How to reach a Kafka: its bootstrap servers and whatever security its clients need. Its text names the servers only.
 *
 * @param bootstrap comma list of {@code host:port}
 * @param properties client properties, sorted; the bootstrap servers are not among them
 */
public record KafkaAccess(String bootstrap, Map<String, String> properties) {
    /** How long a tool waits for a broker before it says that none answers. */
    public static final int PATIENCE_MILLIS = 4_000;

    public KafkaAccess {
        if (bootstrap.isBlank()) {
            throw new IllegalArgumentException("bootstrap must be host:port, was \"%s\"".formatted(bootstrap));
        }
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    /** Access without security. */
    public static KafkaAccess plain(String bootstrap) {
        return new KafkaAccess(bootstrap, Map.of());
    }

    /** Client properties with {@code extra} on top; the caller may change the map. */
    public Map<String, Object> client(Map<String, ?> extra) {
        var all = new TreeMap<String, Object>(properties);
        all.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        all.putAll(extra);
        return all;
    }

    /**
     * An admin client that gives up after {@link #PATIENCE_MILLIS}.
     *
     * @throws IllegalArgumentException when no client can be made of the properties, naming the servers
     */
    public Admin admin() {
        try {
            return Admin.create(client(Map.of(
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS)));
        } catch (KafkaException e) {
            throw unusable(e);
        }
    }

    /**
     * A consumer of bytes.
     *
     * @param config as {@link #client} makes it
     * @throws IllegalArgumentException when no client can be made of the properties, naming the servers
     */
    public KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> config) {
        try {
            return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw unusable(e);
        }
    }

    /**
     * A producer under text keys that gives up after {@link #PATIENCE_MILLIS}.
     *
     * @param lingerMillis how long a record may wait for others
     */
    public <V> KafkaProducer<String, V> producer(Serializer<V> values, int lingerMillis) {
        var config = client(Map.of(
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.LINGER_MS_CONFIG, lingerMillis,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS));
        return new KafkaProducer<>(config, new StringSerializer(), values);
    }

    // Kafka says what is wrong in the exception itself or in its cause, as it happens.
    private IllegalArgumentException unusable(KafkaException e) {
        var cause = e instanceof ConfigException || e.getCause() == null ? e : e.getCause();
        return new IllegalArgumentException(
                "bootstrap must name reachable hosts, was %s: %s".formatted(bootstrap, cause.getMessage()), e);
    }

    // Properties hold passwords.
    @Override
    public String toString() {
        return bootstrap;
    }
}

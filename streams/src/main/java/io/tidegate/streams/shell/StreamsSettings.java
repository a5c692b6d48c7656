package io.tidegate.streams.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How the two Kafka Streams applications run: exactly-once, with every store named, and quick to hand over.
 *
 * @param kafka how to reach the brokers: bootstrap servers and security
 * @param stateDir for Kafka Streams' own files; the stores are in memory and come back from their changelogs
 * @param threads of each application; at most one a partition is of use
 * @param commitInterval longest time that results wait for their transaction
 * @param sessionTimeout after which a silent instance loses its partitions; the broker's minimum is 6 s
 * @param replicationFactor of the changelogs
 */
public record StreamsSettings(
        Map<String, Object> kafka,
        Path stateDir,
        int threads,
        Duration commitInterval,
        Duration sessionTimeout,
        int replicationFactor) {

    private static final Duration SHORT_WAIT = Duration.ofMillis(10);

    public StreamsSettings {
        kafka = new TreeMap<>(kafka);
        if (threads < 1) {
            throw new IllegalArgumentException("streams.threads must be at least 1, was " + threads);
        }
        if (!commitInterval.isPositive()) {
            throw new IllegalArgumentException("streams.commitInterval must be positive, was " + commitInterval);
        }
        if (sessionTimeout.compareTo(Duration.ofSeconds(6)) < 0) {
            throw new IllegalArgumentException("streams.sessionTimeout must be at least 6s, was " + sessionTimeout);
        }
    }

    /** Two threads, commits every 25 ms, 10 s of silence, three replicas. */
    public static StreamsSettings standard(Map<String, Object> kafka, Path stateDir) {
        return new StreamsSettings(kafka, stateDir, 2, Duration.ofMillis(25), Duration.ofSeconds(10), 3);
    }

    /** The properties of one application. */
    public Map<String, Object> of(String applicationId) {
        var properties = new TreeMap<>(kafka);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replicationFactor);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L); // Object stores are caches themselves.
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // The order that records have across topics is the one in which they come: waiting for the others costs time,
        // and finding out at every record whether to wait costs a fifth of a core.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                Math.toIntExact(sessionTimeout.toMillis()));
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                Math.toIntExact(sessionTimeout.dividedBy(4).toMillis()));
        // An open transaction of a dead instance must not outlive its membership: readers wait for it.
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                Math.toIntExact(sessionTimeout.toMillis()));
        // Streams' default of 100 ms alone would double the reaction time.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        // So would waiting 100 ms for the next record before a commit that is due, or before a transaction is tried
        // again because the markers of the one before it are still being written, as they are after nearly every
        // commit.
        properties.put(StreamsConfig.POLL_MS_CONFIG, SHORT_WAIT.toMillis());
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), SHORT_WAIT.toMillis());
        return properties;
    }

    // The settings of Kafka's clients may hold passwords.
    @Override
    public String toString() {
        return "%d threads, commits every %s, session timeout %s, %d replicas, state in %s"
                .formatted(threads, commitInterval, sessionTimeout, replicationFactor, stateDir);
    }
}

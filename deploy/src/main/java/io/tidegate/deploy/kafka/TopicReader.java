package io.tidegate.deploy.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;

/** Reads what a topic holds now, committed records only, without joining a group. */
public final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaAccess access;

    public TopicReader(KafkaAccess access) {
        this.access = access;
    }

    /**
     * Which records of a topic count.
     *
     * @param key only the partition of this key; empty for all
     * @param since only records that arrived then or later; empty for all
     */
    public record Range(Optional<String> key, Optional<Instant> since) {
        /** The whole topic. */
        public static final Range ALL = new Range(Optional.empty(), Optional.empty());

        /** The partition of a key. */
        public static Range of(String key) {
            return new Range(Optional.of(key), Optional.empty());
        }

        /** What arrived since a time. */
        public static Range since(Instant since) {
            return new Range(Optional.empty(), Optional.of(since));
        }
    }

    /** Takes one record. */
    public interface Sink {
        void take(ConsumerRecord<byte[], byte[]> found);
    }

    /**
     * Gives every record of {@code range} up to the topic's end at the time of the call to {@code sink}: in order within a
     * partition, in none across partitions.
     *
     * @throws NoBrokerException when no broker answers, or one stops answering
     * @throws IllegalArgumentException when the topic does not exist
     */
    public void read(String topic, Range range, Sink sink) {
        try (var consumer = access.consumer(config(access))) {
            var partitions = partitions(consumer, topic, range);
            consumer.assign(partitions);
            seek(consumer, partitions, range.since());
            drain(consumer, consumer.endOffsets(partitions), sink);
        } catch (TimeoutException e) {
            throw new NoBrokerException(access, e);
        } catch (UnknownTopicOrPartitionException e) {
            throw missing(topic);
        }
    }

    /**
     * How many partitions a topic has; 0 when it does not exist.
     *
     * @throws NoBrokerException when no broker answers
     */
    public int partitions(String topic) {
        try (var consumer = access.consumer(config(access))) {
            var found = consumer.partitionsFor(topic);
            return found == null ? 0 : found.size();
        } catch (TimeoutException e) {
            throw new NoBrokerException(access, e);
        } catch (UnknownTopicOrPartitionException e) {
            return 0;
        }
    }

    static Map<String, Object> config(KafkaAccess access) {
        return access.client(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                KafkaAccess.PATIENCE_MILLIS,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                KafkaAccess.PATIENCE_MILLIS));
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic, Range range) {
        var found = consumer.partitionsFor(topic);
        if (found == null || found.isEmpty()) {
            throw missing(topic);
        }
        int count = found.size();
        return range.key()
                .map(key -> List.of(new TopicPartition(topic, partition(key, count))))
                .orElseGet(() -> found.stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList());
    }

    /** Kafka's default partitioner for keyed records. */
    public static int partition(String key, int count) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % count;
    }

    static void seek(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Optional<Instant> from) {
        if (from.isEmpty()) {
            consumer.seekToBeginning(partitions);
            return;
        }
        long since = from.get().toEpochMilli();
        var offsets = consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> since)));
        offsets.forEach((partition, offset) -> {
            if (offset == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, offset.offset());
            }
        });
    }

    private void drain(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, Sink sink) {
        long lastProgress = System.nanoTime();
        while (!reached(consumer, ends)) {
            var records = consumer.poll(POLL);
            for (var found : records) {
                if (found.offset() < end(ends, found)) {
                    sink.take(found);
                }
            }
            long now = System.nanoTime();
            if (!records.isEmpty()) {
                lastProgress = now;
            } else if (now - lastProgress
                    > Duration.ofMillis(KafkaAccess.PATIENCE_MILLIS).toNanos()) {
                throw new NoBrokerException(access, new TimeoutException("no progress"));
            }
        }
    }

    private static long end(Map<TopicPartition, Long> ends, ConsumerRecord<byte[], byte[]> found) {
        return ends.getOrDefault(new TopicPartition(found.topic(), found.partition()), Long.MAX_VALUE);
    }

    // Transaction markers take offsets that are never handed out, so positions count, not records.
    private static boolean reached(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    static IllegalArgumentException missing(String topic) {
        return new IllegalArgumentException(
                "topic %s must exist, was missing; tidegate topics create makes it".formatted(topic));
    }
}

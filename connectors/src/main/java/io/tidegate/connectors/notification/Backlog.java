package io.tidegate.connectors.notification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Records that were read and are not settled with the sink, in the order of their arrival. Not thread-safe. */
final class Backlog {
    private final List<ConsumerRecord<byte[], byte[]>> waiting = new ArrayList<>();

    void add(ConsumerRecord<byte[], byte[]> read) {
        waiting.add(read);
    }

    void settled(ConsumerRecord<byte[], byte[]> done) {
        waiting.remove(done);
    }

    /** Forgets partitions that another instance reads from now on. */
    void drop(Collection<TopicPartition> partitions) {
        waiting.removeIf(read -> partitions.contains(partition(read)));
    }

    /** A copy, oldest first. */
    List<ConsumerRecord<byte[], byte[]>> waiting() {
        return List.copyOf(waiting);
    }

    int size() {
        return waiting.size();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Where whoever takes the partition over has to start; empty when everything read of it is settled. */
    OptionalLong firstWaiting(TopicPartition partition) {
        return waiting.stream()
                .filter(read -> partition(read).equals(partition))
                .mapToLong(ConsumerRecord::offset)
                .min();
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> read) {
        return new TopicPartition(read.topic(), read.partition());
    }
}

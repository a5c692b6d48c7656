package io.tidegate.deploy.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;

/** A consumer without a group that reads one topic from its beginning; sees only what is committed. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // One strand runs at a time.
class LedgerConsumer extends MockConsumer<byte[], byte[]> {
    private static final int A_FEW = 25;

    private final SimulatedLog log;
    private String topic = "";
    private long at;

    LedgerConsumer(SimulatedLog log) {
        super("earliest");
        this.log = log;
    }

    @Override
    public void assign(Collection<TopicPartition> partitions) {
        topic = partitions.iterator().next().topic();
    }

    @Override
    public void seekToBeginning(Collection<TopicPartition> partitions) {
        at = 0;
    }

    @Override
    public long position(TopicPartition partition) {
        return at;
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        awaitKafka();
        var partition = partitions.iterator().next();
        return Map.of(partition, log.end(partition.topic()));
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        awaitKafka();
        var found = log.read(topic, at, A_FEW);
        if (found.isEmpty()) {
            Strand.current().sleep(timeout);
            return ConsumerRecords.empty();
        }
        at += found.size();
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        found.stream()
                .filter(SimulatedLog.Entry::isReadable)
                .forEach(entry ->
                        records.add(new ConsumerRecord<>(topic, 0, entry.offset(), entry.key(), entry.value())));
        return records.isEmpty()
                ? ConsumerRecords.empty()
                : new ConsumerRecords<>(Map.of(new TopicPartition(topic, 0), List.copyOf(records)), Map.of());
    }

    private static void awaitKafka() {
        var strand = Strand.current();
        do {
            strand.sleep(Duration.ofMillis(3));
        } while (!strand.process().machine().reachesKafka());
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}

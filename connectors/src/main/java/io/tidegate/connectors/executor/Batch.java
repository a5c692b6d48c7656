package io.tidegate.connectors.executor;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the next transaction writes, in order, and what may happen once it is committed. Not thread-safe. */
final class Batch {
    private final List<Entry> entries = new ArrayList<>();

    /** Adds a record of a partition, and what its commit permits. */
    void add(PartitionWork work, ProducerRecord<byte[], byte[]> record, Runnable onceCommitted) {
        entries.add(new Entry(work, record, onceCommitted));
    }

    void add(PartitionWork work, ProducerRecord<byte[], byte[]> record) {
        add(work, record, () -> {});
    }

    List<ProducerRecord<byte[], byte[]>> records() {
        return entries.stream().map(Entry::record).toList();
    }

    boolean concerns(PartitionWork work) {
        return entries.stream().anyMatch(entry -> entry.work() == work);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Forgets what a partition wanted to write: it belongs to another instance now. */
    void drop(PartitionWork work) {
        entries.removeIf(entry -> entry.work() == work);
    }

    /** The transaction is committed: starts what waited for it and begins anew. */
    void committed() {
        var done = List.copyOf(entries);
        entries.clear();
        done.forEach(entry -> entry.onceCommitted().run());
    }

    private record Entry(PartitionWork work, ProducerRecord<byte[], byte[]> record, Runnable onceCommitted) {}
}

package io.tidegate.connectors.executor;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits intents, results, outcomes and offsets together. Every transaction that writes for a partition also commits an
 * offset of it as the group's member, so that an instance that lost the partition can write nothing.
 */
final class Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final Map<TopicPartition, Long> committed = new HashMap<>();

    Transactions(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
        this.consumer = consumer;
        this.producer = producer;
    }

    /**
     * Commits the batch and what offsets have moved. When Kafka refuses it for now, the batch stays as it is. Any other failure is thrown: what happened is then found out by beginning anew.
     */
    void commit(Batch batch, Collection<PartitionWork> works) {
        var offsets = offsets(batch, works);
        if (offsets.isEmpty()) {
            return;
        }
        producer.beginTransaction();
        try {
            for (var record : batch.records()) {
                // A failed send fails the commit.
                var _ = producer.send(record);
            }
            producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
            producer.commitTransaction();
        } catch (CommitFailedException | RebalanceInProgressException | TransactionAbortableException e) {
            producer.abortTransaction();
            LOG.atWarn().addKeyValue("error", e.getMessage()).log("transaction was refused, will be tried again");
            return;
        }
        offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
        batch.committed();
    }

    /** Forgets what was committed for a partition that is no longer owned. */
    void forget(TopicPartition partition) {
        committed.remove(partition);
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(Batch batch, Collection<PartitionWork> works) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var work : works) {
            boolean moved = !Objects.equals(work.committable(), committed.get(work.commands()));
            if (moved || batch.concerns(work)) {
                offsets.put(work.commands(), new OffsetAndMetadata(work.committable()));
            }
        }
        return offsets;
    }
}

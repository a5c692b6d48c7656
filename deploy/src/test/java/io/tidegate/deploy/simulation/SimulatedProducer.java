package io.tidegate.deploy.simulation;

import io.tidegate.deploy.simulation.SimulatedLog.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A transactional producer over the simulated log: every call to the broker takes time, and the process may die in it. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // One strand runs at a time.
class SimulatedProducer extends MockProducer<byte[], byte[]> {
    private final SimulatedLog log;
    private final SimulatedGroup group;
    private final String id;
    private final Duration timeout;
    private final RandomGenerator random;
    private final IntConsumer onBegin;
    private final List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
    private int epoch;
    private @Nullable Transaction open;

    SimulatedProducer(
            SimulatedLog log,
            SimulatedGroup group,
            String id,
            Duration timeout,
            RandomGenerator random,
            IntConsumer onBegin) {
        super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        this.log = log;
        this.group = group;
        this.id = id;
        this.timeout = timeout;
        this.random = random;
        this.onBegin = onBegin;
    }

    @Override
    public void initTransactions() {
        await();
        epoch = log.begin(id);
        onBegin.accept(epoch);
        await();
    }

    @Override
    public void beginTransaction() {
        batch.clear();
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        batch.add(record);
        return new CompletableFuture<>();
    }

    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata metadata) {
        await();
        var transaction = appended();
        group.checkCommit(metadata.memberId(), metadata.generationId());
        var byTopic = new TreeMap<String, Long>();
        offsets.forEach((partition, offset) -> byTopic.put(partition.topic(), offset.offset()));
        log.offsets(transaction, byTopic);
        await();
    }

    @Override
    public void commitTransaction() {
        await();
        log.commit(appended());
        open = null;
        await();
    }

    @Override
    public void abortTransaction() {
        await();
        batch.clear();
        if (open != null) {
            log.abort(open);
            open = null;
        }
    }

    // What was sent is in the log before its transaction ends.
    private Transaction appended() {
        var transaction = log.transaction(id, epoch, timeout);
        open = transaction;
        for (var record : batch) {
            log.append(transaction, record.topic(), record.key(), record.value());
        }
        batch.clear();
        return transaction;
    }

    private void await() {
        var strand = Strand.current();
        do {
            strand.sleep(Duration.ofMillis(random.nextInt(1, 5)));
        } while (!strand.process().machine().reachesKafka());
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}

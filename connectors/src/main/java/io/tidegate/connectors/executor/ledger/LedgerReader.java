package io.tidegate.connectors.executor.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads one partition of {@code executor-ledger} from its beginning to its end. The end is the high watermark, not the
 * last stable offset: it waits until a transaction that is still open there has ended, so that nothing is committed
 * behind its back. It opens consumers of its own; thread-safe.
 */
public final class LedgerReader {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Supplier<Consumer<byte[], byte[]>> committed;
    private final Supplier<Consumer<byte[], byte[]>> uncommitted;
    private final Function<ConsumerRecord<byte[], byte[]>, List<LedgerRecord>> decode;
    private final Duration timeout;

    /**
     * A reader.
     *
     * @param committed opens a consumer that sees only what was committed
     * @param uncommitted opens one that sees all
     * @param decode the record's content; nothing when it has none that can be read
     * @param timeout how long a reading may take, open transactions included
     */
    public LedgerReader(
            Supplier<Consumer<byte[], byte[]>> committed,
            Supplier<Consumer<byte[], byte[]>> uncommitted,
            Function<ConsumerRecord<byte[], byte[]>, List<LedgerRecord>> decode,
            Duration timeout) {
        this.committed = committed;
        this.uncommitted = uncommitted;
        this.decode = decode;
        this.timeout = timeout;
    }

    /**
     * All records of the partition, oldest first.
     *
     * @throws TimeoutException when the end was not reached in time
     */
    public List<LedgerRecord> read(TopicPartition partition) {
        long end = end(partition);
        var records = new ArrayList<LedgerRecord>();
        try (var consumer = committed.get()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long giveUp = System.nanoTime() + timeout.toNanos();
            while (consumer.position(partition) < end) {
                consumer.poll(POLL).forEach(each -> records.addAll(decode.apply(each)));
                if (System.nanoTime() - giveUp > 0) {
                    throw new TimeoutException("%s must be read to its end %d within %s, was at %d"
                            .formatted(partition, end, timeout, consumer.position(partition)));
                }
            }
        }
        return records;
    }

    private long end(TopicPartition partition) {
        try (var consumer = uncommitted.get()) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(Set.of(partition));
            return ends.getOrDefault(partition, 0L);
        }
    }
}

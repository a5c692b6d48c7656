package io.tidegate.connectors.executor.ledger;

import static io.tidegate.connectors.executor.command.Commands.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class LedgerReaderTest {
    private static final TopicPartition PARTITION = new TopicPartition("ledger", 3);
    private static final LedgerRecord MARKER =
            Ledger.rebuild(3, "executor-a", List.of()).owned(NOW);

    @Test
    void readsFromTheBeginningToTheEnd() {
        var reader = reader(2, 2);

        assertThat(reader.read(PARTITION)).containsExactly(MARKER, MARKER);
    }

    @Test
    void readsNothingOfAnEmptyPartition() {
        assertThat(reader(0, 0).read(PARTITION)).isEmpty();
    }

    @Test
    void givesUpWhenATransactionStaysOpenAtTheEnd() {
        var reader = reader(1, 2);

        assertThatThrownBy(() -> reader.read(PARTITION))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("ledger-3 must be read to its end 2 within PT0.3S, was at 1");
    }

    /** Sees {@code committed} of the {@code written} records of the partition. */
    private static LedgerReader reader(long committed, long written) {
        return new LedgerReader(
                () -> consumer(committed, committed),
                () -> consumer(0, written),
                record -> List.of(MARKER),
                Duration.ofMillis(300));
    }

    private static Consumer<byte[], byte[]> consumer(long records, long end) {
        var consumer = new MockConsumer<byte[], byte[]>("earliest");
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, end));
        consumer.schedulePollTask(() -> {
            for (long offset = 0; offset < records; offset++) {
                consumer.addRecord(new ConsumerRecord<>(
                        PARTITION.topic(), PARTITION.partition(), offset, new byte[0], new byte[0]));
            }
        });
        return consumer;
    }
}

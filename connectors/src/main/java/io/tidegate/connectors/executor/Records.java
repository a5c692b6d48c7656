package io.tidegate.connectors.executor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.connectors.executor.command.Command;
import io.tidegate.connectors.executor.command.Wire;
import io.tidegate.connectors.executor.ledger.LedgerRecord;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.deadletter.DeadLetter;
import io.tidegate.schemas.serde.UnreadableRecordException;
import io.tidegate.schemas.serde.UnreadableRecordException.Reason;
import io.tidegate.schemas.topic.Topics;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and writes the records of the executor's topics. */
final class Records {
    private static final Logger LOG = LoggerFactory.getLogger(Records.class);

    private final Topics topics;
    private final ExecutorSerdes serdes;

    Records(Topics topics, ExecutorSerdes serdes) {
        this.topics = topics;
        this.serdes = serdes;
    }

    /**
     * The command of a record.
     *
     * @throws UnreadableRecordException when there is none that can be carried out
     */
    Command command(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new UnreadableRecordException(Reason.EMPTY, "a command must have a value, was none");
        }
        var wire = serdes.commands().deserializer().deserialize(record.topic(), record.value());
        try {
            return Wire.command(wire);
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException(Reason.INVALID, String.valueOf(e.getMessage()), e);
        }
    }

    /** The ledger's content of a record: one, or none when it cannot be read. */
    List<LedgerRecord> ledger(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return List.of();
        }
        String key = new String(record.key(), UTF_8);
        if (record.value() == null) {
            return List.of(LedgerRecord.removed(key));
        }
        try {
            var entry = serdes.ledger().deserializer().deserialize(record.topic(), record.value());
            return List.of(new LedgerRecord(key, Optional.of(entry)));
        } catch (UnreadableRecordException e) {
            LOG.atError()
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("error", e.getMessage())
                    .log("ledger entry cannot be read: its target is treated as new");
            return List.of();
        }
    }

    /** Written to the partition that the command came from: both topics have as many, and this is its owner. */
    ProducerRecord<byte[], byte[]> ledger(int partition, LedgerRecord record) {
        String topic = topics.executorLedger().name();
        byte @Nullable [] value = record.entry()
                .map(entry -> serdes.ledger().serializer().serialize(topic, entry))
                .orElse(null);
        return new ProducerRecord<>(topic, partition, record.key().getBytes(UTF_8), value);
    }

    ProducerRecord<byte[], byte[]> outcome(CommandOutcome outcome) {
        String topic = topics.commandOutcomes().name();
        return new ProducerRecord<>(
                topic,
                outcome.getDomain().getBytes(UTF_8),
                serdes.outcomes().serializer().serialize(topic, outcome));
    }

    ProducerRecord<byte[], byte[]> deadLetter(
            ConsumerRecord<byte[], byte[]> original, UnreadableRecordException unreadable) {
        return DeadLetter.of(
                topics.deadLetters(), original, unreadable.reason().name(), String.valueOf(unreadable.getMessage()));
    }
}

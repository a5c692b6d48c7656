package io.tidegate.streams.shell;

import io.tidegate.schemas.deadletter.DeadLetter;
import io.tidegate.schemas.serde.UnreadableRecordException;
import io.tidegate.schemas.topic.Topic;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Sends aside what can never be taken in, with its reason, so that one bad record stops nothing.
 *
 * @param deadLetters topic that it goes to
 * @param sink the topology's name for it
 */
public record Poison(ProcessorContext<Object, Object> context, Topic deadLetters, String sink) {
    private static final int NOWHERE = -1;

    /**
     * What {@code reader} makes of a record; null when that is nothing, or when the record is unreadable or breaks a rule:
     * then it went aside as it came. A failure of the registry is none of the record's and is thrown.
     */
    public <T> @Nullable T read(Record<byte[], byte[]> record, Supplier<@Nullable T> reader) {
        try {
            return reader.get();
        } catch (UnreadableRecordException unreadable) {
            sendAside(record, unreadable.reason(), unreadable);
        } catch (IllegalArgumentException broken) {
            sendAside(record, UnreadableRecordException.Reason.INVALID, broken);
        }
        return null;
    }

    private void sendAside(Record<byte[], byte[]> record, UnreadableRecordException.Reason reason, Exception why) {
        var from = context.recordMetadata();
        var letter = new DeadLetter(
                        from.map(RecordMetadata::topic).orElse(""),
                        from.map(RecordMetadata::partition).orElse(NOWHERE),
                        from.map(RecordMetadata::offset).orElse((long) NOWHERE),
                        reason.name(),
                        String.valueOf(why.getMessage()))
                .toRecord(deadLetters, record.key(), record.value(), record.headers());
        context.forward(new Record<>(letter.key(), letter.value(), record.timestamp(), letter.headers()), sink);
    }
}

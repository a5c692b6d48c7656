package io.tidegate.streams.shell;

import io.tidegate.schemas.deadletter.DeadLetter;
import io.tidegate.schemas.serde.UnreadableRecordException;
import io.tidegate.schemas.topic.Topic;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Sends aside what can never be taken in, with its reason, so that one bad record stops nothing.
 *
 * @param deadLetters topic that it goes to
 * @param sink the topology's name for it
 */
public record Poison(ProcessorContext<Object, Object> context, Topic deadLetters, String sink) {
    private static final int NOWHERE = -1;

    /** Takes a record in; when it is unreadable or breaks a rule it goes aside as it came. */
    public void guard(Record<byte[], byte[]> record, Runnable intake) {
        try {
            intake.run();
        } catch (UnreadableRecordException unreadable) {
            sendAside(record, unreadable.reason(), unreadable);
        } catch (IllegalArgumentException broken) {
            sendAside(record, UnreadableRecordException.Reason.INVALID, broken);
        }
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

package io.tidegate.schemas.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.schemas.topic.Topic;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Says that a dead letter was replayed: a record without key and value in the letter's own partition, so that it is kept at
 * least as long as the letter.
 *
 * @param partition of the letter and the mark
 * @param offset of the letter
 */
public record ReplayMark(int partition, long offset) {

    /** The record to send, in one transaction with the original. */
    public ProducerRecord<byte[], byte[]> toRecord(Topic deadLetters) {
        var mark = new ProducerRecord<byte[], byte[]>(deadLetters.name(), partition, null, null);
        mark.headers().add(DeadLetterHeaders.REPLAYED, Long.toString(offset).getBytes(UTF_8));
        return mark;
    }

    /** The offset of the letter that a mark is about; empty for what is no mark, such as a letter. */
    public static OptionalLong offset(Headers headers) {
        var header = headers.lastHeader(DeadLetterHeaders.REPLAYED);
        try {
            return header == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(new String(header.value(), UTF_8)));
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }
}

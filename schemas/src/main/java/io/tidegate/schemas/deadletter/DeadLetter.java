package io.tidegate.schemas.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.schemas.serde.UnreadableRecordException;
import io.tidegate.schemas.topic.Topic;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Where a record that could not be taken came from, and why. The record's own bytes travel as key and value, unchanged;
 * stack traces and values stay out of the headers, for they may hold what others must not read.
 *
 * @param topic where it stood
 * @param reason what is wrong, as one of few
 * @param message the constraint and what was found instead
 */
public record DeadLetter(String topic, int partition, long offset, String reason, String message) {
    private static final int LONGEST_MESSAGE = 1000;

    public DeadLetter {
        message = message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    }

    /** The record to send for {@code original}. */
    public static ProducerRecord<byte[], byte[]> of(
            Topic deadLetters, ConsumerRecord<byte[], byte[]> original, String reason, String message) {
        return new DeadLetter(original.topic(), original.partition(), original.offset(), reason, message)
                .toRecord(deadLetters, original.key(), original.value(), original.headers());
    }

    /** The record to send, with the original's key, value and headers; those of an earlier failure are replaced. */
    public ProducerRecord<byte[], byte[]> toRecord(
            Topic deadLetters, byte @Nullable [] key, byte @Nullable [] value, Headers original) {
        var sent = new ProducerRecord<>(deadLetters.name(), key, value);
        for (var header : original) {
            if (!describesFailure(header)) {
                sent.headers().add(header);
            }
        }
        sent.headers()
                .add(
                        DeadLetterHeaders.EXCEPTION,
                        UnreadableRecordException.class.getName().getBytes(UTF_8))
                .add(DeadLetterHeaders.MESSAGE, message.getBytes(UTF_8))
                .add(DeadLetterHeaders.TOPIC, topic.getBytes(UTF_8))
                .add(DeadLetterHeaders.PARTITION, Integer.toString(partition).getBytes(UTF_8))
                .add(DeadLetterHeaders.OFFSET, Long.toString(offset).getBytes(UTF_8))
                .add(DeadLetterHeaders.REASON, reason.getBytes(UTF_8));
        return sent;
    }

    /** What the headers of a dead letter tell, also one that Kafka Streams wrote; empty when they are another kind's. */
    public static Optional<DeadLetter> read(Headers headers) {
        var topic = text(headers, DeadLetterHeaders.TOPIC);
        var partition = text(headers, DeadLetterHeaders.PARTITION);
        var offset = text(headers, DeadLetterHeaders.OFFSET);
        var exception = text(headers, DeadLetterHeaders.EXCEPTION);
        if (topic == null || partition == null || offset == null || exception == null) {
            return Optional.empty();
        }
        var reason = text(headers, DeadLetterHeaders.REASON);
        var message = text(headers, DeadLetterHeaders.MESSAGE);
        try {
            return Optional.of(new DeadLetter(
                    topic,
                    Integer.parseInt(partition),
                    Long.parseLong(offset),
                    reason == null ? exception : reason,
                    message == null ? "" : message));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /**
     * The original again, as it stood before it failed, for the partition where it stood.
     *
     * @param letter what was read from {@code dead-letters}
     */
    public ProducerRecord<byte[], byte[]> original(ConsumerRecord<byte[], byte[]> letter) {
        var again = new ProducerRecord<>(topic, partition, letter.key(), letter.value());
        for (var header : letter.headers()) {
            if (!describesFailure(header) && !header.key().equals(DeadLetterHeaders.REPLAYED_FROM)) {
                again.headers().add(header);
            }
        }
        var from = "dead-letters-%d@%d".formatted(letter.partition(), letter.offset());
        again.headers().add(DeadLetterHeaders.REPLAYED_FROM, from.getBytes(UTF_8));
        return again;
    }

    private static boolean describesFailure(Header header) {
        return header.key().startsWith(DeadLetterHeaders.STREAMS_PREFIX)
                || header.key().equals(DeadLetterHeaders.REASON);
    }

    private static @Nullable String text(Headers headers, String name) {
        @Nullable Header header = headers.lastHeader(name);
        byte @Nullable [] value = header == null ? null : header.value();
        return value == null ? null : new String(value, UTF_8);
    }
}

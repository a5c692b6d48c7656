package io.tidegate.deploy.deadletter;

import io.tidegate.schemas.deadletter.DeadLetter;
import io.tidegate.schemas.deadletter.DeadLetterHeaders;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One dead letter.
 *
 * @param origin where it came from and why; empty when its headers do not tell
 */
public record Letter(ConsumerRecord<byte[], byte[]> record, Optional<DeadLetter> origin) {

    static Letter of(ConsumerRecord<byte[], byte[]> record) {
        return new Letter(record, DeadLetter.read(record.headers()));
    }

    /** Its own place. */
    public Place place() {
        return new Place(record.partition(), record.offset());
    }

    /** When it arrived. */
    public Instant arrived() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /** Whether its record was replayed before and failed again. */
    public boolean cameBack() {
        return record.headers().lastHeader(DeadLetterHeaders.REPLAYED_FROM) != null;
    }
}

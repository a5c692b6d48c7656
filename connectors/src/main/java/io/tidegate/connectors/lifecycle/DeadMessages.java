package io.tidegate.connectors.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.connectors.lifecycle.message.Mapped.Poison;
import io.tidegate.schemas.deadletter.DeadLetter;
import io.tidegate.schemas.topic.Topic;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.Message;

/** Puts messages that cannot be read with the dead letters: as they were, under their ids. Thread-safe. */
public final class DeadMessages {
    private static final Logger LOG = LoggerFactory.getLogger(DeadMessages.class);

    private final Producer<byte[], byte[]> producer;
    private final Topic deadLetters;
    private final SourceCounters counters;

    public DeadMessages(Producer<byte[], byte[]> producer, Topic deadLetters, SourceCounters counters) {
        this.producer = producer;
        this.deadLetters = deadLetters;
        this.counters = counters;
    }

    /** Whether Kafka has acknowledged the letter. */
    boolean put(QueueUrl queue, Message message, Poison poison) throws InterruptedException {
        // A queue has no partitions and offsets; Kafka's own word for that is -1.
        var letter = new DeadLetter(
                "sqs:" + queue.name(),
                RecordMetadata.UNKNOWN_PARTITION,
                -1,
                poison.reason().name(),
                poison.message());
        var record = letter.toRecord(
                deadLetters, message.messageId().getBytes(UTF_8), message.body().getBytes(UTF_8), new RecordHeaders());
        try {
            producer.send(record).get();
        } catch (InterruptException e) {
            // Kafka has set the thread's flag already.
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException("interrupted while sending").initCause(e);
        } catch (KafkaException | ExecutionException e) {
            return refused(queue, message, e);
        }
        counters.countError(ErrorKind.BODY);
        LOG.atWarn()
                .addKeyValue("queue", queue.text())
                .addKeyValue("messageId", message.messageId())
                .addKeyValue("reason", poison.message())
                .log("A message cannot be read; it is with the dead letters");
        return true;
    }

    private boolean refused(QueueUrl queue, Message message, Exception cause) {
        counters.countError(ErrorKind.KAFKA);
        LOG.atWarn()
                .addKeyValue("queue", queue.text())
                .addKeyValue("messageId", message.messageId())
                .addKeyValue("error", cause.toString())
                .log("Kafka did not take a dead letter; its message stays in the queue");
        return false;
    }
}

package io.tidegate.connectors.bridge;

import io.tidegate.schemas.registry.RegistryException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records to one topic and tells how far Kafka acknowledged them, so that a cursor never passes a record that is
 * not in the log. Thread-safe as the producer is; waiting is bounded by the producer's delivery timeout.
 */
public final class Emitter<V> {
    private static final Logger LOG = LoggerFactory.getLogger(Emitter.class);

    private final Producer<String, V> producer;
    private final String topic;
    private final SourceCounters counters;

    public Emitter(Producer<String, V> producer, String topic, SourceCounters counters) {
        this.producer = producer;
        this.topic = topic;
        this.counters = counters;
    }

    /** A value and the key that it is sent under. */
    public record Keyed<V>(String key, V value) {}

    /**
     * Sends the records in order and waits for Kafka.
     *
     * @return the last contiguous acknowledgement: how many records, counted from the first, are in the log without a gap
     */
    public int emit(List<Keyed<V>> records) throws InterruptedException {
        var sent = new ArrayList<Future<RecordMetadata>>(records.size());
        try {
            for (var next : records) {
                sent.add(producer.send(new ProducerRecord<>(topic, next.key(), next.value())));
            }
        } catch (InterruptException e) {
            throw interrupted(e);
        } catch (KafkaException | RegistryException e) {
            failed(e);
        }
        return lastContiguous(sent);
    }

    private int lastContiguous(List<Future<RecordMetadata>> sent) throws InterruptedException {
        int contiguous = 0;
        int acknowledged = 0;
        for (int i = 0; i < sent.size(); i++) {
            if (isAcknowledged(sent.get(i))) {
                acknowledged++;
                contiguous = contiguous == i ? i + 1 : contiguous;
            }
        }
        counters.countRecords(acknowledged);
        return contiguous;
    }

    private boolean isAcknowledged(Future<RecordMetadata> sent) throws InterruptedException {
        try {
            sent.get();
            return true;
        } catch (ExecutionException e) {
            failed(e.getCause() == null ? e : e.getCause());
            return false;
        }
    }

    private void failed(Throwable cause) {
        counters.countError(ErrorKind.KAFKA);
        LOG.atWarn()
                .addKeyValue("topic", topic)
                .addKeyValue("error", cause.toString())
                .log("Kafka did not take a record");
    }

    // Kafka's own exception has set the thread's flag already; the checked one must not leave it set as well.
    private static InterruptedException interrupted(InterruptException cause) {
        Thread.interrupted();
        var interrupted = new InterruptedException("interrupted while sending");
        interrupted.initCause(cause);
        return interrupted;
    }
}

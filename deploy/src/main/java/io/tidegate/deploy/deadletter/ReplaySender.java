package io.tidegate.deploy.deadletter;

import io.tidegate.deploy.deadletter.Replay.Result;
import io.tidegate.deploy.kafka.Installation;
import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.schemas.deadletter.ReplayMark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes originals and their marks, in transactions. */
final class ReplaySender implements AutoCloseable {
    private final Installation installation;
    private final Producer<byte[], byte[]> producer;
    private final List<Under> unsettled = new ArrayList<>();
    private int settled;

    /** A letter under way. */
    private record Under(Letter letter, Future<RecordMetadata> original) {}

    ReplaySender(Installation installation) {
        this.installation = installation;
        this.producer = new KafkaProducer<>(
                installation
                        .kafka()
                        .client(Map.of(
                                // One for all: a second replay fences the first.
                                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                installation.topics().prefix() + "dead-letters-replay",
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                KafkaAccess.PATIENCE_MILLIS)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Ends what another replay has under way. */
    void begin() {
        producer.initTransactions();
    }

    /** Sends a letter that tells where it came from; it counts once {@link #commit} has returned. */
    void send(Letter letter) {
        if (unsettled.isEmpty()) {
            producer.beginTransaction();
        }
        var origin = letter.origin().orElseThrow();
        unsettled.add(new Under(letter, producer.send(origin.original(letter.record()))));
        var mark = new ReplayMark(letter.record().partition(), letter.record().offset());
        // A failed send fails the commit.
        var _ = producer.send(mark.toRecord(installation.topics().deadLetters()));
    }

    int unsettled() {
        return unsettled.size();
    }

    /**
     * Commits what was sent and tells where it stands.
     *
     * @throws KafkaException when it is not known to be kept, telling how many were before
     */
    List<Result> commit() {
        if (unsettled.isEmpty()) {
            return List.of();
        }
        try {
            producer.commitTransaction();
            var results = new ArrayList<Result>();
            for (var under : unsettled) {
                results.add(new Result.Sent(
                        under.letter(), Optional.of(under.original().get().offset())));
            }
            settled += results.size();
            unsettled.clear();
            return results;
        } catch (ProducerFencedException e) {
            throw new KafkaException("%d were replayed, then another replay began".formatted(settled), e);
        } catch (KafkaException | ExecutionException e) {
            throw new KafkaException("%d were replayed, then: %s".formatted(settled, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted after %d were replayed".formatted(settled), e);
        }
    }

    @Override
    public void close() {
        // Whatever is not committed is aborted by the broker, or by the next replay.
        producer.close(Duration.ofMillis(KafkaAccess.PATIENCE_MILLIS));
    }
}

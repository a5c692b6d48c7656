package io.tidegate.connectors.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connectors.bridge.Emitter.Keyed;
import io.tidegate.schemas.registry.RegistryUnavailableException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class EmitterTest {
    private static final List<Keyed<String>> THREE =
            List.of(new Keyed<>("a", "1"), new Keyed<>("b", "2"), new Keyed<>("c", "3"));

    private final SourceCounters counters = new SourceCounters();

    @Test
    void countsEveryRecordThatKafkaAcknowledged() throws InterruptedException {
        var producer = new MockProducer<>(true, null, new StringSerializer(), new StringSerializer());

        int acknowledged = new Emitter<>(producer, "t", counters).emit(THREE);

        assertThat(acknowledged).isEqualTo(3);
        assertThat(producer.history()).extracting(ProducerRecord::key).containsExactly("a", "b", "c");
        assertThat(counters.records()).isEqualTo(3);
    }

    @Test
    void stopsAtTheFirstGapInTheAcknowledgements() throws InterruptedException {
        int acknowledged = new Emitter<>(refusing("b"), "t", counters).emit(THREE);

        assertThat(acknowledged).isEqualTo(1);
        assertThat(counters.records()).isEqualTo(2);
        assertThat(counters.errors(ErrorKind.KAFKA)).isEqualTo(1);
    }

    @Test
    void reportsNothingWhenTheProducerTakesNoRecords() throws InterruptedException {
        var producer = new MockProducer<>(true, null, new StringSerializer(), new StringSerializer());
        producer.sendException = new TimeoutException("no metadata");

        int acknowledged = new Emitter<>(producer, "t", counters).emit(THREE);

        assertThat(acknowledged).isZero();
        assertThat(counters.errors(ErrorKind.KAFKA)).isEqualTo(1);
    }

    @Test
    void reportsNothingWhenTheRegistryIsAway() throws InterruptedException {
        var producer = new MockProducer<>(true, null, new StringSerializer(), new StringSerializer());
        producer.sendException = new RegistryUnavailableException("registry does not answer", null);

        int acknowledged = new Emitter<>(producer, "t", counters).emit(THREE);

        assertThat(acknowledged).isZero();
        assertThat(counters.errors(ErrorKind.KAFKA)).isEqualTo(1);
    }

    @Test
    void canBeInterruptedWhileItWaits() {
        var producer = new MockProducer<>(false, null, new StringSerializer(), new StringSerializer());
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new Emitter<>(producer, "t", counters).emit(THREE))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private static MockProducer<String, String> refusing(String key) {
        return new MockProducer<>(true, null, new StringSerializer(), new StringSerializer()) {
            @Override
            public synchronized Future<RecordMetadata> send(ProducerRecord<String, String> sent) {
                return key.equals(sent.key())
                        ? CompletableFuture.failedFuture(new TimeoutException("not in time"))
                        : super.send(sent);
            }
        };
    }
}

package io.tidegate.schemas.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.topic.Topics;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    private final ConsumerRecord<byte[], byte[]> original =
            new ConsumerRecord<>("tidegate.metric-samples", 3, 42, "cpu".getBytes(UTF_8), new byte[] {7});

    @Test
    void keepsTheBytesAndTellsWhereTheyStoodUnderTheNamesOfKafkaStreams() {
        original.headers().add("content-type", "application/json".getBytes(UTF_8));

        var sent = dead("BAD_MAGIC", "first byte must be 0, was 0x07");

        assertThat(sent.topic()).isEqualTo("tidegate.dead-letters");
        assertThat(sent.key()).isEqualTo("cpu".getBytes(UTF_8));
        assertThat(sent.value()).containsExactly(7);
        assertThat(headers(sent.headers()))
                .containsExactly(
                        "content-type=application/json",
                        "__streams.errors.exception=io.tidegate.schemas.serde.UnreadableRecordException",
                        "__streams.errors.message=first byte must be 0, was 0x07",
                        "__streams.errors.topic=tidegate.metric-samples",
                        "__streams.errors.partition=3",
                        "__streams.errors.offset=42",
                        "tidegate.errors.reason=BAD_MAGIC");
    }

    @Test
    void givesTheOriginalBackWithoutWhatWasSaidOfItsFailure() {
        original.headers()
                .add("content-type", "application/json".getBytes(UTF_8))
                .add("tidegate.replayed-from", "dead-letters-0@1".getBytes(UTF_8));
        var sent = dead("BAD_MAGIC", "first byte must be 0, was 0x07");
        var letter = new ConsumerRecord<>(sent.topic(), 5, 77, sent.key(), sent.value());
        sent.headers().forEach(letter.headers()::add);

        var again = DeadLetter.read(letter.headers()).orElseThrow().original(letter);

        assertThat(again.topic()).isEqualTo("tidegate.metric-samples");
        assertThat(again.partition()).isEqualTo(3);
        assertThat(again.key()).isEqualTo("cpu".getBytes(UTF_8));
        assertThat(again.value()).containsExactly(7);
        assertThat(headers(again.headers()))
                .containsExactly("content-type=application/json", "tidegate.replayed-from=dead-letters-5@77");
    }

    @Test
    void aMarkTellsOfTheLetterBesideItAndALetterIsNoMark() {
        var mark = new ReplayMark(5, 77).toRecord(Topics.standard().deadLetters());

        assertThat(mark.topic()).isEqualTo("tidegate.dead-letters");
        assertThat(mark.partition()).isEqualTo(5);
        assertThat(mark.value()).isNull();
        assertThat(ReplayMark.offset(mark.headers())).hasValue(77);
        assertThat(ReplayMark.offset(dead("BAD_MAGIC", "no").headers())).isEmpty();
    }

    @Test
    void readsWhatItWrote() {
        var sent = dead("BAD_MAGIC", "first byte must be 0, was 0x07");

        assertThat(DeadLetter.read(sent.headers()))
                .contains(new DeadLetter(
                        "tidegate.metric-samples", 3, 42, "BAD_MAGIC", "first byte must be 0, was 0x07"));
    }

    @Test
    void readsWhatKafkaStreamsWrote() {
        var headers = new RecordHeaders()
                .add("__streams.errors.exception", "java.lang.IllegalStateException".getBytes(UTF_8))
                .add("__streams.errors.message", null)
                .add("__streams.errors.topic", "t".getBytes(UTF_8))
                .add("__streams.errors.partition", "0".getBytes(UTF_8))
                .add("__streams.errors.offset", "1".getBytes(UTF_8));

        assertThat(DeadLetter.read(headers)).contains(new DeadLetter("t", 0, 1, "java.lang.IllegalStateException", ""));
    }

    @Test
    void isNotReadFromOtherHeaders() {
        var garbled = dead("BAD_MAGIC", "m").headers().add("__streams.errors.offset", "far".getBytes(UTF_8));

        assertThat(DeadLetter.read(new RecordHeaders())).isEmpty();
        assertThat(DeadLetter.read(garbled)).isEmpty();
    }

    @Test
    void replacesTheHeadersOfAnEarlierFailure() {
        original.headers()
                .add("__streams.errors.stacktrace", "at io".getBytes(UTF_8))
                .add("__streams.errors.topic", "before".getBytes(UTF_8))
                .add("tidegate.errors.reason", "EMPTY".getBytes(UTF_8));

        var sent = dead("BAD_MAGIC", "m");

        assertThat(headers(sent.headers()))
                .hasSize(6)
                .contains("__streams.errors.topic=tidegate.metric-samples", "tidegate.errors.reason=BAD_MAGIC");
    }

    @Test
    void shortensMessages() {
        var letter = new DeadLetter("t", 0, 1, "BAD_JSON", "x".repeat(5000));

        assertThat(letter.message()).hasSize(1001).endsWith("x…");
    }

    private ProducerRecord<byte[], byte[]> dead(String reason, String message) {
        return DeadLetter.of(Topics.standard().deadLetters(), original, reason, message);
    }

    private static Stream<String> headers(Headers headers) {
        return StreamSupport.stream(headers.spliterator(), false)
                .map(header -> header.key() + "=" + new String(header.value(), UTF_8));
    }
}

package io.tidegate.schemas.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.serde.UnreadableRecordException;
import io.tidegate.schemas.serde.UnreadableRecordException.Reason;
import io.tidegate.schemas.topic.Topics;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricSampleSerdeTest {
    private static final String TOPIC = "tidegate.metric-samples";
    private static final byte[] JSON =
            "{\"name\": \"cpu\", \"at\": \"2026-11-22T10:00:00Z\", \"value\": 1.5}".getBytes(UTF_8);

    private final MetricSampleSerde serde = new MetricSampleSerde(Topics.standard(), InProcessRegistry.inMemory());
    private final MetricSample sample = MetricSample.newBuilder()
            .setName("cpu")
            .setAt(Instant.parse("2026-11-22T10:00:00Z"))
            .setValue(1.5)
            .build();

    @Test
    void readsWhatItWrites() {
        assertThat(serde.deserialize(TOPIC, new RecordHeaders(), serde.serialize(TOPIC, sample)))
                .isEqualTo(sample);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", " Application/JSON "})
    void readsJsonWhereTheHeaderSaysSo(String contentType) {
        assertThat(serde.deserialize(TOPIC, headers(contentType), JSON)).isEqualTo(sample);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/avro", "application/json5", ""})
    void readsAvroUnderAnyOtherHeader(String contentType) {
        assertThat(serde.deserialize(TOPIC, headers(contentType), serde.serialize(TOPIC, sample)))
                .isEqualTo(sample);
    }

    @Test
    void doesNotGuessThatBytesAreJson() {
        assertUnreadable(new RecordHeaders(), JSON, Reason.BAD_MAGIC, "first byte must be 0, was 0x7b");
    }

    @ParameterizedTest
    @NullAndEmptySource
    void refusesTombstonesForASampleCannotBeTakenBack(byte[] value) {
        assertUnreadable(new RecordHeaders(), value, Reason.EMPTY, "value must not be empty, had 0 bytes");
    }

    @Test
    void refusesAvroThatBreaksARule() {
        sample.put("sampleCount", 0L);

        assertUnreadable(
                new RecordHeaders(),
                serde.serializer().serialize(TOPIC, sample),
                Reason.INVALID,
                "sampleCount must be at least 1, was 0");
    }

    @Test
    void refusesJsonThatBreaksARule() {
        var json = "{\"name\": \"cpu\", \"at\": 1763805600, \"value\": 1}".getBytes(UTF_8);

        assertUnreadable(
                headers("application/json"),
                json,
                Reason.INVALID,
                "at must not be before 2000-01-01T00:00:00Z, was 1970-01-21T09:56:45.600Z");
    }

    private void assertUnreadable(Headers headers, byte[] value, Reason reason, String message) {
        assertThatThrownBy(() -> serde.deserialize(TOPIC, headers, value))
                .isInstanceOfSatisfying(
                        UnreadableRecordException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessage(message);
    }

    private static Headers headers(String contentType) {
        return new RecordHeaders().add("content-type", contentType.getBytes(UTF_8));
    }
}

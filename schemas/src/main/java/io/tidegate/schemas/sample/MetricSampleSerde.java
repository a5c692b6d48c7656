package io.tidegate.schemas.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.serde.UnreadableRecordException;
import io.tidegate.schemas.serde.UnreadableRecordException.Reason;
import io.tidegate.schemas.topic.Topics;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Values of {@code metric-samples}: written as Avro; read as Avro, or as JSON where the record's header
 * {@value #CONTENT_TYPE} says {@value #JSON}. What it returns obeys {@link SampleRules}. Thread-safe.
 */
public final class MetricSampleSerde
        implements Serde<MetricSample>, Serializer<MetricSample>, Deserializer<MetricSample> {
    /** Header that tells the encoding; without it a value is Avro. */
    public static final String CONTENT_TYPE = "content-type";

    /** The one content type beside Avro; parameters such as a charset may follow, and the text is UTF-8 all the same. */
    public static final String JSON = "application/json";

    private final AvroSerde<MetricSample> avro;

    public MetricSampleSerde(Topics topics, SchemaRegistry registry) {
        this.avro = AvroSerde.of(topics.metricSamples(), MetricSample.class, registry);
    }

    /** As {@link #deserialize(String, Headers, byte[])} without headers: the value is Avro. */
    @Override
    public MetricSample deserialize(@Nullable String topic, byte @Nullable [] value) {
        return valid(avro.decode(present(value)));
    }

    /**
     * The sample.
     *
     * @throws UnreadableRecordException when it can never be read, is not valid, or is a tombstone
     * @throws io.tidegate.schemas.registry.RegistryUnavailableException when it cannot be read now
     */
    @Override
    public MetricSample deserialize(@Nullable String topic, Headers headers, byte @Nullable [] value) {
        return isJson(headers) ? valid(JsonSample.parse(present(value))) : deserialize(topic, value);
    }

    @Override
    public byte @Nullable [] serialize(@Nullable String topic, @Nullable MetricSample sample) {
        return avro.serialize(topic, sample);
    }

    @Override
    public Serializer<MetricSample> serializer() {
        return this;
    }

    @Override
    public Deserializer<MetricSample> deserializer() {
        return this;
    }

    /** Nothing to configure: everything is given when it is made. */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {}

    /** Nothing to close: the registry belongs to whoever made it. */
    @Override
    public void close() {}

    private static byte[] present(byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            throw new UnreadableRecordException(Reason.EMPTY, "value must not be empty, had 0 bytes");
        }
        return value;
    }

    private static MetricSample valid(MetricSample sample) {
        var fault = SampleRules.firstFault(sample);
        if (fault != null) {
            throw new UnreadableRecordException(Reason.INVALID, fault.message());
        }
        return sample;
    }

    private static boolean isJson(Headers headers) {
        @Nullable Header type = headers.lastHeader(CONTENT_TYPE);
        if (type == null || type.value() == null) {
            return false;
        }
        var text = new String(type.value(), UTF_8);
        int parameters = text.indexOf(';');
        var essence = parameters < 0 ? text : text.substring(0, parameters);
        return essence.strip().toLowerCase(Locale.ROOT).equals(JSON);
    }
}

package io.tidegate.schemas.serde;

import io.tidegate.schemas.registry.RegistryException;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.topic.GeneratedClasses;
import io.tidegate.schemas.topic.Topic;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Values of one subject in the Confluent wire format. Writing registers the type's schema on first use; reading resolves
 * the schema that a record was written with to the type's own. Thread-safe. The topic that Kafka passes is not looked at:
 * the subject is the serde's, so that changelogs do not grow subjects of their own.
 *
 * @param <T> generated class of the value
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T>, Serializer<T>, Deserializer<T> {
    static {
        GeneratedClasses.trust();
    }

    private final AvroWriter<T> writer;
    private final AvroReader<T> reader;

    private AvroSerde(String subject, Class<T> type, SchemaRegistry registry) {
        this.writer = new AvroWriter<>(subject, type, registry);
        this.reader = new AvroReader<>(type, registry);
    }

    /** The serde of a topic's values. */
    public static <T extends SpecificRecord> AvroSerde<T> of(Topic topic, Class<T> type, SchemaRegistry registry) {
        return new AvroSerde<>(topic.subject(), type, registry);
    }

    /** The serde of values that are no topic's own, such as those of a state store. */
    public static <T extends SpecificRecord> AvroSerde<T> of(String subject, Class<T> type, SchemaRegistry registry) {
        return new AvroSerde<>(subject, type, registry);
    }

    /**
     * The bytes of a value.
     *
     * @throws RegistryException when the schema has no id yet and gets none
     * @throws org.apache.kafka.common.errors.SerializationException when a field that must be set is not
     */
    public byte[] encode(T value) {
        return writer.write(value);
    }

    /**
     * The value of bytes.
     *
     * @throws UnreadableRecordException when they can never be read
     * @throws io.tidegate.schemas.registry.RegistryUnavailableException when they cannot be read now
     */
    public T decode(byte[] bytes) {
        return reader.read(bytes);
    }

    /** As {@link #encode}; null, a tombstone, stays null. */
    @Override
    public byte @Nullable [] serialize(@Nullable String topic, @Nullable T value) {
        return value == null ? null : encode(value);
    }

    /** As {@link #decode}; null, a tombstone, stays null. */
    @Override
    public @Nullable T deserialize(@Nullable String topic, byte @Nullable [] bytes) {
        return bytes == null ? null : decode(bytes);
    }

    @Override
    public Serializer<T> serializer() {
        return this;
    }

    @Override
    public Deserializer<T> deserializer() {
        return this;
    }

    /** Nothing to configure: everything is given when it is made. */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {}

    /** Nothing to close: the registry belongs to whoever made it. */
    @Override
    public void close() {}
}

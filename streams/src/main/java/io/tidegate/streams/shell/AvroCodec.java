package io.tidegate.streams.shell;

import io.tidegate.schemas.serde.AvroSerde;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * One changelog entry for each object, an Avro record under its key.
 *
 * @param write the object as a record
 * @param read the record as an object
 */
public record AvroCodec<V, R extends SpecificRecord>(AvroSerde<R> serde, Function<V, R> write, Function<R, V> read)
        implements Codec<String, V> {

    @Override
    public void write(String key, V value, KeyValueStore<Bytes, byte[]> entries) {
        entries.put(bytes(key), Objects.requireNonNull(serde.serialize(null, write.apply(value))));
    }

    @Override
    public void remove(String key, V value, KeyValueStore<Bytes, byte[]> entries) {
        entries.delete(bytes(key));
    }

    @Override
    public void read(Bytes entryKey, byte[] entry, Map<String, V> objects) {
        var record = Objects.requireNonNull(serde.deserialize(null, entry));
        objects.put(new String(entryKey.get(), StandardCharsets.UTF_8), read.apply(record));
    }

    private static Bytes bytes(String key) {
        return Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
    }
}

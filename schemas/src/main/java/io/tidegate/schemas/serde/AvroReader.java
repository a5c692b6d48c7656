package io.tidegate.schemas.serde;

import io.tidegate.schemas.registry.InvalidSchemaException;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.registry.UnknownSchemaException;
import io.tidegate.schemas.serde.UnreadableRecordException.Reason;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Reads values of one type, whichever compatible schema they were written with; readers are kept per schema id. */
final class AvroReader<T extends SpecificRecord> {
    private final SpecificData data;
    private final Schema schema;
    private final SchemaRegistry registry;
    private final Map<Integer, ById<T>> readers = new ConcurrentHashMap<>();
    private final ThreadLocal<BinaryDecoder> decoders =
            ThreadLocal.withInitial(() -> DecoderFactory.get().binaryDecoder(new byte[0], null));

    private volatile @Nullable ById<T> latest;

    AvroReader(Class<T> type, SchemaRegistry registry) {
        this.data = SpecificData.getForClass(type);
        this.schema = data.getSchema(type);
        this.registry = registry;
    }

    T read(byte[] value) {
        int id = WireFormat.schemaId(value);
        var reader = reader(id);
        int length = value.length - WireFormat.HEADER_BYTES;
        try {
            var decoder = DecoderFactory.get().binaryDecoder(value, WireFormat.HEADER_BYTES, length, decoders.get());
            T read = reader.read(null, decoder);
            if (decoder.isEnd()) {
                return read;
            }
        } catch (IOException | RuntimeException e) {
            // Whatever Avro throws on bytes that do not follow the schema: it has no type of its own for that.
            throw malformed(id, value, e.getClass().getSimpleName(), e);
        }
        throw malformed(id, value, "bytes left over after it", null);
    }

    private DatumReader<T> reader(int id) {
        var last = latest;
        if (last == null || last.id != id) {
            last = readers.computeIfAbsent(id, this::open);
            latest = last;
        }
        return last.reader;
    }

    private ById<T> open(int id) {
        var writer = writer(id);
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(schema, writer);
        if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
            throw new UnreadableRecordException(
                    Reason.INCOMPATIBLE_SCHEMA,
                    "schema id %d must be readable as %s, was %s"
                            .formatted(id, schema.getFullName(), writer.getFullName()));
        }
        return new ById<>(id, new SpecificDatumReader<>(writer, schema, data));
    }

    private Schema writer(int id) {
        try {
            return registry.byId(id);
        } catch (UnknownSchemaException e) {
            throw new UnreadableRecordException(
                    Reason.UNKNOWN_SCHEMA, "schema id must be one that the registry gave, was " + id, e);
        } catch (InvalidSchemaException e) {
            throw new UnreadableRecordException(
                    Reason.INCOMPATIBLE_SCHEMA, "schema id %d must be an Avro schema, was not".formatted(id), e);
        }
    }

    private UnreadableRecordException malformed(int id, byte[] value, String problem, @Nullable Throwable cause) {
        return new UnreadableRecordException(
                Reason.MALFORMED,
                "value of %d bytes must be one %s of schema id %d, found %s"
                        .formatted(value.length, schema.getName(), id, problem),
                cause);
    }

    private record ById<T>(int id, DatumReader<T> reader) {}
}

package io.tidegate.schemas.serde;

import io.tidegate.schemas.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Writes values of one type under one subject; buffers are reused per thread. */
final class AvroWriter<T extends SpecificRecord> {
    private final String subject;
    private final Schema schema;
    private final DatumWriter<T> writer;
    private final SchemaRegistry registry;
    private final ThreadLocal<Buffer> buffers = ThreadLocal.withInitial(Buffer::new);

    private volatile byte @Nullable [] header;

    AvroWriter(String subject, Class<T> type, SchemaRegistry registry) {
        var data = SpecificData.getForClass(type);
        this.subject = subject;
        this.schema = data.getSchema(type);
        this.writer = new SpecificDatumWriter<>(schema, data);
        this.registry = registry;
    }

    byte[] write(T value) {
        byte[] id = header();
        try {
            return buffers.get().write(id, value, writer);
        } catch (RuntimeException e) {
            // The buffer may hold half a value, which the next one must not start with.
            buffers.remove();
            throw new SerializationException("value of %s must follow %s".formatted(subject, schema.getFullName()), e);
        }
    }

    private byte[] header() {
        byte[] known = header;
        if (known == null) {
            known = WireFormat.header(registry.register(subject, ContractSchema.of(schema)));
            header = known;
        }
        return known;
    }

    private static final class Buffer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);

        <T> byte[] write(byte[] header, T value, DatumWriter<T> writer) {
            try {
                bytes.reset();
                bytes.write(header);
                writer.write(value, encoder);
                encoder.flush();
                return bytes.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException("memory cannot fail to be written", e);
            }
        }
    }
}

package io.tidegate.deploy.cli;

import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.registry.UnknownSchemaException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** A registry that has lost the newest version of some schemas, until it is mended; and records written by those. */
final class HiddenSchemas implements SchemaRegistry {
    private final SchemaRegistry whole;
    private final Set<Integer> hidden = new ConcurrentSkipListSet<>();

    HiddenSchemas(SchemaRegistry whole) {
        this.whole = whole;
    }

    @Override
    public int register(String subject, Schema schema) {
        return whole.register(subject, schema);
    }

    @Override
    public Schema byId(int id) {
        if (hidden.contains(id)) {
            throw new UnknownSchemaException(id);
        }
        return whole.byId(id);
    }

    void mend() {
        hidden.clear();
    }

    /** The value, written by a version of its schema that has one field more and is hidden. */
    byte[] byTheLostVersion(String subject, SpecificRecord value) throws IOException {
        var newest = withOneFieldMore(value.getSchema());
        int id = whole.register(subject, newest);
        hidden.add(id);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(newest).write(read(value, newest), encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static Object read(SpecificRecord value, Schema newest) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<SpecificRecord>(value.getSchema(), SpecificData.getForClass(value.getClass()))
                .write(value, encoder);
        encoder.flush();
        var reader = new GenericDatumReader<>(value.getSchema(), newest, new GenericData());
        return reader.read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    }

    private static Schema withOneFieldMore(Schema schema) {
        var text = schema.toString();
        var field = ",{\"name\":\"note\",\"type\":\"string\",\"default\":\"\"}]}";
        return new Schema.Parser().parse(text.substring(0, text.lastIndexOf("]}")) + field);
    }
}

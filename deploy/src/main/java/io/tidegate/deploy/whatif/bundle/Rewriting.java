package io.tidegate.deploy.whatif.bundle;

import io.tidegate.schemas.naming.Series;
import io.tidegate.schemas.serde.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Replaces texts in records of any kind, which keep the schema that they were written with. Numbers and times stay. */
final class Rewriting {
    private final Words words;

    Rewriting(Words words) {
        this.words = words;
    }

    /** What bytes of the wire format hold. */
    static GenericRecord decoded(byte[] value, Schema schema) {
        byte[] payload = WireFormat.payload(value);
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(payload, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As bytes, after the header of {@code before}. */
    static byte[] encoded(GenericRecord record, byte[] before) {
        var out = new ByteArrayOutputStream(before.length);
        out.write(before, 0, WireFormat.HEADER_BYTES);
        try {
            var encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Replaces every text in a record. */
    void rewrite(IndexedRecord record) {
        if (isTick(record)) {
            return; // In place of its domain it has the number of its partition.
        }
        var schema = record.getSchema();
        for (var field : schema.getFields()) {
            record.put(field.pos(), value(schema.getName() + "." + field.name(), record.get(field.pos())));
        }
        var series = schema.getField("series");
        var dimensions = schema.getField("dimensions");
        if (series != null && dimensions != null) {
            var name = record.get(schema.getField("name").pos());
            record.put(series.pos(), Series.of(String.valueOf(name), texts((Map<?, ?>) record.get(dimensions.pos()))));
        }
    }

    private static boolean isTick(IndexedRecord record) {
        var input = record.getSchema().getField("input");
        return input != null
                && record.get(input.pos()) instanceof IndexedRecord found
                && found.getSchema().getName().equals("ScheduleTick");
    }

    private @Nullable Object value(String field, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (value) {
            case IndexedRecord nested -> {
                rewrite(nested);
                yield nested;
            }
            case CharSequence text -> words.of(Wording.of(field), text.toString());
            case List<?> list -> {
                var items = new ArrayList<@Nullable Object>();
                list.forEach(item -> items.add(value(field, item)));
                yield items;
            }
            case Map<?, ?> map -> entries(field, map);
            default -> value;
        };
    }

    // In the order of the keys, as deciders write them.
    private Map<String, @Nullable Object> entries(String field, Map<?, ?> map) {
        boolean fixed = Wording.hasFixedKeys(field);
        var entries = new TreeMap<String, @Nullable Object>();
        map.forEach((key, value) -> {
            var name = key.toString();
            entries.put(fixed ? name : words.of(Wording.NAME, name), value(fixed ? field + "." + name : field, value));
        });
        return entries;
    }

    private static Map<String, String> texts(Map<?, ?> map) {
        var texts = new TreeMap<String, String>();
        map.forEach((key, value) -> texts.put(key.toString(), value.toString()));
        return texts;
    }
}

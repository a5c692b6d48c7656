package io.tidegate.schemas.serde;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Any value that a schema allows, the same for the same seed. Deep types end with empty collections and first branches. */
record RandomRecord(RandomGenerator random, int depth) {
    // 0x20 to 0x24F: one and two bytes in UTF-8.
    private static final int FIRST_CHARACTER = 0x20;
    private static final int LAST_CHARACTER = 0x24F;

    SpecificRecord of(Schema schema) {
        var record =
                (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
        for (var field : schema.getFields()) {
            record.put(field.pos(), value(field.schema()));
        }
        return record;
    }

    private @Nullable Object value(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> new RandomRecord(random, depth + 1).of(schema);
            case UNION ->
                value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
            case ENUM -> enumValue(schema);
            case ARRAY -> array(schema);
            case MAP -> map(schema);
            case STRING -> text();
            case BYTES -> ByteBuffer.wrap(text().getBytes(UTF_8));
            case INT -> random.nextInt();
            case LONG -> longValue(schema);
            case DOUBLE -> random.nextGaussian() * 1e6;
            case FLOAT -> random.nextFloat();
            case BOOLEAN -> random.nextBoolean();
            case NULL -> null;
            case FIXED -> throw new IllegalArgumentException("the contract has no fixed type: " + schema);
        };
    }

    private Object longValue(Schema schema) {
        // To the year 2286, to the millisecond: what the contract's times can hold.
        return schema.getLogicalType() == LogicalTypes.timestampMillis()
                ? Instant.ofEpochMilli(random.nextLong(10_000_000_000_000L))
                : (Object) random.nextLong();
    }

    private Object enumValue(Schema schema) {
        var symbols = schema.getEnumSymbols();
        return SpecificData.get().createEnum(symbols.get(random.nextInt(symbols.size())), schema);
    }

    private Object array(Schema schema) {
        var values = new ArrayList<@Nullable Object>();
        for (int i = size(); i > 0; i--) {
            values.add(value(schema.getElementType()));
        }
        return values;
    }

    private Object map(Schema schema) {
        var values = new TreeMap<String, @Nullable Object>();
        for (int i = size(); i > 0; i--) {
            values.put(text(), value(schema.getValueType()));
        }
        return values;
    }

    private int size() {
        return depth > 4 ? 0 : random.nextInt(4);
    }

    private String text() {
        return random.ints(random.nextInt(20), FIRST_CHARACTER, LAST_CHARACTER + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

package io.tidegate.streams.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Names the first field in which two records of one schema differ, with what each has there. */
public final class FieldDifference implements Comparison.Causes {
    private static final int LONGEST_TEXT = 200;

    private final Schema schema;
    private final SpecificData data;

    /** Between records of {@code type}. */
    public FieldDifference(Class<? extends SpecificRecord> type) {
        this.data = SpecificData.getForClass(type);
        this.schema = data.getSchema(type);
    }

    @Override
    public String of(ByteBuffer recorded, ByteBuffer replayed) {
        var before = read(recorded);
        var after = read(replayed);
        return before.isPresent() && after.isPresent()
                ? between("", before.get(), after.get()).orElseGet(() -> bytes(recorded, replayed))
                : bytes(recorded, replayed);
    }

    private Optional<IndexedRecord> read(ByteBuffer payload) {
        var bytes = new byte[payload.remaining()];
        payload.duplicate().get(bytes);
        try {
            var decoder = DecoderFactory.get().binaryDecoder(bytes, null);
            return Optional.of(new SpecificDatumReader<IndexedRecord>(schema, schema, data).read(null, decoder));
        } catch (IOException | RuntimeException _) {
            // Whatever Avro throws on bytes that do not follow the schema: then bytes are all that can be told.
            return Optional.empty();
        }
    }

    private static String bytes(ByteBuffer recorded, ByteBuffer replayed) {
        return "byte %d of the payload differs (%d bytes on record, %d replayed)"
                .formatted(recorded.mismatch(replayed), recorded.remaining(), replayed.remaining());
    }

    /** In the order of the schema, the outer before the inner; empty when all is equal. */
    static Optional<String> between(String path, @Nullable Object recorded, @Nullable Object replayed) {
        if (Objects.equals(recorded, replayed)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (recorded) {
                    case IndexedRecord before
                    when replayed instanceof IndexedRecord after
                            && before.getSchema().equals(after.getSchema()) -> fields(path, before, after);
                    case List<?> before when replayed instanceof List<?> after -> items(path, before, after);
                    case Map<?, ?> before when replayed instanceof Map<?, ?> after -> values(path, before, after);
                    case null, default ->
                        "%s: %s on record, %s replayed".formatted(path, text(recorded), text(replayed));
                });
    }

    private static String fields(String path, IndexedRecord before, IndexedRecord after) {
        for (var field : before.getSchema().getFields()) {
            var name = path.isEmpty() ? field.name() : path + "." + field.name();
            var found = between(name, before.get(field.pos()), after.get(field.pos()));
            if (found.isPresent()) {
                return found.get();
            }
        }
        return path + ": equal field by field";
    }

    private static String items(String path, List<?> before, List<?> after) {
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            var found = between("%s[%d]".formatted(path, i), before.get(i), after.get(i));
            if (found.isPresent()) {
                return found.get();
            }
        }
        return "%s: %d items on record, %d replayed".formatted(path, before.size(), after.size());
    }

    private static String values(String path, Map<?, ?> before, Map<?, ?> after) {
        var keys = new TreeSet<String>();
        before.keySet().forEach(key -> keys.add(String.valueOf(key)));
        after.keySet().forEach(key -> keys.add(String.valueOf(key)));
        for (var key : keys) {
            var found = between(path + "." + key, before.get(key), after.get(key));
            if (found.isPresent()) {
                return found.get();
            }
        }
        return path + ": equal key by key";
    }

    private static String text(@Nullable Object value) {
        var text = value == null ? "nothing" : value.toString();
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}

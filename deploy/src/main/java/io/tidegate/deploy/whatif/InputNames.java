package io.tidegate.deploy.whatif;

import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.registry.RegistryException;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.UnreadableRecordException;
import io.tidegate.schemas.serde.WireFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** Tells from the first bytes of a journal entry what it holds, so that what nobody asked for need not be decoded. Not thread-safe. */
final class InputNames {
    private static final String DOMAIN =
            JournalEntry.SCHEMA$.getFields().getFirst().name();

    private final SchemaRegistry registry;
    private final Map<Integer, List<String>> bySchema = new HashMap<>(); // Looked up only.
    private @Nullable BinaryDecoder decoder;

    InputNames(SchemaRegistry registry) {
        this.registry = registry;
    }

    /** Name of the input's type; empty where the bytes do not tell, which decoding will. */
    Optional<String> of(byte[] value) {
        try {
            var names = bySchema.computeIfAbsent(WireFormat.schemaId(value), id -> names(registry.byId(id)));
            int length = value.length - WireFormat.HEADER_BYTES;
            decoder = DecoderFactory.get().binaryDecoder(value, WireFormat.HEADER_BYTES, length, decoder);
            decoder.skipString();
            int index = names.isEmpty() ? 0 : decoder.readIndex();
            return index >= 0 && index < names.size() ? Optional.of(names.get(index)) : Optional.empty();
        } catch (IOException | AvroRuntimeException | UnreadableRecordException | RegistryException _) {
            return Optional.empty();
        }
    }

    // Of a schema whose entries begin as ours do: with a domain, then one of several inputs.
    private static List<String> names(Schema writer) {
        var fields = writer.getType() == Schema.Type.RECORD ? writer.getFields() : List.<Schema.Field>of();
        boolean known = fields.size() > 1
                && fields.getFirst().name().equals(DOMAIN)
                && fields.getFirst().schema().getType() == Schema.Type.STRING
                && fields.get(1).schema().isUnion();
        return known
                ? fields.get(1).schema().getTypes().stream()
                        .map(Schema::getFullName)
                        .toList()
                : List.of();
    }
}

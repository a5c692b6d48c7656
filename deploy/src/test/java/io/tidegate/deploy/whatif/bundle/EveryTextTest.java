package io.tidegate.deploy.whatif.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.EcsAutoscaleFile;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.Snapshot;
import io.tidegate.schemas.serde.WireFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of every kind, each text of which that may hold a name holds one: none is left, whatever a record is made of. */
class EveryTextTest {
    private static final String NAME = "shibboleth";
    private static final int VARIANTS = 1_200;

    static Stream<Schema> schemas() {
        return Stream.of(
                Decision.getClassSchema(),
                ScaleCommand.getClassSchema(),
                CommandOutcome.getClassSchema(),
                JournalEntry.getClassSchema(),
                Snapshot.getClassSchema(),
                ScalingPolicy.getClassSchema());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("schemas")
    void holdsNoNameAfterwards(Schema schema) {
        var seen = new TreeSet<String>();
        for (int seed = 0; seed < VARIANTS; seed++) {
            var collected = new CollectedNames();
            collected.of(Wording.NAME, NAME);
            collected.of(Wording.ALIAS, NAME + "_alias");
            new Rewriting(collected).rewrite(new Filling(seed, seen).filled(schema));
            var record = new Filling(seed, seen).filled(schema);

            new Rewriting(collected.pseudonyms("a key".getBytes(UTF_8))).rewrite(record);

            assertThat(new String(Rewriting.encoded(record, new byte[WireFormat.HEADER_BYTES]), UTF_8))
                    .as("%s", record)
                    .doesNotContainIgnoringCase(NAME);
        }
        assertThat(seen).isNotEmpty().containsAll(texts(schema, new TreeSet<>(), new TreeSet<>()));
    }

    // Fields with texts, but for those that a bundle must not hold at all.
    private static Set<String> texts(Schema schema, Set<String> known, Set<String> found) {
        switch (schema.getType()) {
            case RECORD -> {
                if (isRedactable(schema) && known.add(schema.getFullName())) {
                    for (var field : schema.getFields()) {
                        if (holdsText(field.schema())) {
                            found.add(schema.getName() + "." + field.name());
                        }
                        texts(field.schema(), known, found);
                    }
                }
            }
            case ARRAY -> texts(schema.getElementType(), known, found);
            case MAP -> texts(schema.getValueType(), known, found);
            case UNION -> schema.getTypes().forEach(type -> texts(type, known, found));
            default -> {}
        }
        return found;
    }

    private static boolean holdsText(Schema schema) {
        return switch (schema.getType()) {
            case STRING -> true;
            case ARRAY -> holdsText(schema.getElementType());
            case MAP -> holdsText(schema.getValueType());
            case UNION -> schema.getTypes().stream().anyMatch(EveryTextTest::holdsText);
            default -> false;
        };
    }

    private static boolean isRedactable(Schema schema) {
        return !schema.equals(EcsAutoscaleFile.getClassSchema());
    }

    /** Makes a record with a name in each text; a seed says which of several types each field has. */
    private static final class Filling {
        private final SplittableRandom random;
        private final Set<String> seen;
        private int names;

        Filling(int seed, Set<String> seen) {
            this.random = new SplittableRandom(seed);
            this.seen = seen;
        }

        GenericRecord filled(Schema schema) {
            var record = record(schema);
            var input = schema.getField("input");
            if (input != null
                    && record.get(input.pos()) instanceof GenericRecord of
                    && of.getSchema().getName().equals("ScheduleTick")) {
                record.put("domain", "0");
            }
            return record;
        }

        private GenericRecord record(Schema schema) {
            var record = new GenericData.Record(schema);
            for (var field : schema.getFields()) {
                record.put(field.pos(), value(schema.getName() + "." + field.name(), field.schema()));
            }
            return record;
        }

        private @Nullable Object value(String field, Schema schema) {
            return switch (schema.getType()) {
                case RECORD -> record(schema);
                case STRING -> {
                    seen.add(field);
                    yield text(field);
                }
                case ARRAY -> items(field, schema);
                case MAP ->
                    Map.of(
                            Wording.hasFixedKeys(field) ? "group" : name(),
                            Objects.requireNonNull(value(field, schema.getValueType())));
                case UNION -> value(field, choice(schema));
                case ENUM ->
                    new GenericData.EnumSymbol(schema, schema.getEnumSymbols().getFirst());
                case BYTES -> ByteBuffer.allocate(0);
                case INT -> 1;
                case LONG -> 1L;
                case FLOAT -> 1f;
                case DOUBLE -> 1d;
                case BOOLEAN -> true;
                case NULL -> null;
                case FIXED -> throw new IllegalStateException("no schema has such, was " + schema);
            };
        }

        // One of each type that an item may have.
        private List<@Nullable Object> items(String field, Schema schema) {
            var items = new ArrayList<@Nullable Object>();
            items.add(value(field, schema.getElementType()));
            return items;
        }

        private Schema choice(Schema union) {
            var types = union.getTypes().stream()
                    .filter(EveryTextTest::isRedactable)
                    .toList();
            return types.get(random.nextInt(types.size()));
        }

        private String text(String field) {
            return switch (Wording.of(field)) {
                case CODE -> "CODE";
                case NAME -> name();
                case ALIAS -> NAME + "_alias";
                case EXPRESSION -> "max(%s_alias, 1) * 2".formatted(NAME);
                case SENTENCE -> "the %s says so".formatted(NAME);
                case URL -> "https://%s.example/%s".formatted(NAME, NAME);
                case DOCUMENT, READ_DOCUMENT -> "# " + NAME;
            };
        }

        private String name() {
            names++;
            return NAME + names;
        }
    }
}

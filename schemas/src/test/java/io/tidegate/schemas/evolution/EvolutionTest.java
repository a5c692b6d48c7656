package io.tidegate.schemas.evolution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.schemas.serde.ContractSchema;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Today's contract reads what the last release wrote. A schema of that release is one file of {@code released}; a release
 * replaces them: {@code ./mvnw -pl schemas test -Dtest=EvolutionTest -Dreleased.update=true}.
 */
class EvolutionTest {
    private static final Path RELEASED = Path.of("src/test/resources/released");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Stream<Schema> contract() {
        return Topics.standard().all().stream()
                .map(Topic::value)
                .flatMap(Optional::stream)
                .map(ContractSchema::of)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("contract")
    void readsWhatTheLastReleaseWrote(Schema current) throws IOException {
        var file = RELEASED.resolve(current.getName() + ".avsc");
        if (Boolean.getBoolean("released.update")) {
            Files.writeString(file, JSON.readTree(current.toString()).toPrettyString() + "\n");
        }

        assertThat(file)
                .as("schema of a new topic: run with -Dreleased.update=true")
                .exists();
        assertThat(problems(current, parsed(Files.readString(file)))).isEmpty();
    }

    @Test
    void keepsNoReleasedSchemaThatNoTopicHas() throws IOException {
        try (var files = Files.list(RELEASED)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            contract().map(schema -> schema.getName() + ".avsc").toList());
        }
    }

    @Test
    void wouldFailForAFieldThatLostItsDefault() throws IOException {
        var released = released("MetricSample");
        var changed = JSON.readTree(released.toString());
        field(changed, "source").remove("default");
        var before = JSON.readTree(released.toString());
        ((ArrayNode) before.path("fields")).remove(indexOf(before, "source"));

        assertThat(problems(parsed(changed), parsed(before)))
                .containsExactly("READER_FIELD_MISSING_DEFAULT_VALUE at /fields/8");
    }

    @Test
    void wouldFailForAnAddedFieldWithoutDefault() throws IOException {
        var released = released("MetricSample");
        var changed = JSON.readTree(released.toString());
        ((ArrayNode) changed.path("fields")).addObject().put("name", "added").put("type", "int");

        assertThat(problems(parsed(changed), released))
                .containsExactly("READER_FIELD_MISSING_DEFAULT_VALUE at /fields/11");
    }

    @Test
    void wouldFailForARemovedAction() throws IOException {
        var released = released("ScaleCommand");
        var changed = JSON.readTree(released.toString());
        ((ArrayNode) field(changed, "action").path("type")).remove(1);

        assertThat(problems(parsed(changed), released))
                .singleElement()
                .asString()
                .startsWith("MISSING_UNION_BRANCH at /fields/10/type");
    }

    private static Stream<String> problems(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(EvolutionTest::brief);
    }

    private static String brief(Incompatibility problem) {
        return problem.getType() + " at " + problem.getLocation();
    }

    private static Schema released(String name) throws IOException {
        return parsed(Files.readString(RELEASED.resolve(name + ".avsc"), UTF_8));
    }

    private static Schema parsed(JsonNode json) {
        return parsed(json.toString());
    }

    private static Schema parsed(String json) {
        return new Schema.Parser().parse(json);
    }

    private static ObjectNode field(JsonNode schema, String name) {
        return (ObjectNode) schema.path("fields").path(indexOf(schema, name));
    }

    private static int indexOf(JsonNode schema, String name) {
        return parsed(schema).getField(name).pos();
    }
}

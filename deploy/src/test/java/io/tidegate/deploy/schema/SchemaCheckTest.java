package io.tidegate.deploy.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.policy.file.PolicyReader;
import io.tidegate.streams.policy.file.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaCheckTest {
    private static final String POLICY = """
            apiVersion: tidegate/v1
            kind: GroupPolicy
            name: web
            target: asg/web
            capacity: {min: 1, max: 9}
            """;

    @ParameterizedTest
    @MethodSource
    void refusesNoExample(Path example) throws IOException {
        assertThat(SchemaCheck.problems(example.toString(), Files.readString(example), List.of()))
                .isEmpty();
    }

    static Stream<Path> refusesNoExample() throws IOException {
        try (var files = Files.list(Path.of("examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @Test
    void tellsThePlaceOfWhatTheSchemaRefuses() {
        var broken = POLICY.replace("{min: 1", "{min: one");

        assertThat(SchemaCheck.problems("p.yaml", broken, List.of()))
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .startsWith("p.yaml:5:17: capacity.min must fit the JSON Schema: ");
    }

    @Test
    void tellsNothingThatTheReaderHasToldOfTheSamePlace() {
        var broken = POLICY.replace("{min: 1", "{min: one").replace("name: web", "nmae: web");
        var told = PolicyReader.read("p.yaml", broken, _ -> Optional.empty()).problems();

        assertThat(told).isNotEmpty();
        assertThat(SchemaCheck.problems("p.yaml", broken, told)).isEmpty();
    }
}

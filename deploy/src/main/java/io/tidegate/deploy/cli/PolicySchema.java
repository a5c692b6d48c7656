package io.tidegate.deploy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.streams.policy.file.PolicyReader;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code policy schema}. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Prints the JSON Schema of policies, or of the files of cases that test them, for editors.",
        footer = {"", "Example: tidegate policy schema > policy.schema.json"})
final class PolicySchema extends Verb {
    @Parameters(paramLabel = "OF", arity = "0..1", description = "policy or test; default: policy.")
    Of of = Of.POLICY;

    /** Files that have a schema. */
    enum Of {
        POLICY("policy.schema.json"),
        TEST("policy-test.schema.json");

        private final String file;

        Of(String file) {
            this.file = file;
        }
    }

    @Override
    Answer answer() throws IOException {
        var text = text(of.file);
        return Answer.ok(text.lines().toList(), Map.of("schema", new ObjectMapper().readTree(text)));
    }

    private static String text(String file) throws IOException {
        try (var stream = PolicyReader.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the program must hold its schema " + file);
            }
            return new String(stream.readAllBytes(), UTF_8);
        }
    }
}

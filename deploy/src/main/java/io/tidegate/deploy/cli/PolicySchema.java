package io.tidegate.deploy.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.deploy.schema.PublishedSchema;
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
    PublishedSchema of = PublishedSchema.POLICY;

    @Override
    Answer answer() throws IOException {
        var text = of.text();
        return Answer.ok(text.lines().toList(), Map.of("schema", new ObjectMapper().readTree(text)));
    }
}

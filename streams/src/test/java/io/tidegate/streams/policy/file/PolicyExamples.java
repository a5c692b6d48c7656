package io.tidegate.streams.policy.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The example files beside this class, and the variables that they need. */
final class PolicyExamples {
    static final Function<String, Optional<String>> ENVIRONMENT = variables(Map.of("WORKER_MAX", "12"));

    private PolicyExamples() {}

    static Function<String, Optional<String>> variables(Map<String, String> variables) {
        return name -> Optional.ofNullable(variables.get(name));
    }

    static Parsed parsed(String file) {
        return PolicyReader.read(file, text(file), ENVIRONMENT);
    }

    static String text(String file) {
        try (var stream = PolicyExamples.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(stream, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

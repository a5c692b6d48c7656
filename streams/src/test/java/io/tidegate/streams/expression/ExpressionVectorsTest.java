package io.tidegate.streams.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The 100 vectors of arithmetic.json: we answer what they recommend, which for a quirk is not what the original did. */
class ExpressionVectorsTest {

    @ParameterizedTest
    @MethodSource("vectors")
    void answersAsRecommended(JsonNode vector) {
        String text = vector.get("expression").textValue();

        Outcome outcome = outcome(text, new JsonBindings(vector.get("aliases")));

        assertThat(outcome).isEqualTo(expected(vector.get("recommended")));
    }

    @Test
    void coversEveryVector() {
        assertThat(vectors()).hasSize(100);
    }

    /** What a vector can tell: a number, a missing value, or an error of whatever kind. */
    private sealed interface Outcome {
        record Value(double value) implements Outcome {}

        record Missing() implements Outcome {}

        record Failure() implements Outcome {}
    }

    private static Outcome outcome(String text, JsonBindings bindings) {
        try {
            Expression expression = Expression.parse(text);
            expression.check(bindings.names(), bindings.names());
            return switch (expression.evaluate(bindings)) {
                case Result.Number number -> new Outcome.Value(number.value());
                case Result.Missing _ -> new Outcome.Missing();
                case Result.Invalid _ -> new Outcome.Failure();
            };
        } catch (ExpressionException _) {
            return new Outcome.Failure();
        }
    }

    private static Outcome expected(JsonNode recommended) {
        if (recommended.has("error")) {
            return new Outcome.Failure();
        }
        if (recommended.has("missing")) {
            return new Outcome.Missing();
        }
        // The text has every digit; of an integer above 2^53, which is no double, ours is the nearest.
        return new Outcome.Value(
                switch (recommended.get("repr").textValue()) {
                    case "True" -> 1;
                    case "False" -> 0;
                    case String number -> Double.parseDouble(number);
                });
    }

    /** Values as a JSON source yields them: numeric strings and booleans count as numbers, any other string as none. */
    private record JsonBindings(JsonNode aliases) implements Bindings {
        Set<String> names() {
            var names = new TreeSet<String>();
            aliases.fieldNames().forEachRemaining(names::add);
            return names;
        }

        @Override
        public @Nullable Double number(String name) {
            JsonNode value = aliases.get(name);
            return value == null || value.isNull() ? null : Double.valueOf(number(value));
        }

        @Override
        public Optional<List<Double>> list(String name) {
            JsonNode value = aliases.get(name);
            return value != null && value.isArray()
                    ? Optional.of(StreamSupport.stream(value.spliterator(), false)
                            .map(JsonBindings::number)
                            .toList())
                    : Optional.empty();
        }

        private static double number(JsonNode value) {
            if (value.isTextual()) {
                String text = value.textValue();
                return text.matches("-?[0-9]+(\\.[0-9]+)?") ? Double.parseDouble(text) : Double.NaN;
            }
            return value.isBoolean() ? (value.booleanValue() ? 1 : 0) : value.doubleValue();
        }
    }

    private static Stream<Named<JsonNode>> vectors() {
        try (var json = ExpressionVectorsTest.class.getResourceAsStream("arithmetic.json")) {
            JsonNode vectors = new ObjectMapper().readTree(Objects.requireNonNull(json));
            return StreamSupport.stream(vectors.spliterator(), false)
                    .map(vector -> Named.of(title(vector), vector))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String title(JsonNode vector) {
        String quirk = vector.get("quirk").booleanValue() ? " (quirk: the original answers otherwise)" : "";
        return vector.get("id").textValue() + ": " + vector.get("expression").textValue() + quirk;
    }
}

package io.tidegate.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InProcessRegistryTest {
    private static final Schema INT = SchemaBuilder.builder().intType();
    private static final Schema LONG = SchemaBuilder.builder().longType();
    private static final Schema TEXT = SchemaBuilder.builder().stringType();

    @Test
    void countsIdsFromOne() {
        var registry = InProcessRegistry.inMemory();

        assertThat(registry.register("a", INT)).isEqualTo(1);
        assertThat(registry.register("a", LONG)).isEqualTo(2);
        assertThat(registry.register("b", LONG)).isEqualTo(2);
        assertThat(registry.subjects()).containsExactly("a", "b");
    }

    @Test
    void writesNothingForAKnownSchema() {
        var log = new InMemoryLog();
        var registry = InProcessRegistry.open(log);

        registry.register("a", INT);
        registry.register("a", INT);

        assertThat(log.replay()).containsExactly(new RegistryFact.Registered("a", 1, 1, "\"int\""));
    }

    // An int can be read as a long, not the other way round, and neither as a string.
    @ParameterizedTest(name = "{0}: {1} then {2}: {3}")
    @CsvSource({
        "NONE,     int,  string, true",
        "BACKWARD, int,  long,   true",
        "BACKWARD, long, int,    false",
        "FORWARD,  long, int,    true",
        "FORWARD,  int,  long,   false",
        "FULL,     int,  long,   false",
        "FULL,     int,  int,    true",
    })
    void obeysTheLevelOfTheSubject(CompatibilityLevel level, String first, String second, boolean taken) {
        var registry = InProcessRegistry.inMemory();
        registry.setLevel("a", level);
        registry.register("a", schema(first));

        assertThat(registry.problems("a", schema(second)).isEmpty()).isEqualTo(taken);
    }

    @Test
    void comparesWithEveryVersionWhenTheLevelIsTransitive() {
        var registry = InProcessRegistry.inMemory();
        registry.setLevel("a", CompatibilityLevel.NONE);
        registry.register("a", TEXT);
        registry.register("a", INT);

        registry.setLevel("a", CompatibilityLevel.BACKWARD);
        assertThat(registry.problems("a", LONG)).isEmpty();

        registry.setLevel("a", CompatibilityLevel.BACKWARD_TRANSITIVE);
        assertThat(registry.problems("a", LONG)).hasSize(1);
    }

    @Test
    void remembersLevels() {
        var log = new InMemoryLog();
        InProcessRegistry.open(log).setLevel("", CompatibilityLevel.FULL);

        assertThat(InProcessRegistry.open(log).level("any")).isEqualTo(CompatibilityLevel.FULL);
    }

    @Test
    void asksTheLogAfterAnAppendOfUnknownOutcome() {
        var log = new LogThatLosesTheAnswer();
        var registry = InProcessRegistry.open(log);
        assertThatThrownBy(() -> registry.register("a", INT)).isInstanceOf(RegistryUnavailableException.class);

        registry.register("a", LONG);

        assertThat(log.replay())
                .containsExactly(
                        new RegistryFact.Registered("a", 1, 1, "\"int\""),
                        new RegistryFact.Registered("a", 2, 2, "\"long\""));
    }

    private static Schema schema(String type) {
        return new Schema.Parser().parse('"' + type + '"');
    }

    /** Keeps the first fact, and fails to say so. */
    private static final class LogThatLosesTheAnswer implements RegistryLog {
        private final InMemoryLog kept = new InMemoryLog();
        private boolean lost;

        @Override
        public List<RegistryFact> replay() {
            return kept.replay();
        }

        @Override
        public void append(RegistryFact fact) {
            kept.append(fact);
            if (!lost) {
                lost = true;
                throw new RegistryUnavailableException("no answer", null);
            }
        }

        @Override
        public void close() {
            kept.close();
        }
    }
}

package io.tidegate.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.schemas.registry.RegistryFact.LevelSet;
import io.tidegate.schemas.registry.RegistryFact.Registered;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryFactCodecTest {

    static Stream<Arguments> facts() {
        return Stream.of(
                Arguments.of(
                        new Registered("a", 2, 7, "\"int\""),
                        "{\"subject\":\"a\",\"version\":2}",
                        "{\"id\":7,\"schema\":\"\\\"int\\\"\"}"),
                Arguments.of(new LevelSet("", CompatibilityLevel.FULL), "{\"levelOf\":\"\"}", "{\"level\":\"FULL\"}"));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void spellsFactsAsTheyStandOnTheTopic(RegistryFact fact, String key, String value) {
        assertThat(RegistryFactCodec.key(fact)).asString(UTF_8).isEqualTo(key);
        assertThat(RegistryFactCodec.value(fact)).asString(UTF_8).isEqualTo(value);
        assertThat(RegistryFactCodec.fact(key.getBytes(UTF_8), value.getBytes(UTF_8)))
                .isEqualTo(fact);
    }

    @Test
    void refusesWhatIsNoFact() {
        assertThatThrownBy(() -> RegistryFactCodec.fact("a".getBytes(UTF_8), "b".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fact of a registry must be JSON, was not");
        assertThatThrownBy(() -> RegistryFactCodec.fact("{}".getBytes(UTF_8), "{}".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package io.tidegate.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {
    private static final Map<String, String> VALUES = Map.of("A", "x", "B_2", "$1\\y", "NESTED", "${A}");

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "plain, plain",
        "%(A), x",
        "${A}, x",
        "http://h/${A}?t=%(A), http://h/x?t=x",
        "%(B_2), $1\\y",
        "${NESTED}, ${A}",
        "${UNKNOWN}, ${UNKNOWN}",
        "100% ($A) {A}, 100% ($A) {A}",
        "${}, ${}",
    })
    void fillsPlaceholdersOnceAndLeavesTheRest(String text, String expected) {
        assertThat(Placeholders.filled(text, VALUES)).isEqualTo(expected);
    }

    @Test
    void namesEveryVariableOnceInOrder() {
        assertThat(Placeholders.names("%(B)-${A}-${B}")).containsExactly("A", "B");
    }
}

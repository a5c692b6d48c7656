package io.tidegate.streams.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S, 500ms",
        "30s, PT30S, 30s",
        "120s, PT2M, 2m",
        "90s, PT1M30S, 90s",
        "1h, PT1H, 1h",
        "1d, PT24H, 1d",
        "0s, PT0S, 0s",
        "PT1M30S, PT1M30S, 90s",
        "P1DT1H, PT25H, 25h",
    })
    void readsAndSpells(String text, Duration duration, String spelled) {
        assertThat(Durations.parse(text)).hasValue(duration);
        assertThat(Durations.text(duration)).isEqualTo(spelled);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "s", "-5s", "1.5s", "5 s", "5S", "1w", "PT", "PT0.0001S", "9999999999s"})
    void refusesEverythingElse(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-5S", "PT0.0001S"})
    void spellsOddDurationsInIso(Duration duration) {
        assertThat(Durations.text(duration)).isEqualTo(duration.toString());
    }
}

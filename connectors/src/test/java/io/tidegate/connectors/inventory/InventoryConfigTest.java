package io.tidegate.connectors.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryConfigTest {

    @Test
    void hasDefaults() {
        assertThat(InventoryConfig.defaults())
                .isEqualTo(new InventoryConfig(Duration.ofSeconds(5), Duration.ofMinutes(1)));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "PT0.4S, PT1M, 'inventory.interval must be at least 0.5 s, was PT0.4S'",
        "PT5S, PT4S, 'inventory.retryCap must be at least PT5S, was PT4S'",
    })
    void refusesWhatCannotWork(Duration interval, Duration retryCap, String message) {
        assertThatThrownBy(() -> new InventoryConfig(interval, retryCap)).hasMessage(message);
    }
}

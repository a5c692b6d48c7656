package io.tidegate.connectors.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudWatchConfigTest {

    @Test
    void hasDefaults() {
        assertThat(CloudWatchConfig.defaults())
                .isEqualTo(new CloudWatchConfig(Duration.ofSeconds(60), Duration.ofSeconds(5), 5));
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "PT-1S, PT5S, 5, 'cloudwatch.settle must not be negative, was PT-1S'",
        "PT0S, PT0.9S, 5, 'cloudwatch.minInterval must be 1 s to 60 s, was PT0.9S'",
        "PT0S, PT61S, 5, 'cloudwatch.minInterval must be 1 s to 60 s, was PT1M1S'",
        "PT0S, PT5S, 0, 'cloudwatch.rereadPeriods must be 1 to 200, was 0'",
        "PT0S, PT5S, 201, 'cloudwatch.rereadPeriods must be 1 to 200, was 201'",
    })
    void refusesWhatCannotWork(Duration settle, Duration minInterval, int rereadPeriods, String message) {
        assertThatThrownBy(() -> new CloudWatchConfig(settle, minInterval, rereadPeriods))
                .hasMessage(message);
    }
}

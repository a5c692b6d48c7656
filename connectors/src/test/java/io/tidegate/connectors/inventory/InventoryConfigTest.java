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
                .isEqualTo(new InventoryConfig(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(1)));
    }

    @ParameterizedTest(name = "{5}")
    @CsvSource({
        "PT0.4S, PT10S, PT15S, PT5M, PT1M, 'inventory.interval must be at least 0.5 s, was PT0.4S'",
        "PT5S, PT0.4S, PT15S, PT5M, PT1M, 'inventory.clusterInterval must be at least 0.5 s, was PT0.4S'",
        "PT5S, PT10S, PT0.4S, PT5M, PT1M, 'inventory.imageInterval must be at least 0.5 s, was PT0.4S'",
        "PT5S, PT10S, PT15S, PT0.4S, PT1M, 'inventory.scalingPoliciesInterval must be at least 0.5 s, was PT0.4S'",
        "PT5S, PT2S, PT15S, PT5M, PT4S, 'inventory.retryCap must be at least PT5S, was PT4S'",
        "PT5S, PT10S, PT15S, PT5M, PT9S, 'inventory.retryCap must be at least PT10S, was PT9S'",
    })
    void refusesWhatCannotWork(
            Duration interval,
            Duration clusterInterval,
            Duration imageInterval,
            Duration scalingPolicies,
            Duration retryCap,
            String message) {
        assertThatThrownBy(
                        () -> new InventoryConfig(interval, clusterInterval, imageInterval, scalingPolicies, retryCap))
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"PT15S, PT1M, PT1M", "PT5M, PT1M, PT5M"})
    void staysAwayFromImagesForAnIntervalAtTheLeast(Duration imageInterval, Duration retryCap, Duration expected) {
        var config = new InventoryConfig(
                Duration.ofSeconds(5), Duration.ofSeconds(10), imageInterval, Duration.ofMinutes(5), retryCap);

        assertThat(config.imageRetryCap()).isEqualTo(expected);
    }
}

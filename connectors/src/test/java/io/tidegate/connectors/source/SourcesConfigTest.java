package io.tidegate.connectors.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connectors.cloudwatch.CloudWatchConfig;
import io.tidegate.connectors.http.HttpConfig;
import io.tidegate.connectors.inventory.InventoryConfig;
import io.tidegate.connectors.lifecycle.LifecycleConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesConfigTest {

    @Test
    void hasTheDefaultsOfItsParts() {
        assertThat(SourcesConfig.defaults())
                .isEqualTo(new SourcesConfig(
                        Duration.ofMillis(250),
                        CloudWatchConfig.defaults(),
                        HttpConfig.defaults(),
                        InventoryConfig.defaults(),
                        LifecycleConfig.defaults()));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "PT0S, 'sources.tick must be positive and at most 1 s, was PT0S'",
        "PT1.1S, 'sources.tick must be positive and at most 1 s, was PT1.1S'",
    })
    void refusesWhatCannotWork(Duration tick, String message) {
        var parts = SourcesConfig.defaults();

        assertThatThrownBy(() ->
                        new SourcesConfig(tick, parts.cloudWatch(), parts.http(), parts.inventory(), parts.lifecycle()))
                .hasMessage(message);
    }
}

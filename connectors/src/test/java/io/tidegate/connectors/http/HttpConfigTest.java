package io.tidegate.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpConfigTest {

    @Test
    void hasDefaults() {
        assertThat(HttpConfig.defaults()).isEqualTo(new HttpConfig(Duration.ofSeconds(2), 1_048_576, 64));
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "PT0S, 1, 1, 'http.connectTimeout must be positive, was PT0S'",
        "PT1S, 0, 1, 'http.maxBodyBytes must be at least 1, was 0'",
        "PT1S, 1, 0, 'http.concurrency must be at least 1, was 0'",
    })
    void refusesWhatCannotWork(Duration connectTimeout, int maxBodyBytes, int concurrency, String message) {
        assertThatThrownBy(() -> new HttpConfig(connectTimeout, maxBodyBytes, concurrency))
                .hasMessage(message);
    }
}

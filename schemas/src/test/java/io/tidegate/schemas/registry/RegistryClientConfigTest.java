package io.tidegate.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryClientConfigTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(4);

    @Test
    void hasDefaults() {
        assertThat(RegistryClientConfig.of("http://registry:8081"))
                .isEqualTo(new RegistryClientConfig(
                        URI.create("http://registry:8081"), Duration.ofSeconds(5), 6, SHORT, LONG));
    }

    @ParameterizedTest
    @CsvSource({
        "http://host,                     http://host/subjects",
        "http://host:8081/,               http://host:8081/subjects",
        "https://u:p@host/apis/ccompat/v7/, https://host/apis/ccompat/v7/subjects",
        "http://[::1]:8081,               http://[::1]:8081/subjects",
    })
    void resolvesPathsBelowTheBase(String url, String expected) {
        assertThat(RegistryClientConfig.of(url).resolve("/subjects")).hasToString(expected);
    }

    @Test
    void printsNoCredentials() {
        assertThat(RegistryClientConfig.of("http://user:secret@registry:8081"))
                .hasToString("RegistryClientConfig[url=http://***@registry:8081, timeout=PT5S, attempts=6,"
                        + " firstPause=PT0.2S, longestPause=PT4S]");
    }

    @ParameterizedTest
    @CsvSource({
        "registry:8081,             'registry.url must be an http or https URL, was \"registry:8081\"'",
        "ftp://u:p@host,            'registry.url must be an http or https URL, was \"ftp://***@host\"'",
        "http://u:p@ss^word@host,   'registry.url must be an http or https URL, was \"http://***@host\" (Illegal character in authority at 13)'",
    })
    void refusesOtherUrlsWithoutShowingCredentials(String url, String message) {
        assertThatThrownBy(() -> RegistryClientConfig.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message)
                .hasNoCause();
    }

    @Test
    void refusesWhatCannotBeWaitedFor() {
        var url = URI.create("http://registry");

        assertThatThrownBy(() -> new RegistryClientConfig(url, Duration.ZERO, 6, SHORT, LONG))
                .hasMessage("registry.timeout must be positive, was PT0S");
        assertThatThrownBy(() -> new RegistryClientConfig(url, LONG, 0, SHORT, LONG))
                .hasMessage("registry.attempts must be at least 1, was 0");
        assertThatThrownBy(() -> new RegistryClientConfig(url, LONG, 6, LONG, SHORT))
                .hasMessage("registry.pause must be positive and at most the longest, was PT4S of PT0.2S");
    }
}

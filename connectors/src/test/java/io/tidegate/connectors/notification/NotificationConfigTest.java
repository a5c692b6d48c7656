package io.tidegate.connectors.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationConfigTest {

    @Test
    void tellsNobodyButWouldTellEverythingUnlessConfigured() {
        var config = NotificationConfig.defaults(new Topics("shop.prod."));

        assertThat(config.hasSinks()).isFalse();
        assertThat(config.source()).isEqualTo("urn:tidegate:shop.prod");
        assertThat(config.statuses()).containsExactly(OutcomeStatus.values());
        assertThat(config.retry().cap()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void refusesNoStatusAndASourceThatIsNone() {
        var preset = NotificationConfig.defaults(Topics.standard());

        assertThatThrownBy(() -> new NotificationConfig(
                        preset.topics(), "x", new TreeSet<>(), preset.retry(), Optional.empty(), Optional.empty()))
                .hasMessage("outcomes.statuses must name at least one, was empty");
        assertThatThrownBy(() -> new NotificationConfig(
                        preset.topics(), "", preset.statuses(), preset.retry(), Optional.empty(), Optional.empty()))
                .hasMessage("outcomes.source must be a URI reference, was \"\"");
        assertThatThrownBy(() -> new NotificationConfig(
                        preset.topics(), "a b", preset.statuses(), preset.retry(), Optional.empty(), Optional.empty()))
                .hasMessage("outcomes.source must be a URI reference, was \"a b\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com/T1/${TOKEN}",
                "https://10.0.0.1:8443",
                "http://localhost:9/x",
                "http://127.0.0.2/",
                "http://[::1]:8080/x?y=z"
            })
    void takesEncryptedAddressesAndThisMachine(String url) {
        assertThatCode(() -> webhook(url, Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com/",
                "http://10.0.0.1:8080/s3cret",
                "http://127.0.0.1.evil.example/",
                "http://localhost.evil.example/"
            })
    void refusesPlainHttpToAnotherMachineUnlessItIsMeant(String url) {
        assertThatThrownBy(() -> webhook(url, Map.of()))
                .hasMessageStartingWith("outcomes.webhook.url must be https, or on this machine, or"
                        + " outcomes.webhook.allowPlainHttp true, was http://")
                .hasMessageNotContaining("s3cret");
        assertThatCode(() -> WebhookConfig.of(url, new TreeMap<>(), Duration.ofSeconds(1), true))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host/s3cret",
                "https://user:s3cret@host/",
                "https://${HOST}/s3cret",
                "//host/s3cret",
                "https:///s3cret"
            })
    void refusesWhatHasNoHostWrittenOut(String url) {
        assertThatThrownBy(() -> webhook(url, Map.of()))
                .hasMessageStartingWith(
                        "outcomes.webhook.url must be http:// or https:// with a host and no user info, was")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "content-type", "Content-Length", "two words", ""})
    void refusesHeadersThatItCouldNotSet(String header) {
        assertThatThrownBy(() -> webhook("https://host", Map.of(header, "s3cret")))
                .hasMessage("outcomes.webhook.headers.* must name headers that can be set, was \"" + header + "\"");
    }

    @Test
    void refusesATimeoutThatIsNoneAndShowsNoSecret() {
        var config = webhook("https://host/s3cret", Map.of("Authorization", "Bearer s3cret"));

        assertThatThrownBy(() -> WebhookConfig.of("https://host", new TreeMap<>(), Duration.ZERO, false))
                .hasMessage("outcomes.webhook.timeout must be positive, was PT0S");
        assertThat(config).hasToString("WebhookConfig[https://host, headers [Authorization]]");
    }

    private static WebhookConfig webhook(String url, Map<String, String> headers) {
        return WebhookConfig.of(url, new TreeMap<>(headers), Duration.ofSeconds(5), false);
    }
}

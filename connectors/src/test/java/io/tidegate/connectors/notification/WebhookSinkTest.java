package io.tidegate.connectors.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.notification.Delivery.Later;
import io.tidegate.connectors.notification.Delivery.Refused;
import io.tidegate.connectors.notification.Delivery.Taken;
import io.tidegate.schemas.OutcomeStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WebhookSinkTest {
    private final Receiver receiver = new Receiver();
    private final Map<String, String> secrets = new TreeMap<>(Map.of("TOKEN", "s3cret", "PATH", "p4th"));
    private final WebhookSink sink = sink("/hooks/${PATH}", Duration.ofSeconds(10));

    @AfterEach
    void close() {
        sink.close();
        receiver.close();
    }

    @Test
    void postsAStructuredCloudEventWithSecretsFilledIn() throws Exception {
        var outcome = Outcomes.applied("c-1");

        var delivery = sink.deliver(List.of(outcome));

        assertThat(delivery).containsExactly(new Taken());
        assertThat(receiver.sent())
                .containsExactly(new Receiver.Sent(
                        "POST",
                        "/hooks/p4th",
                        "application/cloudevents+json; charset=UTF-8",
                        "Bearer s3cret",
                        OutcomeJson.cloudEvent("urn:tidegate:test", outcome)));
    }

    @Test
    void fillsNoPlaceholderThatStandsInAnOutcome() throws Exception {
        var outcome = Outcomes.outcome("c-1", OutcomeStatus.REFUSED, "ACCESS_DENIED")
                .setMessage("no ${TOKEN} for %(TOKEN)")
                .build();

        sink.deliver(List.of(outcome));

        assertThat(receiver.sent().getFirst().body()).contains("no ${TOKEN} for %(TOKEN)");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 415, 422})
    void aRefusalIsForGood(int status) throws Exception {
        receiver.answer(status);

        assertThat(sink.deliver(List.of(Outcomes.applied("c-1")))).containsExactly(new Refused("answered " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 408, 429, 500, 502, 503})
    void otherAnswersPassAndSayWhenToComeBack(int status) throws Exception {
        receiver.answer(status);

        assertThat(sink.deliver(List.of(Outcomes.applied("c-1"))))
                .containsExactly(new Later("answered " + status, Duration.ofSeconds(7)));
        assertThat(receiver.sent()).hasSize(1);
    }

    @Test
    void waitsNoLongerThanItsTimeout() throws Exception {
        receiver.answer(0);
        try (var impatient = sink("/", Duration.ofMillis(200))) {
            assertThat(impatient.deliver(List.of(Outcomes.applied("c-1"))))
                    .containsExactly(new Later("no answer in 200 ms"));
        }
    }

    @Test
    void saysNeitherUrlNorSecretOfAReceiverThatIsAway() throws Exception {
        receiver.close();

        assertThat(sink.deliver(List.of(Outcomes.applied("c-1"))))
                .containsExactly(new Later("no answer: ConnectException"));
    }

    @Test
    void waitsForASecretThatIsNotSetAndForOneThatCannotBeSent() throws Exception {
        secrets.remove("TOKEN");
        assertThat(sink.deliver(List.of(Outcomes.applied("c-1"))))
                .containsExactly(new Later("secret TOKEN is not set"));

        secrets.put("TOKEN", "s3cret\nX-Other: y");
        assertThat(sink.deliver(List.of(Outcomes.applied("c-1"))))
                .containsExactly(new Later("header Authorization cannot be sent"));

        secrets.put("TOKEN", "s3cret");
        secrets.put("PATH", "a b");
        assertThat(sink.deliver(List.of(Outcomes.applied("c-1"))))
                .containsExactly(new Later("url is none once its secrets are filled in"));
        assertThat(receiver.sent()).isEmpty();
    }

    private WebhookSink sink(String path, Duration timeout) {
        var config = WebhookConfig.of(
                receiver.url() + path, new TreeMap<>(Map.of("Authorization", "Bearer ${TOKEN}")), timeout, false);
        return new WebhookSink(config, "urn:tidegate:test", name -> Optional.ofNullable(secrets.get(name)));
    }
}

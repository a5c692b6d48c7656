package io.tidegate.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.connectors.http.HttpQuery.Call;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class HttpJsonReaderTest {
    private static final Map<String, String> SECRETS =
            Map.of("TOKEN", "s3cret", "NEWLINE", "s3cret\nx", "BLANK", "a b");

    private final JsonServer server = new JsonServer();
    private final SourceCounters counters = new SourceCounters();
    private final HttpJsonReader reader =
            new HttpJsonReader(HttpConfig.defaults(), name -> Optional.ofNullable(SECRETS.get(name)), counters);

    @AfterEach
    void close() {
        reader.close();
        server.close();
    }

    static List<Arguments> answers() {
        return List.of(
                arguments("/ok", new HttpReading.Found(17)),
                arguments("/created", new HttpReading.Found(18)),
                arguments("/null", new HttpReading.Absent()),
                arguments("/empty", failed(ErrorKind.BODY, "answered 204 without a body")),
                arguments("/moved", failed(ErrorKind.STATUS, "answered 301")),
                arguments("/unknown", failed(ErrorKind.STATUS, "answered 404")),
                arguments("/failing", failed(ErrorKind.STATUS, "answered 500")),
                arguments("/malformed", failed(ErrorKind.BODY, "answer is not JSON")),
                arguments("/nan", failed(ErrorKind.FIELD, "field queues[0].depth is a text that is no number")),
                arguments("/text", failed(ErrorKind.FIELD, "field queues[0].depth is a text that is no number")),
                arguments("/huge", failed(ErrorKind.BODY, "answer is larger than 1048576 bytes")),
                arguments("/hanging", failed(ErrorKind.TIMEOUT, "no answer in 500 ms")),
                arguments("/trickling", failed(ErrorKind.TIMEOUT, "no answer in 500 ms")),
                arguments("/broken", failed(ErrorKind.CONNECTION, "no answer: IOException")));
    }

    private static HttpReading failed(ErrorKind kind, String error) {
        return new HttpReading.Failed(kind, error);
    }

    private static HttpQuery query(Call call) {
        return new HttpQuery(
                "depth", new TreeMap<>(), call, "queues[0].depth", Duration.ofSeconds(5), Duration.ofMillis(500));
    }

    @ParameterizedTest(name = "{0} gives {1}")
    @MethodSource("answers")
    void readsANumberOrSaysWhyNot(String path, HttpReading expected) throws InterruptedException {
        var reading = reader.read(query(Call.get(server.url(path))));

        assertThat(reading).isEqualTo(expected);
    }

    @Test
    void neverFollowsARedirect() throws InterruptedException {
        reader.read(query(Call.get(server.url("/moved"))));

        assertThat(server.asked()).extracting(JsonServer.Asked::uri).containsExactly("/moved");
    }

    @Test
    void sendsPayloadHeadersAndCredentialsWithTheirSecretsFilledIn() throws InterruptedException {
        var headers = new TreeMap<>(Map.of("X-Token", "Bearer ${TOKEN}"));
        var call = new Call(
                server.url("/ok?key=%(TOKEN)"),
                "POST",
                headers,
                Optional.of("ada"),
                Optional.of("%(TOKEN)"),
                Optional.of("{\"key\": \"${TOKEN}\"}"));

        var reading = reader.read(query(call));

        assertThat(reading).isEqualTo(new HttpReading.Found(17));
        assertThat(server.asked())
                .containsExactly(new JsonServer.Asked(
                        // base64 of ada:s3cret
                        "POST", "/ok?key=s3cret", "Basic YWRhOnMzY3JldA==", "Bearer s3cret", "{\"key\": \"s3cret\"}"));
    }

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource({
        "http://127.0.0.1:1/${TOKEN}, no answer: ConnectException",
        "http://127.0.0.1:1/${MISSING}?k=${TOKEN}, secret MISSING is not set",
        "http://127.0.0.1:1/${BLANK}${TOKEN}, url is no http or https URL",
        "file:///${TOKEN}, url is no http or https URL",
        "${TOKEN}, url is no http or https URL",
    })
    void tellsAFailureWithoutTheUrlOrItsSecrets(String url, String expected) throws InterruptedException {
        var reading = (HttpReading.Failed) reader.read(query(Call.get(url)));

        assertThat(reading.error()).isEqualTo(expected);
    }

    @Test
    void tellsAHeaderThatCannotBeSentWithoutItsValue() throws InterruptedException {
        var headers = new TreeMap<>(Map.of("X-Token", "${NEWLINE}"));
        var call = new Call(server.url("/ok"), "GET", headers, Optional.empty(), Optional.empty(), Optional.empty());

        var reading = reader.read(query(call));

        assertThat(reading).isEqualTo(failed(ErrorKind.REQUEST, "header X-Token cannot be sent"));
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void leavesWhatMayBeSecretOutOfItsText() {
        var headers = new TreeMap<>(Map.of("X-Token", "s3cret"));
        var call = new Call(
                "http://h/s3cret", "GET", headers, Optional.of("s3cret"), Optional.of("s3cret"), Optional.of("s3cret"));

        assertThat(query(call).toString()).doesNotContain("s3cret");
    }

    @Test
    void refusesAMalformedPathWithoutAskingAnybody() throws InterruptedException {
        var query = new HttpQuery(
                "depth",
                new TreeMap<>(),
                Call.get(server.url("/ok")),
                "queues[",
                Duration.ofSeconds(5),
                Duration.ofMillis(500));

        var reading = reader.read(query);

        assertThat(reading).isEqualTo(failed(ErrorKind.REQUEST, "path: \"[\" is not closed at position 7"));
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void countsReadsAndFailuresByKind() throws InterruptedException {
        reader.read(query(Call.get(server.url("/ok"))));
        reader.read(query(Call.get(server.url("/failing"))));

        assertThat(counters.reads()).isEqualTo(2);
        assertThat(counters.errors(ErrorKind.STATUS)).isEqualTo(1);
    }
}

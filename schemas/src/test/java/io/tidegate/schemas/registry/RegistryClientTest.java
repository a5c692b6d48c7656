package io.tidegate.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.schemas.registry.ScriptedServer.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryClientTest {
    private static final Schema INT = SchemaBuilder.builder().intType();
    private static final Reply INT_FOUND = Reply.json(200, "{\"schema\": \"\\\"int\\\"\"}");
    private static final Reply ID = Reply.json(200, "{\"id\": 7}");
    private static final Reply UNKNOWN = Reply.json(404, "{\"error_code\": 40403, \"message\": \"Schema not found\"}");
    private static final Reply BUSY = Reply.json(503, "{\"error_code\": 50003, \"message\": \"later\"}");

    private final List<Duration> pauses = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void asksOnceForEachId() throws IOException {
        try (var server = new ScriptedServer(INT_FOUND);
                var client = client(server, "")) {
            client.byId(7);
            client.byId(7);

            assertThat(server.requests()).containsExactly("GET /schemas/ids/7 null");
        }
    }

    @Test
    void asksOnceForEachRegistration() throws IOException {
        try (var server = new ScriptedServer(ID);
                var client = client(server, "")) {
            client.register("a", INT);
            client.register("a", INT);

            assertThat(client.byId(7)).isEqualTo(INT);
            assertThat(server.requests()).containsExactly("POST /subjects/a/versions null");
        }
    }

    @Test
    void asksAgainForAnUnknownIdOnlyAfterAWhile() throws IOException {
        try (var server = new ScriptedServer(UNKNOWN, INT_FOUND);
                var client = client(server, "")) {
            assertThatThrownBy(() -> client.byId(7)).isInstanceOf(UnknownSchemaException.class);
            nanos.set(Duration.ofMillis(9_999).toNanos());
            assertThatThrownBy(() -> client.byId(7)).isInstanceOf(UnknownSchemaException.class);
            assertThat(server.requests()).hasSize(1);

            nanos.set(Duration.ofSeconds(10).toNanos());

            assertThat(client.byId(7)).isEqualTo(INT);
        }
    }

    @Test
    void triesAgainWhileTheRegistryIsBusy() throws IOException {
        try (var server = new ScriptedServer(BUSY, Reply.json(429, ""), INT_FOUND);
                var client = client(server, "")) {
            assertThat(client.byId(7)).isEqualTo(INT);
            assertThat(pauses).hasSize(2);
        }
    }

    @Test
    void givesUpAfterItsAttempts() throws IOException {
        try (var server = new ScriptedServer(BUSY);
                var client = client(server, "")) {
            assertThatThrownBy(() -> client.byId(7))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessage(
                            "registry must answer, http://127.0.0.1:%d did not in 3 attempts: HTTP 503", server.port());
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        int port;
        try (var server = new ScriptedServer(ID)) {
            port = server.port();
        }
        try (var client = client(port, "")) {
            assertThatThrownBy(() -> client.byId(7))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessage(
                            "registry must answer, http://127.0.0.1:%d did not in 3 attempts: ConnectException", port);
        }
    }

    @Test
    void sendsTheCredentialsOfTheUrlAndShowsThemNowhere() throws IOException {
        try (var server = new ScriptedServer(Reply.json(401, "{}"));
                var client = client(server, "user:s%40cret@")) {
            assertThatThrownBy(() -> client.byId(7))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessage(
                            "registry must accept the credentials in registry.url, http://***@127.0.0.1:%d answered HTTP 401",
                            server.port());
            // printf user:s@cret | base64
            assertThat(server.requests()).containsExactly("GET /schemas/ids/7 Basic dXNlcjpzQGNyZXQ=");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            200 | text/html        | <html>Welcome</html>  | HTTP 200 with text/html
            404 | text/html        | <html>Not here</html> | HTTP 404 with text/html
            404 | application/json | {"status":404}        | HTTP 404 with application/json
            200 | application/json | {"hello":"world"}     | other JSON
            302 | text/plain       | elsewhere             | HTTP 302 with text/plain
            """)
    void saysThatTheUrlIsNoRegistrys(int status, String type, String body, String answered) throws IOException {
        try (var server = new ScriptedServer(new Reply(status, type, body));
                var client = client(server, "")) {
            assertThatThrownBy(() -> client.byId(7))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessage(
                            "registry.url must be the base of a Confluent-compatible registry,"
                                    + " http://127.0.0.1:%d/schemas/ids/7 answered %s",
                            server.port(), answered);
            assertThat(pauses).isEmpty();
        }
    }

    @Test
    void tellsThatASchemaIsOfAnotherKind() throws IOException {
        var protobuf = Reply.json(200, "{\"schemaType\": \"PROTOBUF\", \"schema\": \"message A {}\"}");
        try (var server = new ScriptedServer(protobuf);
                var client = client(server, "")) {
            assertThatThrownBy(() -> client.byId(7))
                    .isInstanceOf(InvalidSchemaException.class)
                    .hasMessage("schema of id 7 must be an Avro schema, was not: PROTOBUF");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 42201})
    void doesNotRepeatARegistrationThatWasRefused(int code) throws IOException {
        var refused = Reply.json(code == 409 ? 409 : 422, "{\"error_code\": %d, \"message\": \"no\"}".formatted(code));
        try (var server = new ScriptedServer(refused);
                var client = client(server, "")) {
            assertThatThrownBy(() -> client.register("a", INT))
                    .isInstanceOf(code == 409 ? IncompatibleSchemaException.class : InvalidSchemaException.class)
                    .hasMessageStartingWith("schema of subject a must be ")
                    .hasMessageEndingWith("was not: no");
            assertThat(pauses).isEmpty();
        }
    }

    private RegistryClient client(ScriptedServer server, String user) {
        return client(server.port(), user);
    }

    private RegistryClient client(int port, String user) {
        var url =
                RegistryClientConfig.of("http://" + user + "127.0.0.1:" + port).url();
        var config =
                new RegistryClientConfig(url, Duration.ofSeconds(5), 3, Duration.ofMillis(100), Duration.ofMillis(400));
        return new RegistryClient(config, pauses::add, nanos::get);
    }
}

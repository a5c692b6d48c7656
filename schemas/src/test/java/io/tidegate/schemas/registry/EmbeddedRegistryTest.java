package io.tidegate.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedRegistryTest extends RegistryContract {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static EmbeddedRegistry registry;

    @BeforeAll
    static void start() throws IOException {
        registry = EmbeddedRegistry.start(ANY_PORT, new InMemoryLog());
        registry.registry().register("known", SchemaBuilder.builder().intType());
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @Override
    URI url() {
        return registry.url();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            GET  | /                                    |                                | 200 | {}
            GET  | /subjects/known/versions             |                                | 200 | [1]
            GET  | /subjects/known/versions/latest      |                                | 200 | '{"id":1,"schema":"\\"int\\"","subject":"known","version":1}'
            GET  | /subjects/known/versions/1           |                                | 200 | '{"id":1,"schema":"\\"int\\"","subject":"known","version":1}'
            POST | /subjects/known                      | '{"schema":"\\"int\\""}'       | 200 | '{"id":1,"schema":"\\"int\\"","subject":"known","version":1}'
            GET  | /schemas/ids/1                       |                                | 200 | '{"schema":"\\"int\\""}'
            GET  | /schemas/types                       |                                | 200 | '["AVRO"]'
            GET  | /config                              |                                | 200 | '{"compatibilityLevel":"BACKWARD"}'
            GET  | /mode                                |                                | 200 | '{"mode":"READWRITE"}'
            GET  | /nothing                             |                                | 404 | '{"error_code":404,"message":"HTTP 404 Not Found"}'
            GET  | /subjects/other/versions             |                                | 404 | '{"error_code":40401,'
            GET  | /subjects/known/versions/9           |                                | 404 | '{"error_code":40402,'
            POST | /subjects/known                      | '{"schema":"\\"long\\""}'      | 404 | '{"error_code":40403,'
            GET  | /schemas/ids/x                       |                                | 404 | '{"error_code":40403,'
            POST | /subjects/known/versions             | '{"schema":"\\"string\\""}'    | 409 | '{"error_code":409,'
            POST | /subjects/known/versions             | '{"schema":"{"}'               | 422 | '{"error_code":42201,'
            POST | /subjects/known/versions             | '{"schemaType":"PROTOBUF"}'    | 422 | '{"error_code":42201,'
            GET  | /subjects/known/versions/0           |                                | 422 | '{"error_code":42202,'
            PUT  | /config                              | '{"compatibility":"SOMEWHAT"}' | 422 | '{"error_code":42203,'
            POST | /subjects/known/versions             | '{'                            | 400 | '{"error_code":400,"message":"body must be JSON, was not"}'
            """)
    void answersLikeTheConfluentApi(String method, String path, String body, int status, String answer)
            throws Exception {
        var response = exchange(method, path, body == null ? "" : body);

        assertThat(response).startsWith(status + " application/vnd.schemaregistry.v1+json " + answer);
    }

    @Test
    void refusesBodiesThatNoSchemaNeeds() throws Exception {
        var response = exchange("POST", "/subjects/known/versions", "x".repeat((1 << 20) + 1));

        assertThat(response).contains("body must have at most 1048576 bytes");
    }

    @Test
    void remembersWhatItsLogRemembers() throws Exception {
        var log = new InMemoryLog();
        try (var before = EmbeddedRegistry.start(ANY_PORT, log)) {
            before.registry().register("a", SchemaBuilder.builder().intType());
            before.registry().register("b", SchemaBuilder.builder().longType());
        }

        try (var after = EmbeddedRegistry.start(ANY_PORT, log)) {
            assertThat(after.registry().register("b", SchemaBuilder.builder().longType()))
                    .isEqualTo(2);
            assertThat(after.registry().register("c", SchemaBuilder.builder().bytesType()))
                    .isEqualTo(3);
        }
    }

    @Test
    void tellsWhichPortIsTaken() {
        var taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), url().getPort());

        assertThatThrownBy(() -> EmbeddedRegistry.start(taken, new InMemoryLog()))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("registry port must be free, ")
                .hasMessageContaining(":" + url().getPort() + " was not");
    }

    private String exchange(String method, String path, String body) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url() + path))
                    .method(method, BodyPublishers.ofString(body, UTF_8))
                    .build();
            var response = http.send(request, BodyHandlers.ofString());
            return response.statusCode() + " "
                    + response.headers().firstValue("Content-Type").orElseThrow() + " " + response.body();
        }
    }
}

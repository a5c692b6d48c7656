package io.tidegate.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class QueueEndpointTest {

    @Test
    void tellsTheDepthOfTheMomentAsAWholeNumber() throws Exception {
        try (var endpoint = QueueEndpoint.start(() -> 41.6);
                var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(endpoint.url()).build(), BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
            assertThat(answer.body()).isEqualTo("{\"messages\":{\"ready\":42}}");
        }
    }
}

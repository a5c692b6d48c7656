package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidegate.simulatedaws.fault.Fault;
import io.tidegate.simulatedaws.load.Workload;
import java.io.ByteArrayOutputStream;
import java.net.BindException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.StsClient;

class SimulatedAwsTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private SimulatedAws aws;

    @BeforeEach
    void start() throws Exception {
        aws = SimulatedAws.start(CloudConfig.calm(Instant.now(), 1), 0);
    }

    @AfterEach
    void stop() {
        aws.close();
        http.close();
    }

    @Test
    void refusesABodyOverTheLimit() throws Exception {
        var response = post("AmazonEC2ContainerServiceV20141113.ListClusters", " ".repeat((1 << 20) + 1));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(aws.ask(SimulatedCloud::callCounts).received()).isEmpty();
    }

    @Test
    void readsCompressedBodiesUpToTheSameLimit() throws Exception {
        var small = postCompressed(compressed("{\"clusters\":[\"nowhere\"]}"));
        var bomb = postCompressed(compressed(" ".repeat(64 << 20)));
        var broken = postCompressed("{}".getBytes(StandardCharsets.UTF_8));

        assertThat(small.body()).contains("cluster/nowhere");
        assertThat(bomb.statusCode()).isEqualTo(413);
        assertThat(broken.statusCode()).isEqualTo(400);
    }

    @Test
    void answersWhatItCannotRouteAndCountsIt() throws Exception {
        var response = post("Unheard.Of", "{}");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("UnknownOperationException");
        assertThat(aws.ask(SimulatedCloud::callCounts).unknown()).containsExactlyEntriesOf(Map.of("unrouted", 1L));
    }

    @Test
    void answersAMalformedBodyInItsProtocol() throws Exception {
        var response = post("AmazonEC2ContainerServiceV20141113.DescribeClusters", "{\"clusters\":");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).startsWith("{\"__type\":\"SerializationException\"");
    }

    @Test
    void saysWhoIsCalling() {
        try (var sts = Clients.client(StsClient.builder(), aws.endpoint())) {
            assertThat(sts.getCallerIdentity().account()).isEqualTo("000000000000");
        }
    }

    @Test
    void letsTimePassByItself() throws Exception {
        try (var fast = SimulatedAws.start(CloudConfig.calm(Instant.now(), 1).withPace(1_000), 0)) {
            fast.tell(cloud -> cloud.addService("ecs/shop/web", 3, 0, Workload.ofRequests(1)));

            await().until(() -> fast.ask(
                    cloud -> cloud.service("ecs/shop/web").orElseThrow().running() == 3));
        }
    }

    @Test
    void listensOnTheLoopbackInterface() {
        assertThat(aws.endpoint().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void saysWhenItsPortIsTaken() {
        var port = aws.endpoint().getPort();

        assertThatThrownBy(() -> SimulatedAws.start(CloudConfig.calm(Instant.now(), 1), port))
                .isInstanceOf(BindException.class);
    }

    @Test
    void closingCutsHungCallsAndEndsItsThreads() throws Exception {
        aws.tell(cloud -> cloud.faults().ask("ecs.ListClusters", Fault.HUNG, 1));
        var hung = http.sendAsync(
                request("AmazonEC2ContainerServiceV20141113.ListClusters", "{}"), HttpResponse.BodyHandlers.ofString());
        await().until(() -> aws.ask(SimulatedCloud::callCounts).failed().containsKey("ecs.ListClusters"));

        aws.close();
        aws.close();

        await().until(hung::isCompletedExceptionally);
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("simulated-aws-step")));
    }

    private HttpResponse<String> postCompressed(byte[] body) throws Exception {
        var request = HttpRequest.newBuilder(aws.endpoint())
                .header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.DescribeClusters")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] compressed(String text) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private HttpResponse<String> post(String target, String body) throws Exception {
        return http.send(request(target, body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String target, String body) {
        return HttpRequest.newBuilder(aws.endpoint())
                .header("X-Amz-Target", target)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}

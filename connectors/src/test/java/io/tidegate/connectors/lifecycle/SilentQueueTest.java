package io.tidegate.connectors.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.connectors.aws.AwsConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** The production client against a queue that is silent, as one is while nothing comes. */
@Timeout(60)
class SilentQueueTest {
    private static final ReceiveMessageRequest REQUEST = ReceiveMessageRequest.builder()
            .queueUrl("http://127.0.0.1/123456789012/hooks")
            .overrideConfiguration(
                    call -> call.apiCallTimeout(Duration.ofSeconds(30)).apiCallAttemptTimeout(Duration.ofSeconds(30)))
            .build();

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch speaking = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private AwsClients clients;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.countDown();
            try {
                speaking.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            var body = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        var config = new AwsConfig(
                Optional.of("us-east-1"),
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                1,
                List.of());
        clients = AwsClients.create(config, AnonymousCredentialsProvider.create());
    }

    @AfterEach
    void stop() {
        speaking.countDown();
        clients.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void isWaitedForLongerThanAnyOtherCall() throws Exception {
        var answer = threads.submit(() -> LongPoll.answer(() -> clients.queues().receiveMessage(REQUEST)));
        asked.await();

        // Another call would have given up by now, five times over.
        assertThat(answer).failsWithin(Duration.ofMillis(500)).withThrowableOfType(TimeoutException.class);
        speaking.countDown();

        assertThat(answer.get(10, TimeUnit.SECONDS).messages()).isEmpty();
    }

    @Test
    void isLeftAtOnceByWhoIsInterrupted() throws Exception {
        var waiting = new Thread(() -> {
            try {
                LongPoll.answer(() -> clients.queues().receiveMessage(REQUEST));
            } catch (InterruptedException _) {
                // As it should be.
            }
        });
        waiting.start();
        asked.await();

        waiting.interrupt();

        await().atMost(Duration.ofSeconds(5)).until(() -> !waiting.isAlive());
    }

    @Test
    void losesTheConnectionOfWhoIsInterrupted() throws Exception {
        var thread = Thread.ofVirtual().start(() -> {
            try {
                clients.queues().receiveMessage(REQUEST);
            } catch (SdkException _) {
                // As it should be.
            }
        });
        asked.await();

        thread.interrupt();

        await().atMost(Duration.ofSeconds(5)).until(() -> !thread.isAlive());
    }
}

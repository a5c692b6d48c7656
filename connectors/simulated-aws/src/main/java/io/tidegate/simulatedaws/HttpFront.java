package io.tidegate.simulatedaws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidegate.simulatedaws.protocol.WireRequest;
import io.tidegate.simulatedaws.protocol.WireResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;

/** The HTTP side: takes requests on the loopback interface, one virtual thread each, and sends what the cloud answers. */
final class HttpFront implements AutoCloseable {
    /** PutMetricData takes bodies of 1 MB (CloudWatch quotas); none of the simulated operations takes more. */
    static final int MAX_BODY_BYTES = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Function<WireRequest, Answer> cloud;

    HttpFront(int port, Function<WireRequest, Answer> cloud) throws IOException {
        // Else Nagle's algorithm holds each response body back until the client acknowledges the header, 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.cloud = cloud;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::exchange);
    }

    void start() {
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void exchange(HttpExchange exchange) throws IOException {
        try {
            var body = body(exchange);
            if (body.length > MAX_BODY_BYTES) {
                exchange.sendResponseHeaders(413, -1);
                return;
            }
            var request = new WireRequest(
                    exchange.getRequestURI().getPath(), headers(exchange), SdkBytes.fromByteArrayUnsafe(body));
            switch (cloud.apply(request)) {
                case Answer.Reply reply -> send(exchange, reply.response());
                case Answer.Later later -> send(exchange, later.otherwise()); // Who waits does so before it answers.
                case Answer.Silence silence -> closed.await();
                case Answer.Cut cut -> {} // Closing an exchange without a response cuts its connection.
            }
        } catch (ZipException malformed) {
            exchange.sendResponseHeaders(400, -1);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            LOG.atError().setCause(bug).log("simulated AWS could not answer");
            throw bug;
        } finally {
            exchange.close();
        }
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        try (var raw = exchange.getRequestBody();
                var plain = decompressed(exchange, raw)) {
            return plain.readNBytes(MAX_BODY_BYTES + 1);
        }
    }

    // The CloudWatch client compresses what is longer than 10 KB.
    private static InputStream decompressed(HttpExchange exchange, InputStream raw) throws IOException {
        var encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        return "gzip".equals(encoding) ? new GZIPInputStream(raw) : raw;
    }

    private static SortedMap<String, String> headers(HttpExchange exchange) {
        var headers = new TreeMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return headers;
    }

    private static void send(HttpExchange exchange, WireResponse response) throws IOException {
        response.headers()
                .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        var body = response.body().asByteArrayUnsafe();
        exchange.sendResponseHeaders(response.status(), body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

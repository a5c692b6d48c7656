package io.tidegate.connectors.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A real HTTP server on loopback that answers as it is told and remembers what it was sent. */
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int status = 204;

    /** One request. */
    record Sent(String method, String path, String contentType, String authorization, String body) {}

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Sent> sent() {
        return sent;
    }

    /** Answers with {@code newStatus} from now on; 0 does not answer at all. */
    void answer(int newStatus) {
        status = newStatus;
    }

    private void handle(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        sent.add(new Sent(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                String.valueOf(headers.getFirst("Content-Type")),
                String.valueOf(headers.getFirst("Authorization")),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        int answer = status;
        if (answer == 0) {
            hang();
            return;
        }
        exchange.getResponseHeaders().set("Retry-After", "7");
        exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    private void hang() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}

package io.tidegate.deploy.role;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A real HTTP server on loopback that keeps what it takes, and takes nothing without the right address and token. */
final class WebhookReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private volatile String refused = "nothing";

    WebhookReceiver() {
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

    /** Bodies that were taken. */
    List<String> events() {
        return List.copyOf(events);
    }

    void answer(int newStatus) {
        status = newStatus;
    }

    /** Refuses events that contain a text. */
    void refuse(String containing) {
        refused = containing;
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        exchange.sendResponseHeaders(judged(exchange, body), -1);
        exchange.close();
    }

    private int judged(HttpExchange exchange, String body) {
        var headers = exchange.getRequestHeaders();
        if (!exchange.getRequestURI().getPath().equals("/h00k")
                || !"Bearer t0ken".equals(headers.getFirst("Authorization"))) {
            return 401;
        } else if (!"application/cloudevents+json; charset=UTF-8".equals(headers.getFirst("Content-Type"))) {
            return 415;
        } else if (body.contains(refused)) {
            return 422;
        }
        int answer = status;
        if (answer < 300) {
            events.add(body);
        }
        return answer;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package io.tidegate.deploy.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.DoubleSupplier;

/** A queue's depth as a JSON document, {@code {"messages":{"ready":N}}}, on loopback: what an example policy reads. */
final class QueueEndpoint implements AutoCloseable {
    private static final String PATH = "/queues/worker";

    private final HttpServer server;
    private final DoubleSupplier depth;

    private QueueEndpoint(HttpServer server, DoubleSupplier depth) {
        this.server = server;
        this.depth = depth;
    }

    static QueueEndpoint start(DoubleSupplier depth) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var endpoint = new QueueEndpoint(server, depth);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(PATH, endpoint::answer);
        server.start();
        return endpoint;
    }

    URI url() {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), PATH));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String json = "{\"messages\":{\"ready\":%d}}".formatted(Math.round(depth.getAsDouble()));
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package io.tidegate.connectors.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A real HTTP server on loopback that answers by path, well or badly, and remembers what it was asked. */
final class JsonServer implements AutoCloseable {
    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** One request. */
    record Asked(String method, String uri, String authorization, String token, String body) {}

    JsonServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    List<Asked> asked() {
        return asked;
    }

    private void handle(HttpExchange exchange) throws IOException {
        remember(exchange);
        switch (exchange.getRequestURI().getPath()) {
            case "/ok" -> answer(exchange, 200, "{\"queues\": [{\"depth\": 17}]}");
            case "/created" -> answer(exchange, 201, "{\"queues\": [{\"depth\": \"18\"}]}");
            case "/null" -> answer(exchange, 200, "{\"queues\": [{\"depth\": null}]}");
            case "/empty" -> answer(exchange, 204, "");
            case "/moved" -> {
                exchange.getResponseHeaders().set("Location", url("/ok"));
                answer(exchange, 301, "{\"queues\": [{\"depth\": 17}]}");
            }
            case "/failing" -> answer(exchange, 500, "{\"queues\": [{\"depth\": 17}]}");
            case "/malformed" -> answer(exchange, 200, "{\"queues\": [{\"depth\": 17}");
            case "/nan" -> answer(exchange, 200, "{\"queues\": [{\"depth\": \"NaN\"}]}");
            case "/text" -> answer(exchange, 200, "{\"queues\": [{\"depth\": \"s3cret\"}]}");
            case "/huge" -> answer(exchange, 200, " ".repeat(2 * 1024 * 1024) + "{\"queues\": [{\"depth\": 17}]}");
            case "/hanging" -> hang();
            case "/trickling" -> {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                hang();
            }
            case "/broken" -> exchange.close();
            default -> answer(exchange, 404, "{}");
        }
    }

    private void remember(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                String.valueOf(headers.getFirst("Authorization")),
                String.valueOf(headers.getFirst("X-Token")),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
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

package io.tidegate.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidegate.schemas.registry.RegistryApi.Request;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry of local mode and small installations: the Confluent API over HTTP, kept by a log with one owner. It has
 * neither encryption nor accounts, so it listens where it is told to and nowhere else.
 */
public final class EmbeddedRegistry implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRegistry.class);
    // Map.of has another order in each process.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    // Our largest schema has 5 kB; a body is held in memory.
    private static final int LARGEST_BODY = 1 << 20;

    private final InProcessRegistry registry;
    private final RegistryApi api;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private EmbeddedRegistry(InProcessRegistry registry, HttpServer server) {
        this.registry = registry;
        this.api = new RegistryApi(registry);
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::serve);
    }

    /**
     * Opens {@code log} and serves what it remembers; port 0 means any that is free. Closing the registry closes the log.
     *
     * @throws IOException when the port is taken or not ours to take
     * @throws RegistryUnavailableException when the log cannot be read
     */
    public static EmbeddedRegistry start(InetSocketAddress address, RegistryLog log) throws IOException {
        var server = bind(address);
        try {
            var embedded = new EmbeddedRegistry(InProcessRegistry.open(log), server);
            server.start();
            return embedded;
        } catch (RuntimeException e) {
            server.stop(0);
            throw e;
        }
    }

    /** Where clients find it. */
    public URI url() {
        var address = server.getAddress();
        var host = address.getAddress().isAnyLocalAddress() ? "127.0.0.1" : address.getHostString();
        return URI.create("http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, address.getPort()));
    }

    /** The same registry without HTTP, for its own process. */
    public SchemaRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        registry.close();
    }

    private static HttpServer bind(InetSocketAddress address) throws IOException {
        try {
            return HttpServer.create(address, 0);
        } catch (BindException e) {
            var taken =
                    new BindException("registry port must be free, %s was not: %s".formatted(address, e.getMessage()));
            taken.initCause(e);
            throw taken;
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                send(exchange, 200, api.answer(request(exchange)));
            } catch (ApiError e) {
                send(exchange, e.status(), Map.of("error_code", e.code(), "message", String.valueOf(e.getMessage())));
            } catch (RuntimeException e) {
                LOG.atError()
                        .setCause(e)
                        .addKeyValue("path", exchange.getRequestURI().getRawPath())
                        .log("Registry request failed");
                send(exchange, 500, Map.of("error_code", 500, "message", "HTTP 500 Internal Server Error"));
            }
        }
    }

    private static Request request(HttpExchange exchange) throws IOException {
        var segments = Arrays.stream(exchange.getRequestURI().getRawPath().split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), UTF_8))
                .toList();
        return new Request(exchange.getRequestMethod(), List.copyOf(segments), body(exchange));
    }

    private static JsonNode body(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw new ApiError(413, "body must have at most %d bytes, had more".formatted(LARGEST_BODY));
        }
        if (bytes.length == 0) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(bytes);
        } catch (IOException _) {
            throw new ApiError(400, "body must be JSON, was not");
        }
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
    }
}

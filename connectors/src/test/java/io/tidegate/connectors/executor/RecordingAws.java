package io.tidegate.connectors.executor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.connectors.aws.AwsConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** An HTTP server that takes every AWS request, keeps its bytes and says yes, with the production clients for it. */
final class RecordingAws implements AutoCloseable {
    private final HttpServer server;
    private final AwsClients clients;
    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    /**
     * One request as it came over the wire.
     *
     * @param target of the JSON protocols; empty for the query protocol, whose body names the operation
     */
    record Sent(String target, String body) {}

    RecordingAws() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.start();
        clients = AwsClients.create(
                AwsConfig.defaults()
                        .at(
                                "eu-central-1",
                                URI.create("http://127.0.0.1:"
                                        + server.getAddress().getPort())),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
    }

    AwsCalls calls() {
        return AwsCalls.ofReady(clients);
    }

    List<Sent> sent() {
        return sent;
    }

    private void take(HttpExchange exchange) throws IOException {
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        sent.add(new Sent(target == null ? "" : target, body));
        var answer = (target == null ? "<Answer/>" : "{}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        clients.close();
        server.stop(0);
    }
}

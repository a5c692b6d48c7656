package io.tidegate.schemas.registry;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real registry server in a process of its own, with storage in memory, on loopback. */
final class ApicurioServer implements AutoCloseable {
    private static final Path WORK = Path.of(System.getProperty("foreign.work"));

    private final Process process;
    private final URI url;

    private ApicurioServer(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static ApicurioServer start() throws IOException {
        int port = freePort();
        var log = WORK.resolve("apicurio.log");
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=0",
                "-jar",
                WORK.resolve("apicurio/quarkus-run.jar").toString());
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var server = new ApicurioServer(process, URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7"));
        await().atMost(Duration.ofMinutes(2)).until(() -> server.isReady(log));
        return server;
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReady(Path log) throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "Apicurio must start, ended with " + process.exitValue() + ":\n" + Files.readString(log));
        }
        return Files.readString(log).contains("Listening on: ");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

package io.tidegate.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** Confluent's client for Node.js, run as a process for each call. */
final class NodeClient {
    private static final Path SOURCE = Path.of(System.getProperty("foreign.source"));
    private static final Path SCHEMAS = Path.of(System.getProperty("foreign.schemas"));

    private final Path folder = Path.of(System.getProperty("foreign.work"), "node");

    /** Puts the client and what it depends on into a folder of the build. */
    static NodeClient install() throws Exception {
        var client = new NodeClient();
        Files.createDirectories(client.folder);
        for (var file : List.of("package.json", "package-lock.json", ".npmrc", "client.js")) {
            var copy = client.folder.resolve(file);
            Files.deleteIfExists(copy);
            Files.copy(SOURCE.resolve(file), copy);
        }
        client.run("npm", "ci", "--no-progress", "--ignore-scripts");
        return client;
    }

    /** Registers the contract's file and writes a sample with it. */
    byte[] writeSample(URI registry, String topic) throws Exception {
        var schema = SCHEMAS.resolve("MetricSample.avsc").toString();
        return Base64.getDecoder().decode(call("write", registry, topic, schema).textValue());
    }

    JsonNode read(URI registry, String topic, byte[] value) throws Exception {
        return call("read", registry, topic, Base64.getEncoder().encodeToString(value));
    }

    private JsonNode call(String verb, URI registry, String topic, String argument) throws Exception {
        var output = run("node", "client.js", verb, registry.toString(), topic, argument);
        return JsonMapper.builder()
                .build()
                .readTree(output.strip().lines().toList().getLast());
    }

    private String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor())
                .as("%s printed %s", List.of(command), output)
                .isZero();
        return output;
    }
}

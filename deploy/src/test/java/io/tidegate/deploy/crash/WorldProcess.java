package io.tidegate.deploy.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.deploy.cli.Tidegate;
import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.local.LocalProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code local --serve-only} as a process of its own: broker, registry, simulated AWS and load. It is found at the same
 * addresses again after it was killed; its topics are kept, its AWS begins anew.
 */
final class WorldProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path home;
    private final Path data;
    private final Path log;
    private final long seed;
    private Process process;
    private LocalProperties properties;

    private WorldProcess(Path folder, long seed) throws IOException {
        this.home = Files.createDirectories(folder.resolve("home"));
        this.data = Files.createDirectories(folder.resolve("data"));
        this.log = folder.resolve("world.log");
        this.seed = seed;
        this.process = launch();
        this.properties = ready();
    }

    /** Starts it; returns when it can be joined. */
    static WorldProcess start(Path folder, long seed) throws IOException {
        return new WorldProcess(folder, seed);
    }

    /** Ends it as {@code kill -9} does, and starts it again before the same data. */
    void killAndRestart() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        Files.deleteIfExists(LocalProperties.file(home));
        process = launch();
        properties = ready();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    Path data() {
        return data;
    }

    KafkaAccess access() {
        return KafkaAccess.plain(properties.bootstrap());
    }

    String registry() {
        return properties.registry();
    }

    String aws() {
        return properties.aws();
    }

    /** What a service needs to run before it. */
    Map<String, String> settings(String instance, Path stateDir) {
        var settings = new TreeMap<String, String>();
        settings.put("kafka.bootstrap", properties.bootstrap());
        settings.put("registry.url", properties.registry());
        settings.put("aws.endpoint", properties.aws());
        settings.put("aws.region", "us-east-1");
        settings.put("instance.id", instance);
        settings.put("http.port", "0");
        settings.put("state.dir", stateDir.toString());
        settings.put("streams.replicationFactor", "1");
        settings.put("streams.threads", "1");
        settings.put("streams.sessionTimeout", "6s");
        settings.put("executor.sessionTimeout", "6s");
        settings.put("executor.callTimeout", "2s");
        settings.put("inventory.interval", "1s");
        settings.put("cloudwatch.settle", "6s");
        settings.put("decide.snapshotInterval", "20s");
        return settings;
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-Duser.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Tidegate.class.getName(),
                        "local",
                        "--serve-only",
                        "--data",
                        data.toString(),
                        "--seed",
                        String.valueOf(seed)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private LocalProperties ready() {
        await().atMost(PATIENCE)
                .failFast(() -> assertThat(process.isAlive()).as(tail()).isTrue())
                .until(() -> LocalProperties.read(home).isPresent());
        return LocalProperties.read(home).orElseThrow();
    }

    private String tail() throws IOException {
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

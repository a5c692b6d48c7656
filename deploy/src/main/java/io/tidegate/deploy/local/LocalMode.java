package io.tidegate.deploy.local;

import io.tidegate.deploy.service.Service;
import io.tidegate.deploy.service.ServiceConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The whole of Tidegate in one process, before its {@link Backdrop}: the same service that {@code run} starts. */
public final class LocalMode implements AutoCloseable {
    private final Backdrop backdrop;
    private final Clock clock;
    private final ServiceConfig config;
    private final Instant started;
    private volatile Service service;

    private LocalMode(Backdrop backdrop, Clock clock, ServiceConfig config, Instant started) {
        this.backdrop = backdrop;
        this.clock = clock;
        this.config = config;
        this.started = started;
        this.service = startService();
    }

    /** Starts backdrop and service; returns when the status page answers. What it shows is of this run. */
    public static LocalMode start(LocalOptions options, Clock clock) {
        var started = clock.instant();
        var backdrop = Backdrop.start(options, clock);
        try {
            var config = ServiceConfig.of("local mode", settings(options, backdrop));
            return new LocalMode(backdrop, clock, config, started);
        } catch (RuntimeException e) {
            backdrop.close();
            throw e;
        }
    }

    /** What a service needs to run before a backdrop; {@code run} beside {@code local --serve-only} takes the same. */
    public static Map<String, String> settings(LocalOptions options, Backdrop backdrop) {
        var values = new TreeMap<String, String>();
        values.put("kafka.bootstrap", backdrop.access().bootstrap());
        values.put("registry.url", backdrop.registryUrl().toString());
        values.put("aws.endpoint", backdrop.aws().endpoint().toString());
        values.put("aws.region", "us-east-1");
        values.put("http.port", String.valueOf(options.httpPort()));
        values.put("state.dir", stateDir(options, backdrop).toString());
        values.put("streams.replicationFactor", "1");
        values.put("streams.threads", "1");
        values.put("streams.sessionTimeout", "6s");
        values.put("decide.snapshotInterval", options.snapshotInterval().toSeconds() + "s");
        values.put("inventory.interval", "1s");
        values.put("inventory.clusterInterval", "3s");
        values.put("lifecycle.queues", backdrop.hookQueue().toString());
        values.put("lifecycle.reconcileInterval", "10s");
        // CloudWatch is a minute behind; so is the simulated one, divided by the pace.
        var settle = Duration.ofMillis(Math.round(60_000 / options.pace()));
        values.put("cloudwatch.settle", settle.toMillis() + "ms");
        return values;
    }

    private static Path stateDir(LocalOptions options, Backdrop backdrop) {
        return options.data()
                .map(folder -> folder.resolve("state"))
                .orElse(backdrop.data().resolveSibling(backdrop.data().getFileName() + "-state"));
    }

    /** Ends the service in order and starts another before the same backdrop. */
    void restart() {
        service.close();
        service = startService();
    }

    private Service startService() {
        return Service.start(config, backdrop.registry(), clock, started);
    }

    public Backdrop backdrop() {
        return backdrop;
    }

    public Service service() {
        return service;
    }

    /** Where others find it. */
    public LocalProperties properties() {
        return properties(backdrop, Optional.of(service.url().toString()));
    }

    /** Where others find a backdrop, with or without a service before it. */
    public static LocalProperties properties(Backdrop backdrop, Optional<String> http) {
        return new LocalProperties(
                backdrop.access().bootstrap(),
                backdrop.registryUrl().toString(),
                http,
                backdrop.aws().endpoint().toString(),
                backdrop.data().toString());
    }

    @Override
    public void close() {
        service.close();
        backdrop.close();
    }
}

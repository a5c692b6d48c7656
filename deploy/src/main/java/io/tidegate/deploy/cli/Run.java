package io.tidegate.deploy.cli;

import io.tidegate.deploy.kafka.TopicAdmin;
import io.tidegate.deploy.local.LocalProperties;
import io.tidegate.deploy.service.Registry;
import io.tidegate.deploy.service.Service;
import io.tidegate.deploy.service.ServiceConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the service until it is interrupted.",
            "Without kafka.bootstrap it joins the running local mode: its Kafka, registry and simulated AWS."
        },
        footer = {"", "Example: tidegate run --config service.yaml --roles connectors,streams,executor,shadow"})
final class Run extends Verb {
    private final Shell shell;

    @Option(names = "--config", paramLabel = "FILE", description = "Properties or YAML; see docs for the keys.")
    @Nullable
    Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A key of the configuration; may be given several times.")
    Map<String, String> set = new TreeMap<>();

    @Option(
            names = "--roles",
            paramLabel = "LIST",
            description = "Of connectors, streams, executor, shadow; default: all.")
    @Nullable
    String roles;

    Run(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() throws InterruptedException {
        var settings = ServiceConfig.of(config == null ? "options" : config.toString(), values());
        var installation = settings.installation();
        new TopicAdmin(installation.kafka(), installation.topics()).requireAll();
        try (var registry = Registry.open(settings);
                var service = Service.start(settings, registry.schemas(), shell.clock())) {
            // An interrupt ends the JVM by its hooks; this one waits until the service has handed over what it owns.
            Runtime.getRuntime().addShutdownHook(new Thread(service::close, "farewell"));
            registry.own().ifPresent(url -> note("no registry.url: this instance keeps the registry, at " + url));
            note("status page at %s; stop with Ctrl-C".formatted(service.url()));
            new CountDownLatch(1).await();
        }
        return Answer.ok(List.of(), Map.of());
    }

    private SortedMap<String, String> values() {
        var values = config == null ? new TreeMap<String, String>() : new TreeMap<>(ServiceConfig.read(config));
        values.putAll(set);
        Optional.ofNullable(roles).ifPresent(list -> values.put("roles", list));
        if (!values.containsKey("kafka.bootstrap")) {
            RunningLocal.find(shell).ifPresent(local -> join(local, values));
        }
        return values;
    }

    private void join(LocalProperties local, SortedMap<String, String> values) {
        note("joining the local mode at %s (%s)".formatted(local.bootstrap(), LocalProperties.file(shell.home())));
        values.put("kafka.bootstrap", local.bootstrap());
        values.putIfAbsent("registry.url", local.registry());
        values.putIfAbsent("aws.endpoint", local.aws());
        values.putIfAbsent("aws.region", "eu-central-1");
        values.putIfAbsent("streams.replicationFactor", "1");
    }
}

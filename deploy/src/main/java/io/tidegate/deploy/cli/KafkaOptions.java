package io.tidegate.deploy.cli;

import io.tidegate.deploy.kafka.Installation;
import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.local.LocalProperties;
import io.tidegate.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Kafka a verb talks to: the options, else the command configuration, else a running local mode. */
final class KafkaOptions {
    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final String REGISTRY = "registry.url";

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "Kafka's servers; default: the running local mode.")
    @Nullable
    String bootstrap;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "Schema registry; default: the running local mode's.")
    @Nullable
    String registry;

    @Option(
            names = {"-c", "--command-config"},
            paramLabel = "FILE",
            description = "Properties for Kafka's clients (security), bootstrap.servers and registry.url.")
    @Nullable
    Path commandConfig;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            description = "What every topic starts with; default: tidegate.")
    String topicPrefix = Topics.DEFAULT_PREFIX;

    /** Whether any option names a Kafka or a registry. */
    boolean isGiven() {
        return bootstrap != null || registry != null || commandConfig != null;
    }

    /**
     * Finds the installation and says on stderr when it is the running local mode.
     *
     * @throws Failure when nothing names one
     */
    Installation installation(Verb verb, Shell shell) {
        var properties = commandProperties();
        var servers = Optional.ofNullable(bootstrap).or(() -> Optional.ofNullable(properties.remove(BOOTSTRAP)));
        var url = Optional.ofNullable(registry).or(() -> Optional.ofNullable(properties.remove(REGISTRY)));
        var topics = new Topics(topicPrefix);
        if (servers.isPresent()) {
            return new Installation(new KafkaAccess(servers.get(), properties), topics, url);
        }
        var local = RunningLocal.find(shell)
                .orElseThrow(() -> Failure.usage(
                        "no Kafka named: give --bootstrap HOST:PORT, or start ./tidegate local in another terminal"));
        verb.note("using the local mode at %s (%s)".formatted(local.bootstrap(), LocalProperties.file(shell.home())));
        return new Installation(
                new KafkaAccess(local.bootstrap(), properties), topics, url.or(() -> Optional.of(local.registry())));
    }

    private Map<String, String> commandProperties() {
        var sorted = new TreeMap<String, String>();
        if (commandConfig == null) {
            return sorted;
        }
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(commandConfig)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw Failure.error("command-config", "%s cannot be read: %s".formatted(commandConfig, e.getMessage()));
        }
        properties.stringPropertyNames().forEach(name -> sorted.put(name, properties.getProperty(name)));
        return sorted;
    }
}

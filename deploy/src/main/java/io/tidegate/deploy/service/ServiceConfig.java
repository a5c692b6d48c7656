package io.tidegate.deploy.service;

import io.tidegate.connectors.aws.AwsConfig;
import io.tidegate.connectors.cloudwatch.CloudWatchConfig;
import io.tidegate.connectors.executor.DryRun;
import io.tidegate.connectors.executor.ExecutorConfig;
import io.tidegate.connectors.inventory.InventoryConfig;
import io.tidegate.connectors.lifecycle.LifecycleConfig;
import io.tidegate.connectors.lifecycle.QueueUrl;
import io.tidegate.connectors.notification.NotificationConfig;
import io.tidegate.connectors.source.SourcesConfig;
import io.tidegate.deploy.kafka.Installation;
import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.role.RoleName;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.decide.DecideSettings;
import io.tidegate.streams.shell.StreamsSettings;
import java.nio.file.Path;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * How an instance of the service runs.
 *
 * @param roles what it runs; at least one
 * @param registryPort of the instance's own registry, used when the installation names none
 */
public record ServiceConfig(
        Installation installation,
        SortedSet<RoleName> roles,
        int registryPort,
        HttpAddress http,
        StreamsSettings streams,
        DecideSettings decide,
        SourcesConfig sources,
        ExecutorConfig executor,
        NotificationConfig outcomes,
        AwsConfig aws) {
    // Confluent's own default, which their tools look for.
    private static final int DEFAULT_REGISTRY_PORT = 8081;

    /**
     * Where the service listens.
     *
     * @param host loopback unless configured: the API has no authentication
     * @param port 0 for any that is free
     */
    public record HttpAddress(String host, int port) {
        /** This machine only. */
        public static final HttpAddress DEFAULT = new HttpAddress("127.0.0.1", 8080);
    }

    /**
     * The configuration that {@code values} spell.
     *
     * @param origin what the values come from, for messages
     * @throws IllegalArgumentException naming origin, key, constraint and what was found
     */
    public static ServiceConfig of(String origin, Map<String, String> values) {
        var settings = new Settings(origin, values);
        var bootstrap = settings.text("kafka.bootstrap")
                .orElseThrow(() -> settings.refused("kafka.bootstrap", "given", "missing"));
        var access = new KafkaAccess(bootstrap, settings.below("kafka.client."));
        var topics = new Topics(settings.text("topics.prefix").orElse(Topics.DEFAULT_PREFIX));
        var config = new ServiceConfig(
                new Installation(access, topics, settings.text("registry.url")),
                settings.text("roles").map(RoleName::parse).orElseGet(RoleName::all),
                settings.integer("registry.port", 0, 65_535, DEFAULT_REGISTRY_PORT),
                http(settings),
                streams(settings, access),
                decide(settings),
                sources(settings),
                executor(settings, topics),
                OutcomeSettings.of(settings, topics),
                AwsSettings.read(settings));
        settings.refuseUnknown();
        return config;
    }

    /**
     * How AWS is reached, as {@code values} spell it; what they say of other things is not looked at.
     *
     * @param origin what the values come from, for messages
     * @throws IllegalArgumentException naming origin, key, constraint and what was found
     */
    public static AwsConfig aws(String origin, Map<String, String> values) {
        return AwsSettings.read(new Settings(origin, values));
    }

    /**
     * The keys and values of a file: YAML when it is called so, nested keys joined by dots, else properties.
     *
     * @throws IllegalArgumentException when it cannot be read, naming it
     */
    public static SortedMap<String, String> read(Path file) {
        return Settings.read(file);
    }

    private static HttpAddress http(Settings settings) {
        return new HttpAddress(
                settings.text("http.host").orElse(HttpAddress.DEFAULT.host()),
                settings.integer("http.port", 0, 65_535, HttpAddress.DEFAULT.port()));
    }

    private static StreamsSettings streams(Settings settings, KafkaAccess access) {
        var stateDir = Path.of(settings.text("state.dir").orElse("state"));
        var preset = StreamsSettings.standard(new TreeMap<>(access.client(Map.of())), stateDir);
        return new StreamsSettings(
                preset.kafka(),
                stateDir,
                settings.integer("streams.threads", 1, 256, preset.threads()),
                settings.duration("streams.commitInterval", preset.commitInterval()),
                settings.duration("streams.sessionTimeout", preset.sessionTimeout()),
                settings.integer("streams.replicationFactor", 1, 32, preset.replicationFactor()));
    }

    /** Version of this process's time zone data, which schedules depend on. */
    public static String tzdataVersion() {
        return ZoneRulesProvider.getVersions("Europe/Berlin").lastKey();
    }

    private static DecideSettings decide(Settings settings) {
        var preset = DecideSettings.standard(tzdataVersion());
        return new DecideSettings(
                settings.duration("decide.tickInterval", preset.tickInterval()),
                settings.duration("decide.snapshotInterval", preset.snapshotInterval()),
                preset.tzdataVersion());
    }

    private static SourcesConfig sources(Settings settings) {
        var preset = SourcesConfig.defaults();
        var cloudWatch = preset.cloudWatch();
        var inventory = preset.inventory();
        return new SourcesConfig(
                preset.tick(),
                new CloudWatchConfig(
                        settings.duration("cloudwatch.settle", cloudWatch.settle()),
                        settings.duration("cloudwatch.minInterval", cloudWatch.minInterval()),
                        settings.integer("cloudwatch.rereadPeriods", 0, 1_000, cloudWatch.rereadPeriods())),
                preset.http(),
                new InventoryConfig(
                        settings.duration("inventory.interval", inventory.interval()),
                        settings.duration("inventory.clusterInterval", inventory.clusterInterval()),
                        settings.duration("inventory.imageInterval", inventory.imageInterval()),
                        settings.duration("inventory.scalingPoliciesInterval", inventory.scalingPoliciesInterval()),
                        settings.duration("inventory.retryCap", inventory.retryCap())),
                lifecycle(settings, preset.lifecycle()));
    }

    private static LifecycleConfig lifecycle(Settings settings, LifecycleConfig preset) {
        return new LifecycleConfig(
                settings.list("lifecycle.queues").stream().map(QueueUrl::new).toList(),
                settings.integer("lifecycle.consumers", 1, 32, preset.consumers()),
                settings.integer("lifecycle.maxReceives", 1, 1_000, preset.maxReceives()),
                settings.duration("lifecycle.reconcileInterval", preset.reconcileInterval()));
    }

    private static ExecutorConfig executor(Settings settings, Topics topics) {
        var preset =
                ExecutorConfig.defaults(topics, settings.text("instance.id").orElse("1"));
        return new ExecutorConfig(
                topics,
                preset.instanceId(),
                settings.duration("executor.callTimeout", preset.callTimeout()),
                settings.duration("executor.sessionTimeout", preset.sessionTimeout()),
                settings.duration("executor.heartbeatInterval", preset.heartbeatInterval()),
                preset.retry(),
                settings.duration("executor.notFoundGrace", preset.notFoundGrace()),
                BudgetSettings.read(settings, preset.queue()),
                new DryRun(settings.truth("executor.dryRun", false), settings.list("executor.dryRunTargets")));
    }
}

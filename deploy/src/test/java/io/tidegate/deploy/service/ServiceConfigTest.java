package io.tidegate.deploy.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connectors.aws.AssumedRole;
import io.tidegate.connectors.aws.AwsAccount;
import io.tidegate.connectors.cloudwatch.CloudWatchConfig;
import io.tidegate.connectors.executor.DryRun;
import io.tidegate.connectors.executor.command.ApiCategory;
import io.tidegate.connectors.executor.queue.Rate;
import io.tidegate.connectors.inventory.InventoryConfig;
import io.tidegate.connectors.lifecycle.LifecycleConfig;
import io.tidegate.connectors.lifecycle.QueueUrl;
import io.tidegate.connectors.notification.WebhookConfig;
import io.tidegate.deploy.role.RoleName;
import io.tidegate.schemas.OutcomeStatus;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ServiceConfigTest {
    private static final Map<String, String> LEAST = Map.of("kafka.bootstrap", "kafka:9092");

    @Test
    void needsNothingButKafkaAndStaysOnLoopback() {
        var config = ServiceConfig.of("test", LEAST);

        assertThat(config.roles())
                .containsExactly(RoleName.CONNECTORS, RoleName.STREAMS, RoleName.EXECUTOR, RoleName.SHADOW);
        assertThat(config.http().host()).isEqualTo("127.0.0.1");
        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.installation().registryUrl()).isEmpty();
        assertThat(config.streams().replicationFactor()).isEqualTo(3);
        assertThat(config.decide().tickInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.executor().instanceId()).isEqualTo("1");
        assertThat(config.outcomes().hasSinks()).isFalse();
        assertThat(config.outcomes().source()).isEqualTo("urn:tidegate:tidegate");
        assertThat(config.executor().dryRun()).isEqualTo(DryRun.NONE);
    }

    @Test
    void mapsEveryKeyOfAYamlFile(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("service.yaml"), """
                kafka:
                  bootstrap: kafka:9092
                  client: {security.protocol: SSL}
                registry: {url: "http://registry:8081", port: 9000}
                topics: {prefix: prod.tidegate.}
                roles: [streams, executor]
                instance: {id: a}
                http: {host: 0.0.0.0, port: 0}
                state: {dir: /var/lib/tidegate}
                streams: {threads: 4, commitInterval: 100ms, sessionTimeout: 30s, replicationFactor: 2}
                decide: {tickInterval: 2s, snapshotInterval: 1h}
                cloudwatch: {settle: 1s, minInterval: 2s, rereadPeriods: 3}
                inventory: {interval: 4s, clusterInterval: 7s, imageInterval: 8s, scalingPoliciesInterval: 2m, retryCap: 9s}
                lifecycle:
                  queues:
                    - https://sqs.eu-central-1.amazonaws.com/123456789012/hooks
                    - https://sqs.us-east-1.amazonaws.com/222222222222/hooks
                  consumers: 4
                  maxReceives: 5
                  reconcileInterval: 30s
                executor:
                  callTimeout: 6s
                  sessionTimeout: 25s
                  heartbeatInterval: 2s
                  notFoundGrace: 20s
                  dryRun: true
                  dryRunTargets: [ecs/demo/web, "asg/*"]
                  maxInFlight: 8
                  budget:
                    ecsServiceChange: {burst: 20, perSecond: 2.5}
                    groupRead: {perSecond: 1}
                outcomes:
                  source: urn:example:prod
                  statuses: [refused, failed]
                  retryCap: 2m
                  eventBridge: {bus: ops}
                  webhook:
                    url: "https://hooks.example.com/${HOOK}"
                    headers: {Authorization: "Bearer ${TOKEN}"}
                    timeout: 3s
                aws:
                  region: eu-central-1
                  endpoint: http://127.0.0.1:4566
                  callTimeout: 20s
                  attemptTimeout: 5s
                  maxAttempts: 2
                  accounts:
                    "011111111111": {regions: [us-east-1]}
                    222222222222:
                      regions: [eu-central-1, us-east-1]
                      roleArn: arn:aws:iam::222222222222:role/tidegate
                      externalId: ${EXTERNAL_ID}
                """);

        var config = ServiceConfig.of("test", ServiceConfig.read(file));

        assertThat(config.installation().kafka().client(Map.of()))
                .containsEntry("bootstrap.servers", "kafka:9092")
                .containsEntry("security.protocol", "SSL");
        assertThat(config.installation().registryUrl()).contains("http://registry:8081");
        assertThat(config.installation().topics().prefix()).isEqualTo("prod.tidegate.");
        assertThat(config.roles()).containsExactly(RoleName.STREAMS, RoleName.EXECUTOR);
        assertThat(config.executor().instanceId()).isEqualTo("a");
        assertThat(config.http()).isEqualTo(new ServiceConfig.HttpAddress("0.0.0.0", 0));
        assertThat(config.streams().stateDir()).isEqualTo(Path.of("/var/lib/tidegate"));
        assertThat(config.streams().threads()).isEqualTo(4);
        assertThat(config.streams().commitInterval()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.streams().sessionTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.streams().replicationFactor()).isEqualTo(2);
        assertThat(config.decide().tickInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.decide().snapshotInterval()).isEqualTo(Duration.ofHours(1));
        assertThat(config.registryPort()).isEqualTo(9000);
        assertThat(config.sources().cloudWatch())
                .isEqualTo(new CloudWatchConfig(Duration.ofSeconds(1), Duration.ofSeconds(2), 3));
        assertThat(config.sources().lifecycle())
                .isEqualTo(new LifecycleConfig(
                        List.of(
                                new QueueUrl("https://sqs.eu-central-1.amazonaws.com/123456789012/hooks"),
                                new QueueUrl("https://sqs.us-east-1.amazonaws.com/222222222222/hooks")),
                        4,
                        5,
                        Duration.ofSeconds(30)));
        assertThat(config.sources().inventory())
                .isEqualTo(new InventoryConfig(
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(8),
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(9)));
        assertThat(config.executor().callTimeout()).isEqualTo(Duration.ofSeconds(6));
        assertThat(config.executor().sessionTimeout()).isEqualTo(Duration.ofSeconds(25));
        assertThat(config.executor().heartbeatInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.executor().notFoundGrace()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.executor().dryRun()).isEqualTo(new DryRun(true, List.of("ecs/demo/web", "asg/*")));
        assertThat(config.executor().queue().maxInFlight()).isEqualTo(8);
        assertThat(config.executor().queue().rates())
                .containsEntry(ApiCategory.ECS_SERVICE_CHANGE, new Rate(20, 2.5))
                .containsEntry(ApiCategory.GROUP_READ, new Rate(20, 1))
                .containsEntry(ApiCategory.GROUP_CHANGE, new Rate(20, 5));
        assertThat(config.outcomes().source()).isEqualTo("urn:example:prod");
        assertThat(config.outcomes().statuses()).containsExactly(OutcomeStatus.REFUSED, OutcomeStatus.FAILED);
        assertThat(config.outcomes().retry().cap()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.outcomes().eventBus()).contains("ops");
        assertThat(config.outcomes().webhook())
                .contains(new WebhookConfig(
                        "https://hooks.example.com/${HOOK}",
                        new TreeMap<>(Map.of("Authorization", "Bearer ${TOKEN}")),
                        Duration.ofSeconds(3)));
        assertThat(config.aws().region()).contains("eu-central-1");
        assertThat(config.aws().endpoint()).contains(URI.create("http://127.0.0.1:4566"));
        assertThat(config.aws().callTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.aws().attemptTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.aws().maxAttempts()).isEqualTo(2);
        assertThat(config.aws().accounts())
                .containsExactly(
                        new AwsAccount("011111111111", List.of("us-east-1"), Optional.empty()),
                        new AwsAccount(
                                "222222222222",
                                List.of("eu-central-1", "us-east-1"),
                                Optional.of(new AssumedRole(
                                        "arn:aws:iam::222222222222:role/tidegate", Optional.of("${EXTERNAL_ID}")))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void refusesAWrongValueByItsKey(String key, String value, String message) {
        var values = new TreeMap<>(LEAST);
        values.put(key, value);

        assertThatThrownBy(() -> ServiceConfig.of("test", values))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("kafka.bootstrap", " ", "test: kafka.bootstrap must be given, was missing"),
                Arguments.of(
                        "kafka.bootstraps",
                        "a",
                        "test: unknown key kafka.bootstraps; known keys are aws.attemptTimeout"),
                Arguments.of("http.port", "web", "test: http.port must be a whole number, was \"web\""),
                Arguments.of("http.port", "65536", "test: http.port must be 0 to 65535, was 65536"),
                Arguments.of(
                        "roles",
                        "streams,cook",
                        "roles must be of connectors, streams, executor, shadow, was \"cook\""),
                Arguments.of("streams.commitInterval", "soon", "test: streams.commitInterval must be a duration"),
                Arguments.of("streams.sessionTimeout", "1s", "streams.sessionTimeout must be at least 6s, was PT1S"),
                Arguments.of(
                        "executor.budget.ecsRead.perSecond",
                        "0",
                        "test: executor.budget.ecsRead.perSecond must be positive and finite, was 0.0"),
                Arguments.of(
                        "executor.budget.ecsRead.burst",
                        "0",
                        "test: executor.budget.ecsRead.burst must be 1 to 10000, was 0"),
                Arguments.of("aws.endpoint", "http://127.0.0.1:1", "aws.region must be set when aws.endpoint is"),
                Arguments.of(
                        "aws.accounts.111111111111.externalId",
                        "x1",
                        "test: aws.accounts.111111111111.roleArn must be given with an externalId, was missing"),
                Arguments.of(
                        "aws.accounts.111111111111.roleArn",
                        "arn:aws:iam::111111111111:role/tidegate",
                        "aws.accounts.111111111111.regions must name at least one, was empty"),
                Arguments.of("aws.endpoint", "not a url", "test: aws.endpoint must be a URL, was \"not a url\""),
                Arguments.of(
                        "outcomes.statuses",
                        "failed,lost",
                        "test: outcomes.statuses must be of unknown, applied, skipped, refused, failed, was \"lost\""),
                Arguments.of("outcomes.source", "a b", "outcomes.source must be a URI reference, was \"a b\""),
                Arguments.of("outcomes.retryCap", "1ms", "outcomes.retryCap must be at least PT0.5S, was PT0.001S"),
                Arguments.of("outcomes.webhook.url", "host", "outcomes.webhook.url must be http:// or https://"),
                Arguments.of(
                        "outcomes.webhook.url",
                        "http://host/",
                        "outcomes.webhook.url must be https, or on this machine, or outcomes.webhook.allowPlainHttp true"),
                Arguments.of(
                        "outcomes.webhook.allowPlainHttp",
                        "yes",
                        "test: outcomes.webhook.allowPlainHttp must be true or false, was \"yes\""),
                Arguments.of("outcomes.webhook.timeout", "soon", "test: outcomes.webhook.timeout must be a duration"),
                Arguments.of(
                        "outcomes.webhook.headers.X-Token",
                        "hunter2",
                        "test: outcomes.webhook.url must be given with outcomes.webhook.headers.*, was missing"),
                Arguments.of("executor.dryRun", "yes", "test: executor.dryRun must be true or false, was \"yes\""),
                Arguments.of("executor.dryRunTargets", "web", "executor.dryRunTargets must be targets such as"),
                Arguments.of("topics.prefix", "Tidegate", "topics.prefix must be lower-case words"));
    }

    @Test
    void showsNoPasswordOfKafkaOrTheRegistry() {
        var values = new TreeMap<>(LEAST);
        values.put("kafka.client.sasl.jaas.config", "password=hunter2");
        values.put("registry.url", "http://me:hunter2@registry");
        values.put("outcomes.webhook.url", "https://hooks.example.com/hunter2");
        values.put("outcomes.webhook.headers.Authorization", "Bearer hunter2");

        var config = ServiceConfig.of("test", values);

        assertThat(config.outcomes().toString()).doesNotContain("hunter2");
        assertThat(config.installation().toString()).doesNotContain("hunter2");
        assertThat(config.installation().kafka().toString()).doesNotContain("hunter2");
        assertThat(config.toString()).doesNotContain("hunter2");
    }

    @Test
    void namesAFileThatCannotBeRead(@TempDir Path folder) throws Exception {
        var broken = Files.writeString(folder.resolve("service.yaml"), "kafka: [unclosed");

        assertThatThrownBy(() -> ServiceConfig.read(broken)).hasMessageContaining("service.yaml cannot be read");
        assertThatThrownBy(() -> ServiceConfig.read(folder.resolve("absent.properties")))
                .hasMessageContaining("absent.properties cannot be read");
    }
}

package io.tidegate.deploy.service;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.deploy.LeastPower;
import io.tidegate.deploy.kafka.Installation;
import io.tidegate.deploy.kafka.TopicAdmin;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.deploy.policy.PolicyStore;
import io.tidegate.deploy.sample.SamplePublisher;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.SampleStatus;
import io.tidegate.simulatedaws.CloudConfig;
import io.tidegate.simulatedaws.SimulatedAws;
import io.tidegate.simulatedaws.bus.PublishedEvent;
import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.streams.policy.file.PolicyReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: a sample published, a decision made, a call to AWS, an outcome read back. */
@ExtendWith(SharedKafka.class)
class ServiceIT {
    private static final String TARGET = "ecs/demo/web";
    private static final String POLICY = """
            apiVersion: tidegate/v1
            kind: ServicePolicy
            name: web
            target: ecs/demo/web
            capacity: {min: 2, max: 20}
            metrics:
              load:
                samples: {name: load}
                window: 10s
                early: true
            rules:
              - targetTracking: {metric: load, target: 60}
            """;

    @Test
    void turnsASampleIntoACallToAwsAndShowsIt(EmbeddedKafka kafka, @TempDir Path folder) throws Exception {
        var clock = Clock.systemUTC();
        try (var aws =
                SimulatedAws.start(CloudConfig.calm(Instant.now(clock), 1).withPace(20), 0)) {
            aws.tell(cloud -> cloud.addService(TARGET, 2, Workload.ofRequests(100)));
            LeastPower.ofService(aws);
            LeastPower.of(aws, "outcome-events.json");
            var config = config(kafka, aws, folder);
            new TopicAdmin(config.installation().kafka(), config.installation().topics()).create(2, Optional.empty());
            try (var registry = Registry.open(config);
                    var service = Service.start(config, registry.schemas(), clock)) {
                apply(config.installation(), registry);

                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(() -> {
                            publish(config.installation(), registry, 120);
                            assertThat(service.view().commands().applied()).isPositive();
                        });

                assertThat(aws.<Integer>ask(
                                cloud -> cloud.service(TARGET).orElseThrow().desired()))
                        .isGreaterThan(2);
                assertThat(get(service, "/v1/decisions").body()).contains("SCALE_OUT");
                await().untilAsserted(() -> assertThat(aws.<List<PublishedEvent>>ask(
                                cloud -> cloud.eventBuses().events()))
                        .extracting(PublishedEvent::detail)
                        .anyMatch(detail -> detail.contains("\"status\":\"APPLIED\"")));
                assertThat(get(service, "/prometheus").body())
                        .containsPattern("tidegate_executor_commands_total\\{status=\"applied\"\\} [1-9]")
                        .containsPattern("tidegate_executor_outcomes_total\\{reason=\"OK\",status=\"applied\"\\} [1-9]")
                        .containsPattern("tidegate_executor_outcomes_by_latency_total\\{le=\"\\+Inf\"\\} [1-9]")
                        .containsPattern("tidegate_sink_delivered_total\\{sink=\"eventbridge\"\\} [1-9]")
                        .containsPattern("tidegate_source_reads_total\\{source=\"inventory\"\\} [1-9]")
                        .containsPattern(
                                "tidegate_source_errors_total\\{kind=\"throttled\",source=\"cloudwatch\"\\} 0");
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(scraped(service)).isEqualTo(documented()));
                LeastPower.assertSufficient(aws);
                await().untilAsserted(() -> assertThat(
                                get(service, "/health/readiness").statusCode())
                        .isEqualTo(200));
            }
        }
    }

    private static ServiceConfig config(EmbeddedKafka kafka, SimulatedAws aws, Path folder) {
        var values = new TreeMap<String, String>();
        values.put("kafka.bootstrap", kafka.bootstrap());
        values.put("topics.prefix", "service.");
        values.put("registry.port", "0");
        values.put("http.port", "0");
        values.put("state.dir", folder.toString());
        values.put("streams.replicationFactor", "1");
        values.put("streams.threads", "1");
        values.put("streams.sessionTimeout", "6s");
        values.put("inventory.interval", "1s");
        values.put("aws.endpoint", aws.endpoint().toString());
        values.put("aws.region", "eu-central-1");
        values.put("outcomes.eventBridge.bus", "default");
        return ServiceConfig.of("test", values);
    }

    private static void apply(Installation installation, Registry registry) {
        String shadow = POLICY.replace("name: web\n", "name: web-shadow\nmode: shadow\n");
        var parsed = PolicyReader.read("web.yaml", POLICY + "---\n" + shadow, _ -> Optional.empty());
        assertThat(parsed.documents()).hasSize(2);
        new PolicyStore(installation.kafka(), installation.topics(), registry.schemas())
                .apply(parsed.documents(), Instant.EPOCH, "test");
    }

    private static void publish(Installation installation, Registry registry, double value) {
        try (var publisher = new SamplePublisher(installation.kafka(), installation.topics(), registry.schemas())) {
            publisher.send(new MetricSample(
                    "load",
                    Map.of(),
                    Instant.ofEpochMilli(System.currentTimeMillis()),
                    SampleStatus.OK,
                    value,
                    null,
                    1L,
                    null,
                    "push",
                    null,
                    null));
            publisher.flush();
        }
    }

    private static SortedSet<String> scraped(Service service) throws Exception {
        return names("(?m)^# TYPE (tidegate_\\S+) ", get(service, "/prometheus").body());
    }

    private static SortedSet<String> documented() throws Exception {
        return names("(?m)^\\| `(tidegate_\\S+)` \\|", Files.readString(Path.of("../docs/operations.md")));
    }

    private static SortedSet<String> names(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(toCollection(TreeSet::new));
    }

    private static HttpResponse<String> get(Service service, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(service.url().resolve(path)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}

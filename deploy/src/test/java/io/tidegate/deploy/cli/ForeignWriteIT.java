package io.tidegate.deploy.cli;

import static io.tidegate.deploy.cli.Plant.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.connectors.aws.AwsConfig;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.simulatedaws.SimulatedCloud;
import io.tidegate.simulatedaws.observation.Mutation;
import io.tidegate.simulatedaws.observation.Mutation.DesiredChanged;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** Somebody else with a client of their own changes what commands have set, and an own command is carried out once more. */
@ExtendWith(SharedKafka.class)
class ForeignWriteIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    // What an own write takes to settle, two looks at the service and two ticks; the rest is for a slow machine.
    private static final Duration BOUND = Duration.ofSeconds(10 + 2 + 2 + 10);

    private final Path home;

    ForeignWriteIT(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void restoresWhatSomebodyElseOrAStaleCommandChanged(EmbeddedKafka kafka) throws Exception {
        try (var plant = Plant.start(kafka, "foreign-restore.", home);
                var stranger = stranger(plant)) {
            scaleByAwsAsWell(stranger);
            plant.applyPolicy(home);
            given(plant, 5);
            given(plant, 7);

            var written = write(stranger, 11);
            eventually(() -> assertThat(plant.desired()).isEqualTo(7));
            var restored = lastChange(plant);
            eventually(() -> assertThat(plant.desk().run("status").out()).contains("FOREIGN_WRITE"));

            assertThat(restored.from()).isEqualTo(11);
            assertThat(Duration.between(written, restored.at())).isLessThan(BOUND);
            assertThat(plant.desk().run("status").out())
                    .contains(
                            "AWS has 11 where 7 was applied at ",
                            "somebody else wrote it",
                            "AWS also scales it: TargetTrackingScaling cpu-60");

            var stale = write(stranger, 5);
            eventually(() -> assertThat(plant.desired()).isEqualTo(7));

            assertThat(Duration.between(stale, lastChange(plant).at())).isLessThan(BOUND);
            eventually(() -> assertThat(target(plant).at("/foreignWrite/reason").asText())
                    .isEqualTo("STALE_WRITE"));
            eventually(() -> assertThat(scraped(plant))
                    .contains(
                            "tidegate_foreign_writes_total{followed=\"restored\"} 1.0",
                            "tidegate_foreign_writes_total{followed=\"stale\"} 1.0",
                            "tidegate_foreign_writes_total{followed=\"yielded\"} 0.0"));
        }
    }

    @Test
    void leavesWhatSomebodyElseChangedForAsLongAsThePolicySays(EmbeddedKafka kafka) throws Exception {
        try (var plant = Plant.start(kafka, "foreign-yield.", home);
                var stranger = stranger(plant)) {
            var policy = Files.readString(Plant.policyFile(home)) + "foreignWrites: {yield: 15s}\n";
            var file = Files.writeString(home.resolve("yielding.yaml"), policy);
            assertThat(plant.desk().run("policy", "apply", file.toString()).exit())
                    .isZero();
            given(plant, 5);

            write(stranger, 11);
            eventually(() -> assertThat(decision(plant).path("reason").asText()).isEqualTo("FOREIGN_WRITE_YIELDED"));
            var until = Instant.parse(decision(plant).path("until").asText());
            assertThat(plant.desk().run("explain", TARGET).out()).contains("left as it is until " + until);
            assertThat(plant.desk().run("status").out()).contains("left as it is until " + until);

            eventually(() -> assertThat(decision(plant).path("reason").asText()).isEqualTo("METRIC_MISSING"));
            assertThat(Instant.parse(decision(plant).path("at").asText())).isAfterOrEqualTo(until);
            assertThat(decision(plant).path("current").asInt()).isEqualTo(11);
            assertThat(plant.desired()).isEqualTo(11);
            assertThat(lastChange(plant).to()).isEqualTo(11);
        }
    }

    // A command that takes effect, and nobody's override any more.
    private static void given(Plant plant, int capacity) {
        var desk = plant.desk();
        eventually(() -> assertThat(target(plant).has("decision")).isTrue());
        desk.run("override", TARGET, "--capacity", String.valueOf(capacity), "--for", "10m", "--reason", "test");
        eventually(() -> assertThat(plant.desired()).isEqualTo(capacity));
        eventually(
                () -> assertThat(target(plant).at("/outcome/status").asText()).isEqualTo("APPLIED"));
        desk.run("resume", TARGET, "--reason", "test");
        eventually(() -> assertThat(decision(plant).path("reason").asText()).isEqualTo("METRIC_MISSING"));
    }

    private static AwsClients stranger(Plant plant) {
        return AwsClients.create(
                AwsConfig.defaults().at("eu-central-1", plant.aws().endpoint()),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
    }

    private static Instant write(AwsClients stranger, int desired) {
        stranger.ecs()
                .updateService(request -> request.cluster("demo").service("web").desiredCount(desired));
        return Instant.now();
    }

    private static void scaleByAwsAsWell(AwsClients stranger) {
        stranger.scaling()
                .registerScalableTarget(request -> request.serviceNamespace(ServiceNamespace.ECS)
                        .resourceId("service/demo/web")
                        .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                        .minCapacity(1)
                        .maxCapacity(30));
        stranger.scaling()
                .putScalingPolicy(request -> request.serviceNamespace(ServiceNamespace.ECS)
                        .resourceId("service/demo/web")
                        .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                        .policyName("cpu-60")
                        .policyType(PolicyType.TARGET_TRACKING_SCALING)
                        .targetTrackingScalingPolicyConfiguration(configuration -> configuration.targetValue(60.0)));
    }

    private static DesiredChanged lastChange(Plant plant) {
        List<Mutation> mutations = plant.aws().ask(SimulatedCloud::effectiveMutations);
        return mutations.stream()
                .filter(DesiredChanged.class::isInstance)
                .map(DesiredChanged.class::cast)
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static JsonNode target(Plant plant) {
        return plant.desk().run("status", "--json").json().at("/targets/0");
    }

    private static JsonNode decision(Plant plant) {
        return plant.desk().run("explain", TARGET, "--json").json().path("decision");
    }

    private static String scraped(Plant plant) throws Exception {
        URI prometheus = plant.service().url().resolve("/prometheus");
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(prometheus).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static void eventually(Assertion assertion) {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(assertion::check);
    }

    private interface Assertion {
        void check() throws Exception;
    }
}

package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.deploy.kafka.Installation;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.deploy.policy.PolicyStore;
import io.tidegate.deploy.service.Service;
import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.schemas.Direction;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.SampleStatus;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.SetCapacity;
import io.tidegate.simulatedaws.CloudConfig;
import io.tidegate.simulatedaws.SimulatedAws;
import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.streams.policy.file.PolicyReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Records that the service could not read for a lost schema, and takes once that is mended and they are replayed. */
@ExtendWith(SharedKafka.class)
class MendedLettersIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String POLICY = """
            apiVersion: tidegate/v1
            kind: ServicePolicy
            name: web
            target: ecs/demo/web
            capacity: {min: 2, max: 20}
            metrics:
              load:
                samples: {name: load}
                window: 60s
                early: true
            rules:
              - targetTracking: {metric: load, target: 60}
            """;

    private final Path home;

    MendedLettersIT(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void aSampleAndACommandHaveTheirEffectOnceTheyAreReplayed(EmbeddedKafka kafka) throws Exception {
        try (var aws = SimulatedAws.start(CloudConfig.calm(Instant.now(), 1).withPace(20), 0);
                var desk = Desk.of(kafka, "mended.", home)) {
            aws.tell(cloud -> {
                cloud.addService("ecs/demo/web", 2, Workload.ofRequests(100));
                cloud.addService("ecs/demo/other", 2, Workload.ofRequests(100));
            });
            var schemas = new HiddenSchemas(desk.schemas());
            try (var service = Service.start(config(desk.installation(), aws), schemas, Clock.systemUTC())) {
                apply(desk);
                await().atMost(SOON)
                        .until(() -> service.view().targets().stream()
                                .anyMatch(target -> target.target().equals("ecs/demo/web")
                                        && target.observedAt().isPresent()));

                desk.writeBytes(desk.topics().metricSamples().name(), "load", sample(desk, schemas));
                desk.writeBytes(desk.topics().scaleCommands().name(), "demo", command(desk, schemas));
                await().atMost(SOON).until(() -> service.view().deadLetterCount() == 2);
                var tooEarly = desk.run("dead-letters", "replay", "--reason", "UNKNOWN_SCHEMA");
                await().atMost(SOON).until(() -> service.view().deadLetterCount() == 4);
                schemas.mend();
                var replay = desk.run("dead-letters", "replay", "--all", "--json");

                assertThat(tooEarly.out()).endsWith("replayed 2, passed over 0\n");
                assertThat(replay.json().path("replayed").asInt()).isEqualTo(2);
                assertThat(replay.json().path("passedOver")).hasSize(2);
                await().atMost(SOON).until(() -> desired(aws, "ecs/demo/other") == 5);
                await().atMost(SOON).until(() -> desired(aws, "ecs/demo/web") > 2);
                assertThat(service.view().deadLetterCount()).isEqualTo(4);
            }
        }
    }

    private static int desired(SimulatedAws aws, String target) {
        return aws.<Integer>ask(cloud -> cloud.service(target).orElseThrow().desired());
    }

    private static byte[] sample(Desk desk, HiddenSchemas schemas) throws Exception {
        var sample =
                new MetricSample("load", Map.of(), null, SampleStatus.OK, 120.0, null, 1L, null, "push", "s-1", null);
        return schemas.byTheLostVersion(desk.topics().metricSamples().subject(), sample);
    }

    private static byte[] command(Desk desk, HiddenSchemas schemas) throws Exception {
        var command = ScaleCommand.newBuilder()
                .setId("c-1")
                .setDomain("cluster/demo")
                .setTarget("ecs/demo/other")
                .setEpoch(Instant.EPOCH)
                .setSequence(1)
                .setPolicy("other")
                .setPolicyRevision(1)
                .setIssuedAt(Instant.now())
                .setDeadline(Instant.now().plus(Duration.ofMinutes(10)))
                .setDirection(Direction.OUT)
                .setAction(new SetCapacity(2, 5))
                .setReason("test")
                .build();
        return schemas.byTheLostVersion(desk.topics().scaleCommands().subject(), command);
    }

    private static void apply(Desk desk) {
        var parsed = PolicyReader.read("web.yaml", POLICY, _ -> Optional.empty());
        new PolicyStore(desk.installation().kafka(), desk.topics(), desk.schemas())
                .apply(parsed.documents(), Instant.EPOCH, "test");
    }

    private ServiceConfig config(Installation installation, SimulatedAws aws) {
        var values = new TreeMap<String, String>();
        values.put("kafka.bootstrap", installation.kafka().bootstrap());
        values.put("topics.prefix", installation.topics().prefix());
        values.put("http.port", "0");
        values.put("state.dir", home.resolve("state").toString());
        values.put("streams.replicationFactor", "1");
        values.put("streams.threads", "1");
        values.put("streams.sessionTimeout", "6s");
        values.put("inventory.interval", "1s");
        values.put("aws.endpoint", aws.endpoint().toString());
        values.put("aws.region", "eu-central-1");
        return ServiceConfig.of("test", values);
    }
}

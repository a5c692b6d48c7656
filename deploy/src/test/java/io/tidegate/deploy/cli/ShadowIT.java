package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.deploy.role.Figure;
import io.tidegate.deploy.role.ShadowRole;
import io.tidegate.deploy.role.StreamsRole;
import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.DecisionOutcome;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.streams.decide.DecideSettings;
import io.tidegate.streams.shell.StreamsSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedKafka.class)
class ShadowIT {
    private static final String TARGET = "ecs/demo/web";
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int TASKS = 4;
    private static final String POLICY = """
            apiVersion: tidegate/v1
            kind: ServicePolicy
            name: %s
            mode: %s
            target: ecs/demo/web
            capacity: {min: %d, max: 40}
            metrics:
              load: {samples: {name: load}, window: 10s}
            rules:
              - targetTracking: {metric: load, target: %d}
            cooldown: {scaleOut: 1s, scaleIn: 1s}
            """;

    private final Path home;
    private final Clock clock = Clock.systemUTC();

    ShadowIT(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void decidesBesideProductionExactlyOnceAndGoesOnAfterARestart(EmbeddedKafka kafka) throws Exception {
        try (var desk = Desk.of(kafka, "shadow-it.", home);
                var streams = StreamsRole.start(
                        settings(desk), DecideSettings.standard(tzdata()), desk.topics(), desk.schemas())) {
            assertThat(streams.name()).isEqualTo("streams");
            var live = Files.writeString(home.resolve("live.yaml"), POLICY.formatted("web", "enforce", TASKS, 1000));
            var calm = Files.writeString(home.resolve("calm.yaml"), POLICY.formatted("calm", "shadow", 1, 20));
            assertThat(desk.run("policy", "apply", live.toString(), calm.toString())
                            .exit())
                    .isZero();
            var figures = new CopyOnWriteArrayList<Figure>();
            try (var shadow = shadow(desk)) {
                shadow.onFigure(figures::add);
                awaitAction(desk, DecisionOutcome.SCALE_OUT, 80);
                assertThat(shadow.health().up()).isTrue();
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(figures)
                                .extracting(Figure::name)
                                .containsExactly("tidegate.shadow.desired", "tidegate.shadow.live.desired"));
                assertThat(figures.getFirst().value().getAsDouble()).isGreaterThan(TASKS);
                assertThat(figures.getLast().value().getAsDouble()).isEqualTo(TASKS);
            }
            try (var again = shadow(desk)) {
                assertThat(again.name()).isEqualTo("shadow");
                awaitAction(desk, DecisionOutcome.SCALE_IN, 1);
            }

            var made = read(desk, desk.topics().shadowDecisions(), Decision.class);
            assertThat(made).extracting(Decision::getPolicy).containsOnly("calm");
            assertThat(made)
                    .extracting(Decision::getSequence)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, made.size()).boxed().toList());
            assertThat(read(desk, desk.topics().scaleCommands(), ScaleCommand.class))
                    .isEmpty();
            assertThat(read(desk, desk.topics().decisions(), Decision.class))
                    .extracting(Decision::getPolicy)
                    .containsOnly("web");
            tells(desk);
        }
    }

    private static void tells(Desk desk) {
        var diff = desk.run("shadow", "diff", TARGET);
        var json = desk.run("shadow", "diff", TARGET, "--json").json();
        var list = desk.run("shadow", "list");

        assertThat(diff.exit()).isEqualTo(2);
        assertThat(diff.out())
                .startsWith("calm from ")
                .contains("capacity-hours", "  first ", "    shadow        ", "TARGET_TRACKING", "█");
        assertThat(json.at("/shadows/0/policy").asText()).isEqualTo("calm");
        assertThat(json.at("/shadows/0/first/live/desired").asInt()).isEqualTo(TASKS);
        assertThat(json.at("/shadows/0/first/shadow/desired").asInt()).isGreaterThan(TASKS);
        assertThat(json.at("/shadows/0/actions/live").asInt()).isZero();
        assertThat(json.at("/shadows/0/actions/shadow").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(json.at("/shadows/0/secondsApart").asDouble()).isPositive();
        assertThat(list.out()).startsWith("calm ").contains("ecs/demo/web  load follows");
        assertThat(desk.run("policy", "list").out()).contains("ecs/demo/web (shadow)");
        assertThat(desk.run("shadow", "diff", "ecs/demo/other").err())
                .isEqualTo("tidegate: ecs/demo/other must have a decision of a shadow policy, was none\n");
    }

    private ShadowRole shadow(Desk desk) {
        return ShadowRole.start(settings(desk), tzdata(), desk.topics(), desk.schemas());
    }

    private StreamsSettings settings(Desk desk) {
        var client = desk.installation().kafka().client(Map.of());
        return new StreamsSettings(client, home.resolve("state"), 1, Duration.ofMillis(25), Duration.ofSeconds(6), 1);
    }

    private static String tzdata() {
        return ServiceConfig.tzdataVersion();
    }

    private void awaitAction(Desk desk, DecisionOutcome outcome, double load) {
        await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            tell(desk, load);
            assertThat(read(desk, desk.topics().shadowDecisions(), Decision.class))
                    .extracting(Decision::getOutcome)
                    .contains(outcome);
        });
    }

    private void tell(Desk desk, double load) throws Exception {
        var now = clock.instant();
        desk.write(
                desk.topics().capacityObservations(),
                CapacityObservation.class,
                TARGET,
                new CapacityObservation(
                        TARGET, now, new EcsServiceState("ACTIVE", TASKS, TASKS, 0, false), null, null));
        var sample = MetricSample.newBuilder()
                .setName("load")
                .setDimensions(Map.of())
                .setAt(now)
                .setValue(load)
                .setSource("test")
                .build();
        desk.write(desk.topics().metricSamples(), MetricSample.class, "load", sample);
    }

    private static <T extends SpecificRecord> List<T> read(Desk desk, Topic topic, Class<T> type) {
        var serde = AvroSerde.of(topic, type, desk.schemas());
        var found = new ArrayList<T>();
        new TopicReader(desk.installation().kafka())
                .read(topic.name(), Range.ALL, record -> found.add(serde.decode(record.value())));
        return found;
    }
}

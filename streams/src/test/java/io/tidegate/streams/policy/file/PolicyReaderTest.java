package io.tidegate.streams.policy.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.Schedules;
import io.tidegate.streams.expression.Expression;
import io.tidegate.streams.expression.ExpressionException;
import io.tidegate.streams.policy.Behaviour;
import io.tidegate.streams.policy.Behaviour.Cooldown;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.CapacityPolicy.Actuation;
import io.tidegate.streams.policy.Execution;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.MetricSource;
import io.tidegate.streams.policy.OnMissing;
import io.tidegate.streams.policy.Rule;
import io.tidegate.streams.policy.ScheduleWindow;
import io.tidegate.streams.policy.ScheduledBounds;
import io.tidegate.streams.policy.SeriesSelector;
import io.tidegate.streams.policy.Statistic;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {
    private static final String MINIMAL = """
            apiVersion: tidegate/v1
            kind: ServicePolicy
            name: web
            target: ecs/demo/web
            capacity: {min: 1, max: 2}
            """;

    @Test
    void readsAShadow() {
        var policy = only(PolicyReader.read("p.yaml", MINIMAL + "mode: shadow\n", PolicyExamples.ENVIRONMENT));

        assertThat(policy.policy().shadow()).isTrue();
        assertThat(policy.policy().execution().dryRun()).isFalse();
    }

    @Test
    void fillsInItsDefaults() throws ExpressionException {
        CapacityPolicy policy = capacity(only(PolicyExamples.parsed("web.yaml")));

        var dimensions = Map.of("ClusterName", "demo", "ServiceName", "web");
        var cpu = new Metric(
                "cpu",
                new MetricSource.CloudWatch("AWS/ECS", "CPUUtilization", dimensions, "Average", Duration.ofMinutes(1)),
                new SeriesSelector("CPUUtilization", dimensions),
                Duration.ofMinutes(1),
                Duration.ofMinutes(3),
                Statistic.Exact.AVG,
                Metric.Across.AVG,
                OnMissing.HOLD,
                false);
        assertThat(policy)
                .isEqualTo(new CapacityPolicy(
                        "web",
                        0,
                        true,
                        List.of(new Target.EcsService(Target.Place.DEFAULT, "demo", "web")),
                        Actuation.SERVICE,
                        new Bounds(2, 20),
                        List.of(cpu),
                        List.of(new Rule.TargetTracking("target-tracking-1", Expression.parse("cpu"), 60, 0.1, false)),
                        new Behaviour(new Cooldown(Duration.ofMinutes(1), Duration.ofMinutes(5))),
                        List.of(),
                        Execution.DEFAULT));
    }

    @Test
    void namesWhatCloudWatchTellsOfAnotherAccountByTheAccount() {
        var policy = capacity(only(PolicyReader.read("f", """
                apiVersion: tidegate/v1
                kind: ServicePolicy
                name: p
                target: 111111111111/eu-central-1/ecs/demo/web
                capacity: {min: 1, max: 9}
                metrics:
                  cpu: {cloudwatch: {namespace: AWS/ECS, metricName: CPUUtilization}}
                  load: {samples: {name: load}}
                """, _ -> Optional.empty())));

        assertThat(policy.metrics())
                .extracting(metric -> metric.selector().name())
                .containsExactly("111111111111/eu-central-1/CPUUtilization", "load");
    }

    @Test
    void readsEveryKey() throws ExpressionException {
        CapacityPolicy policy = capacity(only(PolicyExamples.parsed("api.yaml")));

        var requests = new Metric(
                "requests",
                new MetricSource.Pushed(),
                new SeriesSelector("requests_per_task", Map.of("service", "api")),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                Statistic.Exact.SUM,
                Metric.Across.MAX,
                OnMissing.HOLD,
                true);
        assertThat(policy.targets()).extracting(Target::text).containsExactly("ecs/demo/api", "ecs/demo/api-canary");
        assertThat(policy.metrics()).containsExactly(requests);
        assertThat(policy.rules())
                .containsExactly(
                        new Rule.TargetTracking("requests-100", Expression.parse("requests"), 100, 0.05, true),
                        new Rule.Threshold(
                                "idle",
                                Expression.parse("requests * running"),
                                OptionalDouble.empty(),
                                OptionalDouble.of(20),
                                -1));
        assertThat(policy.behaviour().cooldown())
                .isEqualTo(new Cooldown(Duration.ofSeconds(30), Duration.ofMinutes(2)));
        assertThat(policy.schedule())
                .containsExactly(
                        Schedules.window(
                                "office hours",
                                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                                "09:00-18:00",
                                "Asia/Seoul",
                                ScheduledBounds.between(2, 10)),
                        Schedules.window(
                                "nights",
                                Schedules.EVERY_DAY,
                                "22:00-06:00",
                                "Asia/Seoul",
                                ScheduledBounds.between(1, 2)));
    }

    @Test
    void keepsSecretsAsPlaceholdersAndResolvesTheRest() {
        PolicyDocument document = only(PolicyExamples.parsed("worker.yaml"));

        Metric queue = capacity(document).metrics().getFirst();
        assertThat(queue.selector()).isEqualTo(new SeriesSelector("queue", Map.of("policy", "worker")));
        assertThat(queue.source())
                .isEqualTo(new MetricSource.Http(
                        "http://127.0.0.1:8080/queue",
                        "POST",
                        Map.of("Accept", "application/json", "X-Token", "${QUEUE_TOKEN}"),
                        Optional.of("guest"),
                        Optional.of("%(QUEUE_PASSWORD)"),
                        Optional.of("{\"queue\": \"work\"}"),
                        "queues[0].messages.ready",
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(3)));
        assertThat(capacity(document).bounds()).isEqualTo(new Bounds(0, 12));
        assertThat(capacity(document).via()).isEqualTo(Actuation.SCALABLE_TARGET);
        assertThat(document.constants()).isEqualTo(Map.of("WORKER_MAX", "12"));
        assertThat(document.text())
                .contains("capacity: {min: 0, max: 12}", "%(QUEUE_PASSWORD)", "${QUEUE_TOKEN}", "# A worker")
                .doesNotContain("WORKER_MAX");
    }

    @Test
    void splitsCommaListsWhereAListStands() {
        String text = MINIMAL.replace("target: ecs/demo/web", "targets: \"%(SERVICES)\"")
                + "schedule: [{name: w, days: '${DAYS}', from: '09:00', to: '10:00', timezone: UTC, min: 1, max: 1}]\n";
        var environment = PolicyExamples.variables(Map.of("SERVICES", "ecs/demo/a, ecs/demo/b", "DAYS", "MON,SUNDAY"));

        CapacityPolicy policy = capacity(only(PolicyReader.read("p.yaml", text, environment)));

        assertThat(policy.targets()).extracting(Target::text).containsExactly("ecs/demo/a", "ecs/demo/b");
        assertThat(policy.schedule())
                .singleElement()
                .isInstanceOfSatisfying(
                        ScheduleWindow.class,
                        window -> assertThat(window.days().ofWeek())
                                .isEqualTo(Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"web.yaml", "api.yaml", "worker.yaml"})
    void storesATextThatReadsTheSameWithoutItsVariables(String file) {
        PolicyDocument document = only(PolicyExamples.parsed(file));

        PolicyDocument again = only(PolicyReader.read(file, document.text(), _ -> Optional.empty()));

        assertThat(again.policy()).isEqualTo(document.policy());
    }

    @Test
    void storesAwkwardValuesSoThatTheyReadTheSame() {
        String text = """
                # 😀 first
                apiVersion: tidegate/v1
                kind: ServicePolicy
                name: ${NAME}
                targets: "${SERVICES}"
                capacity: {min: "${MIN}", max: 2}
                metrics:
                  load:
                    samples: {name: 'x ${ODD}', dimensions: {none: "${NONE}", folded: "${MIN} %(MIN)"}}
                    window: ${WINDOW}
                rules:
                  - threshold:
                      change: "${CHANGE}"
                      atLeast: "%(LEAST)"
                      metric: |
                        load * %(MIN)
                """;
        var variables = Map.of(
                "NAME", "web", "SERVICES", "ecs/demo/a,ecs/demo/b", "MIN", "1", "ODD", "\"a\\b\": #c", "NONE", "null");
        var more = Map.of("WINDOW", "PT1M", "CHANGE", "+2", "LEAST", "-.5e1");
        var first = PolicyExamples.variables(variables);
        var second = PolicyExamples.variables(more);

        PolicyDocument document =
                only(PolicyReader.read("p.yaml", text, name -> first.apply(name).or(() -> second.apply(name))));
        PolicyDocument again = only(PolicyReader.read("p.yaml", document.text(), _ -> Optional.empty()));

        assertThat(capacity(document).metrics().getFirst().selector())
                .isEqualTo(new SeriesSelector("x \"a\\b\": #c", Map.of("none", "null", "folded", "1 1")));
        assertThat(again.policy()).isEqualTo(document.policy());
    }

    @Test
    void readsSeveralDocumentsOfAFile() {
        String text = MINIMAL + "--- # the second\n" + MINIMAL.replace("web", "api") + "...\n";

        Parsed parsed = PolicyReader.read("p.yaml", text, _ -> Optional.empty());

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.documents()).extracting(PolicyDocument::line).containsExactly(1, 7);
        assertThat(parsed.documents().get(0).text()).isEqualTo(MINIMAL);
        assertThat(parsed.documents().get(1).text()).isEqualTo("# the second\n" + MINIMAL.replace("web", "api"));
    }

    @Test
    void takesAnchorsAndAByteOrderMark() {
        String text = "\uFEFF" + MINIMAL.replace("{min: 1, max: 2}", "{min: &n 2, max: *n}");

        assertThat(capacity(only(PolicyReader.read("p.yaml", text, _ -> Optional.empty())))
                        .bounds())
                .isEqualTo(new Bounds(2, 2));
    }

    @Test
    void becomesARevisionWithItsProvenance() {
        PolicyDocument document = only(PolicyExamples.parsed("worker.yaml"));

        var revision = document.revision(3, Instant.parse("2026-11-23T00:00:00Z"), "somebody");

        assertThat(revision.policy()).isEqualTo(document.policy().withRevision(3));
        assertThat(revision.provenance().file()).hasValue("worker.yaml");
        assertThat(revision.provenance().document()).isEqualTo(document.text());
        assertThat(revision.constants()).isEqualTo(Map.of("WORKER_MAX", "12"));
    }

    @Test
    void tellsNoSourceFieldWhenPrinted() {
        String text = PolicyExamples.text("worker.yaml").replace("user: guest", "user: s3cret");
        PolicyDocument document = only(PolicyReader.read("worker.yaml", text, PolicyExamples.ENVIRONMENT));

        var revision = document.revision(1, Instant.EPOCH, "somebody");

        assertThat(document.toString() + document.policy() + revision).doesNotContain("s3cret", "QUEUE", "8080");
    }

    private static CapacityPolicy capacity(PolicyDocument document) {
        return (CapacityPolicy) document.policy();
    }

    private static PolicyDocument only(Parsed parsed) {
        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.documents()).hasSize(1);
        return parsed.documents().getFirst();
    }
}

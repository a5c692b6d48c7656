package io.tidegate.streams.ecsautoscale;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.EcsAutoscalePolicy;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.MetricSource;
import io.tidegate.streams.policy.file.PolicyDocument;
import io.tidegate.streams.policy.file.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file of ecs-autoscale as the policy that it is. */
class EcsAutoscalePoliciesTest {
    private static final String FILE = """
            # %(NOWHERE) in a comment
            autoscale_group: "%(STAGE)-instances"
            enabled: yes
            cpu_buffer: 256
            mem_buffer: 512
            max: %(MAX)
            services:
              api:
                enabled: yes
                min: 1
                max: 4
                metric_sources:
                  cloudwatch:
                    - metric_name: CPUUtilization
                      dimensions: [{name: ClusterName, value: web}]
                      period: 60
                      statistics: [{name: Average, alias: cpu}, {name: Maximum, alias: peak}]
                  third_party:
                    - url: https://user:%(QUEUE_PASSWORD)@queue.example.com/stats
                      payload: {query: "%(QUERY)", limit: 5}
                      statistics: [{name: messages.ready, alias: queue}]
                events:
                  - {metric: "max([cpu, queue / 10])", min: 60, max: null, action: 2}
              worker:
                enabled: yes
                min: 1
                max: 2
                metric_sources:
                  cloudwatch:
                    - metric_name: CPUUtilization
                      dimensions: [{name: ClusterName, value: web}]
                      period: 60
                      statistics: [{name: Average, alias: load}]
                events:
              off:
                enabled: no
                min: 0
                max: 1
                metric_sources: {cloudwatch: [{statistics: [{name: Sum, alias: gone}]}]}
                events:
            """;

    private static final Map<String, String> VARIABLES = Map.of("STAGE", "prod", "MAX", "7");

    @Test
    void isAPolicyOfTheClusterThatTheFileIsNamedAfter() {
        var policy = policy(FILE);

        assertThat(policy.name()).isEqualTo("web");
        assertThat(policy.enabled()).isTrue();
        assertThat(policy.targets()).extracting(Target::text).containsExactly("cluster/web");
        assertThat(policy.claims())
                .extracting(Target::text)
                .containsExactly("cluster/web", "asg/prod-instances", "ecs/web/api", "ecs/web/worker", "ecs/web/off");
        assertThat(policy.bounds()).isEqualTo(new Bounds(0, 7));
    }

    @Test
    void readsAMetricForEachStatisticOfEnabledServices() {
        var metrics = policy(FILE).metrics();

        assertThat(metrics)
                .extracting(Metric::alias)
                .containsExactly("api_cpu", "api_peak", "api_queue", "worker_load");
        assertThat(metrics.getFirst().source())
                .isEqualTo(new MetricSource.CloudWatch(
                        "AWS/ECS", "CPUUtilization", Map.of("ClusterName", "web"), "Average", Duration.ofMinutes(1)));
        assertThat(metrics.getFirst().selector().name()).isEqualTo("AWS/ECS/CPUUtilization/Average/60s");
        assertThat(metrics.getFirst().window()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void asksAnUrlOnceAMinuteWithoutTheCredentialsInIt() {
        var metric = policy(FILE).metrics().get(2);

        assertThat(metric.source())
                .isEqualTo(new MetricSource.Http(
                        "https://queue.example.com/stats",
                        "GET",
                        Map.of("Content-Type", "application/json"),
                        Optional.of("user"),
                        Optional.of("%(QUEUE_PASSWORD)"),
                        Optional.of("{\"query\": \"%(QUERY)\", \"limit\": 5}"),
                        "messages.ready",
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(3)));
        assertThat(metric.selector().name()).matches("http/[0-9a-f]{16}");
    }

    @Test
    void readsEqualStatisticsOfEqualSourcesOnceAndNoOthers() {
        var metrics = policy(FILE).metrics();

        assertThat(metrics.get(3).selector()).isEqualTo(metrics.get(0).selector());
        assertThat(metrics.get(3).source()).isEqualTo(metrics.get(0).source());
        assertThat(metrics.get(1).selector()).isNotEqualTo(metrics.get(0).selector());
    }

    @ParameterizedTest
    @CsvSource({
        "queue.example.com/stats, queue.example.com/other",
        "limit: 5,                limit: 6",
        "messages.ready,          messages.unacked",
        "payload: {,              'method: POST\n          payload: {'",
    })
    void tellsUrlsApartByAllThatIsAskedOfThem(String written, String other) {
        String changed = FILE.replace(written, other);

        assertThat(policy(changed).metrics().get(2).selector())
                .isNotEqualTo(policy(FILE).metrics().get(2).selector());
    }

    @Test
    void givesAliasesThatExpressionsTake() {
        var policy = policy(FILE.replace("alias: peak", "alias: cpu").replace("  api:", "  3-api.x:"));

        assertThat(policy.metrics())
                .extracting(Metric::alias)
                .startsWith("_3_api_x_cpu", "_3_api_x_cpu_2", "_3_api_x_queue");
    }

    @Test
    void resolvesConstantsAndKeepsSecrets() {
        var document = document(FILE);

        assertThat(document.constants()).isEqualTo(Map.of("STAGE", "prod", "MAX", "7"));
        assertThat(document.text())
                .contains("# %(NOWHERE) in a comment", "autoscale_group: \"prod-instances\"", "max: 7\n")
                .contains("https://user:%(QUEUE_PASSWORD)@queue", "query: \"%(QUERY)\"");
        assertThat(((EcsAutoscalePolicy) document.policy()).document()).isEqualTo(document.text());
    }

    @Test
    void meansTheSameWhenItIsReadAgainWithoutItsVariables() {
        var document = document(FILE);

        var again = read(document.text(), _ -> Optional.empty());

        assertThat(again.policy()).isEqualTo(document.policy());
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource({
        "4,       4",
        "010,     010",
        "1:30,    1:30",
        "yes,     yes",
        "0x1F,    0x1F",
        "~,       null",
        "'a: b',  '\"a: b\"'",
        "1e3,     '\"1e3\"'",
        "'a\"b',  '\"a\\\"b\"'",
    })
    void writesAResolvedConstantSoThatItKeepsItsType(String value, String written) throws UnusableException {
        String text = "key: %(X)\nlist: [%(X), 1]\n";

        var applied = DefinitionReader.applied("web.yml", text, _ -> Optional.of(value));

        assertThat(applied.text()).isEqualTo("key: %1$s\nlist: [%1$s, 1]\n".formatted(written));
        assertThat(DefinitionReader.read("web.yml", applied.text(), _ -> Optional.empty()))
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(Place.class)
                .isEqualTo(DefinitionReader.read("web.yml", text, _ -> Optional.of(value)));
    }

    @Test
    void keepsAQuotedConstantAText() throws UnusableException {
        var applied = DefinitionReader.applied("web.yml", "key: '%(X)'\n", _ -> Optional.of("4"));

        assertThat(applied.text()).isEqualTo("key: \"4\"\n");
    }

    @Test
    void takesAServiceCalledUrlForNoSecret() {
        var document = document(FILE.replace("  worker:", "  url:").replace("max: 2", "max: %(MAX)"));

        assertThat(document.text()).contains("  url:\n").contains("max: 7\n    metric_sources");
    }

    @Test
    void claimsWhatADisabledFileNames() {
        var policy = policy(FILE.replaceFirst("enabled: yes", "enabled: no"));

        assertThat(policy.enabled()).isFalse();
        assertThat(policy.claims()).hasSize(5);
    }

    @Test
    void isARevisionThatKnowsItsFile() {
        var revision = document(FILE).revision(3, Instant.EPOCH, "anna");

        assertThat(revision.policy().revision()).isEqualTo(3);
        assertThat(revision.provenance().file()).hasValue("clusters/web.yml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "period: 60 | period: 90 | 14:11: services.api.metric_sources.cloudwatch[0]: period must be 10s, 30s or a multiple of 60s, was 90s",
                "name: Average | name: average | 14:11: services.api.metric_sources.cloudwatch[0]: statistic must be Average, Sum, Minimum, Maximum, SampleCount or pNN, was \"average\"",
                "user:%(QUEUE_PASSWORD) | user:written | 19:16: services.api.metric_sources.third_party[0].url must have a placeholder such as %(NAME) for its password, for policies are stored",
                "max: %(MAX) | max: %(OTHER) | 6:6: variable OTHER must be set, was unset",
                "max: %(MAX) | max: -1 | 1:1: max must be at least min 0, was -1",
                "autoscale_group: | group: | 2:1: autoscale_group must be given, was absent",
                "min: 1 | min: x | 10:10: services.api.min must be a whole number, was a text",
            })
    void tellsWhatIsWrongAndWhere(String valid, String broken, String problem) {
        var parsed = EcsAutoscalePolicies.read(
                "web.yml",
                FILE.replaceFirst(Pattern.quote(valid), Matcher.quoteReplacement(broken)),
                EcsAutoscalePoliciesTest::variable);

        assertThat(parsed.documents()).isEmpty();
        assertThat(parsed.problems()).extracting(Problem::toString).contains("web.yml:" + problem);
    }

    @Test
    void refusesAClusterWhoseNameNoPolicyMayHave() {
        var parsed = EcsAutoscalePolicies.read("_web.yml", FILE, EcsAutoscalePoliciesTest::variable);

        assertThat(parsed.problems())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .startsWith("name must be 1 to 100 letters");
    }

    @Test
    void doesNotRepeatAPasswordThatItRefuses() {
        var parsed = EcsAutoscalePolicies.read(
                "web.yml", FILE.replace("%(QUEUE_PASSWORD)", "hunter2"), EcsAutoscalePoliciesTest::variable);

        assertThat(parsed.problems().toString()).doesNotContain("hunter2");
    }

    private static EcsAutoscalePolicy policy(String text) {
        return (EcsAutoscalePolicy) document(text).policy();
    }

    private static PolicyDocument document(String text) {
        return read(text, EcsAutoscalePoliciesTest::variable);
    }

    private static PolicyDocument read(String text, Function<String, Optional<String>> variables) {
        var parsed = EcsAutoscalePolicies.read("clusters/web.yml", text, variables);
        assertThat(parsed.problems()).isEqualTo(List.of());
        return parsed.documents().getFirst();
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(VARIABLES.get(name));
    }
}

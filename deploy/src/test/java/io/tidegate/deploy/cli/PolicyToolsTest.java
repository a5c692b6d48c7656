package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Verbs about policies that need no Kafka. */
class PolicyToolsTest {
    private static final String WEB = """
            apiVersion: tidegate/v1
            kind: ServicePolicy
            name: web
            target: ecs/demo/web
            capacity: {min: 2, max: 20}
            metrics:
              cpu: {cloudwatch: {namespace: AWS/ECS, metricName: CPUUtilization}}
              load: {samples: {name: load}, window: 10s}
            rules:
              - targetTracking: {metric: load, target: 60}
            """;

    private static final String CASES = """
            apiVersion: tidegate/v1
            kind: PolicyTest
            policy: web.yaml
            cases:
              - name: stays
                lasts: 2m
                series: [{metric: load, values: 60}]
                expect: [{at: 1m, desired: 2}]
              - name: grows
                lasts: 2m
                series: [{metric: load, shared: true, values: 240}]
                expect:
                  - {at: 1m, desired: 3}
                  - scalesOut: true
            """;

    private final Path home;

    PolicyToolsTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void tellsWhichCaseFailedWhereAndWhy() throws IOException {
        file("web.yaml", WEB);
        var cases = file("web-test.yaml", CASES);

        var run = CommandRun.in(home).run("policy", "test", cases);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out())
                .contains("ok   " + cases + ": stays (")
                .contains("FAIL " + cases + ": grows (")
                .contains(cases + ":13: expected desired 3 at 1m, was desired 4")
                .contains("measured   load = 60.0")
                .doesNotContain("pending")
                .endsWith("2 cases, 1 failed\n");
    }

    @Test
    void writesTheCasesAsJUnitXmlAndAsJson() throws Exception {
        file("web.yaml", WEB);
        var cases = file("web-test.yaml", CASES);
        var xml = home.resolve("reports/policies.xml");

        var run = CommandRun.in(home).run("policy", "test", cases, "--junit", xml.toString(), "--json");

        var suites = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(xml.toFile())
                .getDocumentElement();
        assertThat(suites.getAttribute("tests")).isEqualTo("2");
        assertThat(suites.getAttribute("failures")).isEqualTo("1");
        assertThat(suites.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(suites.getElementsByTagName("failure").item(0).getTextContent())
                .contains("expected desired 3 at 1m");
        assertThat(run.json().path("failed").asInt()).isEqualTo(1);
        assertThat(run.json().at("/cases/1/failures/0/actual").asText()).isEqualTo("desired 4");
    }

    @Test
    void refusesCasesThatAreWrongAndRunsNone() throws IOException {
        file("web.yaml", WEB);
        var cases = file("web-test.yaml", CASES.replace("metric: load", "metric: lode"));

        var run = CommandRun.in(home).run("policy", "test", cases);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains(cases + ":7:23: cases[0].series[0].metric must be an alias", "was \"lode\"");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("exampleTests")
    void everyExampleOfATestPasses(Path example) {
        var run = CommandRun.in(home).with("QUEUE_URL", "http://queue").run("policy", "test", example.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).endsWith(" 0 failed\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "hpa", "ecs-autoscale"})
    void whatOthersDoCanBeHeldAgainstAPolicy(String rival) throws IOException {
        var trace = file("load.csv", "timestamp,cpu,load\n2026-03-02T00:00:00Z,90,90\n2026-03-02T01:00:00Z,20,20\n");
        var other = Path.of("examples/rivals", rival + ".yaml").toString();

        var run = CommandRun.in(home)
                .run("simulate", "--policy", file("web.yaml", WEB), "--against", other, "--trace", trace, "--json");

        assertThat(run.err()).isEmpty();
        assertThat(run.json().path("measures").path(other).path("unitHours").asDouble())
                .isPositive();
    }

    /** Each row: what stands in the policy, what stands there instead, and the one limit that is not met then. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "target: 50} | target: 400} | shortageHours at most 3",
                "target: 50} | target: 25} | cost at most 2.5",
                "target: 50} | target: 50, tolerance: 0} | directionChanges at most 40",
            })
    void aBadPolicyFailsTheRightLimitOverAPast(String before, String after, String missed) throws IOException {
        var example = Files.readString(Path.of("examples/api.yaml"));
        file("api.yaml", example.replace(before, after));
        var cases = Files.readString(Path.of("examples/tests/api-past-test.yaml"))
                .replace("../api.yaml", "api.yaml")
                .replace(
                        "../traces/day.csv",
                        Path.of("examples/traces/day.csv").toAbsolutePath().toString());

        var run = CommandRun.in(home).run("policy", "test", file("past-test.yaml", cases), "--json");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.json().at("/cases/0/failures").findValuesAsText("expected"))
                .containsExactly(missed);
        assertThat(run.json().at("/cases/0/measures/cost").asDouble()).isPositive();
    }

    @Test
    void theExampleOfAWorkflowRuns() throws IOException {
        var workflow = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("examples/ci/policies.yml")));
        var lines = new ObjectMapper().valueToTree(workflow).findValuesAsText("run");

        assertThat(lines).hasSize(2).allSatisfy(line -> {
            var words = line.replace("deploy/examples/", "examples/")
                    .replace("target/policies.xml", home.resolve("policies.xml").toString())
                    .split(" ", -1);
            assertThat(words[0]).isEqualTo("./tidegate");
            var run = CommandRun.in(home).run(Arrays.copyOfRange(words, 1, words.length));
            assertThat(run.err()).isEmpty();
            assertThat(run.exit()).isZero();
        });
        assertThat(home.resolve("policies.xml")).content().contains("a day of requests");
    }

    static Stream<Path> exampleTests() throws IOException {
        try (var files = Files.list(Path.of("examples/tests"))) {
            return files.sorted().toList().stream();
        }
    }

    /** Each row: what stands in the policy, what stands there instead, and the difference. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max: 20 | max: 30 | max: 20 -> 30",
                "window: 10s | window: 30s | metrics[load].windowSeconds: 10 -> 30",
                "target: 60} | target: 60, disableScaleIn: true} | .disableScaleIn: false -> true",
                "load: {samples | more: {samples: {name: more}}, load: {samples | metrics[more].selectorName: added, more",
                "'  cpu: {cloudwatch: {namespace: AWS/ECS, metricName: CPUUtilization}}' | '' | metrics[cpu].alias: removed, was cpu",
            })
    void tellsWhatDiffersBetweenFilesKeyByKey(String before, String after, String difference) throws IOException {
        var old = file("old.yaml", WEB);
        var young = file("new.yaml", WEB.replace(before, after.replace("}}, load", "}}\n  load")));

        var run = CommandRun.in(home).run("policy", "diff", young, "--against", old);

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).startsWith("web: changed\n").contains(difference);
    }

    @Test
    void findsNoDifferenceWhereADefaultIsWrittenOut() throws IOException {
        var old = file("old.yaml", WEB);
        var young = file("new.yaml", WEB + "cooldown: {scaleIn: 5m}\n");

        var run = CommandRun.in(home).run("policy", "diff", young, "--against", old);

        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEqualTo("web: unchanged\n");
    }

    @Test
    void tellsOfPoliciesThatOneSideAloneHas() throws IOException {
        var old = file("old.yaml", WEB);
        var young = file("new.yaml", WEB.replace("name: web", "name: other"));

        var run = CommandRun.in(home).run("policy", "diff", young, "--against", old, "--json");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.json().path("policies").findValuesAsText("change")).containsExactly("added", "removed");
    }

    @Test
    void printsTheSchemasThatArePublished() {
        JsonNode policy = CommandRun.in(home).run("policy", "schema", "--json").json();
        JsonNode test =
                CommandRun.in(home).run("policy", "schema", "test", "--json").json();

        assertThat(policy.at("/schema/title").asText()).isEqualTo("Tidegate policy");
        assertThat(test.at("/schema/title").asText()).isEqualTo("Tidegate policy test");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text).toString();
    }
}

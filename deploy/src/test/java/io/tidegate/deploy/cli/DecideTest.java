package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecideTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path CASES =
            Path.of("../streams/src/test/resources/io/tidegate/streams/ecsautoscale/ecs-autoscale.json");

    private final Path home;

    DecideTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void answersOneSnapshotOfStandardInput() throws IOException {
        var run = CommandRun.in(home).typing(text("dev-001")).run("decide", "--json");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEqualTo("""
                        {"schemaVersion":1,"id":"dev-001","actions":[\
                        {"action":"ecs:UpdateContainerInstancesState","params":{"cluster":"my_cluster",\
                        "containerInstances":["54b69771-0328-a73f-cc1f-e7c0ece6e4ac"],"status":"DRAINING"},\
                        "reason":"it uses the least memory, and another instance has room for all of its tasks"},\
                        {"action":"ecs:UpdateService","params":{"cluster":"my_cluster","service":"backend",\
                        "desiredCount":2},"reason":"services.backend.events[0]: value 73.2 asks for +1 on 1 tasks"}],\
                        "errors":[]}
                        """);
    }

    @Test
    void tellsPeopleWhatAndWhy() throws IOException {
        var run = CommandRun.in(home)
                .typing("[%s, %s]".formatted(text("dev-002"), text("dev-133")))
                .run("decide", "--snapshot", "-");

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("dev-002\n", "  error in ", " must exist in ECS, was absent\n", "ecs:UpdateService cluster=");
    }

    @Test
    void answersEverySnapshotWithALineInOrder() throws IOException {
        var run = CommandRun.in(home).run("decide", "--snapshot", CASES.toString(), "--json");

        assertThat(run.exit()).isZero();
        assertThat(lines(run))
                .extracting(line -> line.get("id").textValue())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 240)
                        .mapToObj("dev-%03d"::formatted)
                        .toList());
    }

    @Test
    void asksForNothingInATestRunAndSaysWhatItWould() throws IOException {
        var run = CommandRun.in(home).typing(text("dev-145")).run("decide");
        var json = CommandRun.in(home).typing(text("dev-145")).run("decide", "--json");

        assertThat(run.out()).contains("not sent, for this is a test run: ");
        assertThat(json.json().get("actions")).isEmpty();
    }

    @Test
    void decidesTheLinesAroundOneThatIsNoSnapshot() throws IOException {
        var file = home.resolve("snapshots.jsonl");
        Files.writeString(
                file,
                String.join("\n", text("dev-001"), "{\"id\": \"half\"", "{\"id\": \"empty\"}", "7", text("dev-002")));

        var run = CommandRun.in(home).run("decide", "--snapshot", file.toString(), "--json");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(lines(run))
                .extracting(DecideTest::idAndError)
                .containsExactly(
                        "dev-001: ",
                        "#2: %s:2:14: snapshot must be JSON: Unexpected end-of-input: expected close marker for Object"
                                .formatted(file),
                        "empty: %s:3:1: ecs must be given, was absent".formatted(file),
                        "#4: %s:4:1: document must be a mapping, was 7".formatted(file),
                        "dev-002: ");
    }

    @Test
    void tellsWhereAnArrayIsMalformed() throws IOException {
        var run = CommandRun.in(home)
                .typing("[\n" + text("dev-001") + ",\n  {\"id\" 7}]")
                .run("decide", "--json");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(lines(run))
                .extracting(DecideTest::idAndError)
                .last()
                .asString()
                .startsWith("#2: standard input:3:9: snapshot must be JSON: ");
    }

    @Test
    void replacesTheDefinitionOfASnapshotByTheFileGiven() throws IOException {
        var file = home.resolve("my_cluster.yml");
        Files.writeString(file, "autoscale_group: any\nenabled: false\n");

        var run = CommandRun.in(home).typing(text("dev-001")).run("decide", "--policy", file.toString());

        assertThat(run.out()).isEqualTo("dev-001\n  nothing to change\n");
    }

    @Test
    void takesVariablesOfAGivenFileFromTheProcessWhereTheSnapshotHasNone() throws IOException {
        var file = home.resolve("my_cluster.yml");
        Files.writeString(file, "autoscale_group: any\nenabled: %(ENABLED)\n");

        var unset = CommandRun.in(home).typing(text("dev-001")).run("decide", "--policy", file.toString());
        var set = CommandRun.in(home)
                .with("ENABLED", "no")
                .typing(text("dev-001"))
                .run("decide", "--policy", file.toString());

        assertThat(unset.out())
                .contains("error in my_cluster: %s:2:10: variable ENABLED must be set, was unset".formatted(file));
        assertThat(set.out()).contains("nothing to change");
    }

    @Test
    void refusesAFileThatIsNotThereOrHoldsNothing() {
        var missing = CommandRun.in(home).run("decide", "--snapshot", "nowhere.json");
        var empty = CommandRun.in(home).typing(" \n").run("decide");

        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.err()).isEqualTo("tidegate: nowhere.json must be a file of snapshots, was missing\n");
        assertThat(empty.exit()).isEqualTo(1);
        assertThat(empty.err()).isEqualTo("tidegate: standard input must hold at least one snapshot, was empty\n");
    }

    @Test
    void decidesAServiceByAPolicyInsteadOfItsDefinition() throws IOException {
        var policy = policy("""
                target: ecs/my_cluster/backend
                capacity: {min: 1, max: 9}
                metrics:
                  cpu:
                    cloudwatch:
                      namespace: AWS/ECS
                      metricName: CPUUtilization
                      dimensions: {ClusterName: my_cluster, ServiceName: backend}
                      period: 5m
                    window: 5m
                rules:
                  - targetTracking: {metric: cpu, target: 20}
                """);

        var run = CommandRun.in(home).typing(text("dev-001")).run("decide", "--policy", policy, "--json");

        assertThat(run.json().get("actions"))
                .extracting(action -> action.get("action").textValue() + " " + action.get("params"))
                .containsExactly(
                        "ecs:UpdateContainerInstancesState {\"cluster\":\"my_cluster\",\"containerInstances\":"
                                + "[\"54b69771-0328-a73f-cc1f-e7c0ece6e4ac\"],\"status\":\"DRAINING\"}",
                        "ecs:UpdateService {\"cluster\":\"my_cluster\",\"service\":\"backend\",\"desiredCount\":4}");
        assertThat(run.json().get("errors")).isEmpty();
    }

    @Test
    void readsHttpSourcesOfAPolicyFromTheSnapshot() throws IOException {
        var policy = policy("""
                target: ecs/my_cluster/svc0
                capacity: {min: 1, max: 9}
                metrics:
                  queue: {http: {url: "https://%(HOST)/svc0/2", method: POST, path: messages_ready}}
                rules:
                  - threshold: {metric: queue, atLeast: 50.5, change: 1}
                """);

        var run = CommandRun.in(home)
                .with("HOST", "metrics.example.test")
                .typing(text("dev-118"))
                .run("decide", "--policy", policy);

        assertThat(run.out()).contains("ecs:UpdateService cluster=my_cluster service=svc0 desiredCount=5: ");
    }

    @Test
    void tellsThatAPolicyHoldsForWhatTheSnapshotDoesNotHave() throws IOException {
        var policy = policy("""
                target: ecs/my_cluster/svc0
                capacity: {min: 1, max: 9}
                metrics:
                  requests: {samples: {name: requests}}
                rules:
                  - threshold: {metric: requests, atLeast: 1, change: 1}
                """);

        var run = CommandRun.in(home).typing(text("dev-118")).run("decide", "--policy", policy, "--json");

        assertThat(run.exit()).isZero();
        assertThat(run.json().get("actions")).isEmpty();
        assertThat(run.json().get("errors"))
                .singleElement()
                .extracting(error -> error.get("scope").textValue())
                .isEqualTo("my_cluster/svc0");
    }

    @Test
    void wantsATimeWhereAPolicyHasASchedule() throws IOException {
        var policy = policy("""
                target: ecs/my_cluster/svc0
                capacity: {min: 1, max: 9}
                schedule:
                  - {name: night, from: "22:00", to: "06:00", timezone: Asia/Seoul, min: 0, max: 0}
                """);
        var night = ((ObjectNode) MAPPER.readTree(text("dev-118"))).put("at", "2026-01-31T23:30:00+09:00");

        var without = CommandRun.in(home).typing(text("dev-118")).run("decide", "--policy", policy);
        var with = CommandRun.in(home).typing(night.toString()).run("decide", "--policy", policy);

        assertThat(without.out())
                .contains("error in my_cluster/svc0: at must be given, for policy given has a schedule");
        assertThat(with.out()).contains("ecs:UpdateService cluster=my_cluster service=svc0 desiredCount=0: ");
    }

    private String policy(String lines) throws IOException {
        var file = home.resolve("policy.yaml");
        Files.writeString(file, "apiVersion: tidegate/v1\nkind: ServicePolicy\nname: given\n" + lines);
        return file.toString();
    }

    private static String idAndError(JsonNode line) {
        return line.get("id").textValue() + ": "
                + line.get("errors").findValuesAsText("message").stream().collect(Collectors.joining());
    }

    private static List<JsonNode> lines(CommandRun run) throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (var line : run.out().lines().toList()) {
            lines.add(MAPPER.readTree(line));
        }
        return lines;
    }

    private static String text(String id) throws IOException {
        for (var vector : MAPPER.readTree(CASES.toFile())) {
            if (vector.get("id").textValue().equals(id)) {
                return vector.toString();
            }
        }
        throw new IllegalArgumentException(id);
    }
}

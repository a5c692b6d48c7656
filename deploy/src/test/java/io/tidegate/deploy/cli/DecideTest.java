package io.tidegate.deploy.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
                        "#2: %s:2:14: snapshot must be JSON, ended too early".formatted(file),
                        "empty: %s:3:1: ecs must be given, was absent".formatted(file),
                        "#4: %s:4:1: document must be a mapping, was 7".formatted(file),
                        "dev-002: ");
    }

    @Test
    void decidesWhatStandsBeforeAMalformedElementOfAnArray() throws IOException {
        var run = CommandRun.in(home)
                .typing("[\n" + text("dev-001") + ",\n  {\"id\" 7},\n" + text("dev-002") + "]")
                .run("decide", "--json");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(lines(run))
                .extracting(DecideTest::idAndError)
                .containsExactly(
                        "dev-001: ",
                        "#2: standard input:3:9: snapshot must be JSON, was something else from here on;"
                                + " what comes after it is not decided");
    }

    @Test
    void decidesTheLinesAfterAFirstOneThatIsNoSnapshot() throws IOException {
        var run = CommandRun.in(home)
                .typing("hello\n" + text("dev-001") + "\n" + text("dev-001") + text("dev-002") + "\n" + text("dev-002"))
                .run("decide", "--json");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(lines(run))
                .extracting(DecideTest::idAndError)
                .containsExactly(
                        "#1: standard input:1:6: snapshot must be JSON, was something else from here on",
                        "dev-001: ",
                        "#3: standard input:3:%d: a line must hold one snapshot, was followed by something else"
                                .formatted(text("dev-001").length() + 1),
                        "dev-002: ");
    }

    @Test
    void failsOnlyTheSnapshotsThatAreNotUtf8() throws IOException {
        String spoilt = text("dev-002").replace("dev-002", "dev\u00e9");
        var lines = file(String.join("\n", text("dev-001"), spoilt, text("dev-002")), ISO_8859_1);
        var array = file("[%s,\n%s,\n%s]".formatted(text("dev-001"), spoilt, text("dev-002")), ISO_8859_1);
        int column = spoilt.indexOf('\u00e9') + 1;

        var run = CommandRun.in(home).run("decide", "--snapshot", lines, "--json");
        var arrayRun = CommandRun.in(home).run("decide", "--snapshot", array, "--json");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(lines(run))
                .extracting(DecideTest::idAndError)
                .containsExactly(
                        "dev-001: ",
                        "#2: %s:2:%d: snapshot must be UTF-8, was not".formatted(lines, column),
                        "dev-002: ");
        assertThat(lines(arrayRun))
                .extracting(DecideTest::idAndError)
                .containsExactly(
                        "dev-001: ",
                        "#2: %s:2:%d: snapshot must be UTF-8, was not".formatted(array, column),
                        "dev-002: ");
    }

    @Test
    void passesOverAByteOrderMarkAndTellsUtf16() throws IOException {
        var marked = CommandRun.in(home).run("decide", "--snapshot", file("\ufeff" + text("dev-001"), UTF_8), "--json");
        var bare = CommandRun.in(home).run("decide", "--snapshot", file(text("dev-001"), UTF_16LE), "--json");
        var wide = file(text("dev-001"), UTF_16);

        var wideRun = CommandRun.in(home).run("decide", "--snapshot", wide, "--json");

        assertThat(idAndError(marked.json())).isEqualTo("dev-001: ");
        assertThat(wideRun.exit()).isEqualTo(1);
        assertThat(idAndError(wideRun.json()))
                .isEqualTo("#1: %s:1:1: snapshot must be UTF-8, was UTF-16".formatted(wide));
        assertThat(idAndError(bare.json())).endsWith(":1:1: snapshot must be UTF-8, was UTF-16");
    }

    @ParameterizedTest
    @CsvSource({"null", "7", "[]"})
    void namesASnapshotByItsPositionWhereItsIdIsNoText(String id) throws IOException {
        String other = text("dev-001").replace("\"dev-001\"", id);

        var run = CommandRun.in(home).typing(text("dev-001") + "\n" + other).run("decide", "--json");

        assertThat(run.exit()).isZero();
        assertThat(lines(run)).extracting(line -> line.get("id").textValue()).containsExactly("dev-001", "#2");
        assertThat(lines(run)).allMatch(line -> line.get("actions").size() == 2);
    }

    @Test
    void readsTheTextOfAnHttpAnswer() throws IOException {
        String plain = text("dev-118");
        var json = (ObjectNode) MAPPER.readTree(plain);
        for (JsonNode answer : json.get("metrics").get("http")) {
            var object = (ObjectNode) answer;
            object.put("raw", " " + object.remove("body") + "\n");
        }
        String other = json.toString().replaceFirst("\"raw\":\"", "\"raw\":\"<html>");

        var run = CommandRun.in(home).typing(json.toString()).run("decide", "--json");
        var broken = CommandRun.in(home).typing(other).run("decide", "--json");

        assertThat(run.json())
                .isEqualTo(CommandRun.in(home)
                        .typing(plain)
                        .run("decide", "--json")
                        .json());
        assertThat(run.json().get("errors")).isEmpty();
        assertThat(idAndError(broken.json())).endsWith("must answer with JSON, was something else");
    }

    @ParameterizedTest
    @MethodSource("numbersThatAreNone")
    void failsTheServiceThatReadsWhatIsNoFiniteNumber(String number) throws IOException {
        var run = CommandRun.in(home)
                .typing(text("dev-118").replace("\"messages_ready\":50.5", "\"messages_ready\":" + number))
                .run("decide", "--json");

        assertThat(run.exit()).isZero();
        assertThat(run.json().get("errors"))
                .singleElement()
                .extracting(error -> error.get("message").textValue())
                .asString()
                .contains(" must be a finite number, was ");
    }

    private static List<String> numbersThatAreNone() {
        return List.of("NaN", "-Infinity", "9".repeat(2000), "1" + "0".repeat(100_000) + ".5");
    }

    @Test
    void saysInItsOwnWordsWhatASnapshotMustBe() throws IOException {
        String deep = text("dev-001").replaceFirst("\\{", "{\"x\":" + "[".repeat(2000) + "]".repeat(2000) + ",");
        var file = file(String.join("\n", text("dev-001"), deep, "// comment", "{'a': 1}", text("dev-002")), UTF_8);

        var run = CommandRun.in(home).run("decide", "--snapshot", file, "--json");

        assertThat(lines(run))
                .extracting(DecideTest::idAndError)
                .containsExactly(
                        "dev-001: ",
                        "#2: %s:2:1: snapshot must nest at most 1000 deep and have texts of at most 20000000 characters, was more"
                                .formatted(file),
                        "#3: %s:3:1: snapshot must be JSON, was something else from here on".formatted(file),
                        "#4: %s:4:2: snapshot must be JSON, was something else from here on".formatted(file),
                        "dev-002: ");
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

        var none = CommandRun.in(home)
                .with("HOST", "metrics.example.test")
                .typing(text("dev-118").replace("\"messages_ready\":50.5", "\"messages_ready\":NaN"))
                .run("decide", "--policy", policy);

        assertThat(run.out()).contains("ecs:UpdateService cluster=my_cluster service=svc0 desiredCount=5: ");
        assertThat(none.out()).contains("error in my_cluster/svc0: ").doesNotContain("UpdateService");
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

    private String file(String text, Charset charset) throws IOException {
        var file = Files.createTempFile(home, "snapshots", ".json");
        Files.writeString(file, text, charset);
        return file.toString();
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

package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.whatif.DecidedHistory;
import io.tidegate.deploy.whatif.ReplayVerification.Request;
import io.tidegate.deploy.whatif.SeededJournal;
import io.tidegate.deploy.whatif.bundle.BundleExport;
import io.tidegate.schemas.registry.InProcessRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleVerbsTest {
    private static final Instant SNAPSHOT = SeededJournal.START.plusSeconds(300);

    private final Path home;
    private final Path file;

    BundleVerbsTest(@TempDir Path home) {
        this.home = home;
        this.file = home.resolve("incident.zip");
    }

    @BeforeEach
    void writeOne() throws IOException {
        try (var registry = InProcessRegistry.inMemory();
                var out = Files.newOutputStream(file)) {
            var history = DecidedHistory.of(SeededJournal.of(9, registry), registry, SNAPSHOT);
            var request = new Request(Optional.of(SNAPSHOT.plusSeconds(60)), Optional.empty(), new TreeSet<>());
            new BundleExport(history, request).write(out, "tidegate test", "2026a");
        }
    }

    @Test
    void startsAReplayWhereTheBundleDoes() {
        var run = run("replay", "--verify", "--bundle", file.toString(), "--json");

        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.json().path("seeds").asInt()).isEqualTo(2);
    }

    @Test
    void simulatesAgainstWhatRanInABundle() throws Exception {
        var policy = policy();

        var run = run("simulate", "--policy", policy.toString(), "--bundle", file.toString(), "--json");

        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.json().path("measures").has("current")).isTrue();
        assertThat(run.json().path("selfReplayError").isNumber()).isTrue();
    }

    @Test
    void testsAPolicyByABundle() throws Exception {
        var cases = Files.writeString(home.resolve("cases.yaml"), """
                apiVersion: tidegate/v1
                kind: PolicyTest
                policy: %s
                pasts:
                  - name: an incident
                    bundle: incident.zip
                    expect:
                      - {measure: selfReplayError, atLeast: 0}
                      - {measure: unitHours, atMost: 0}
                """.formatted(policy().getFileName()));

        var run = run("policy", "test", cases.toString(), "--json");

        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(2);
        assertThat(run.json().at("/cases/0/failures").findValuesAsText("expected"))
                .containsExactly("unitHours at most 0");
    }

    private Path policy() throws IOException {
        return Files.writeString(home.resolve("new.yaml"), """
                apiVersion: tidegate/v1
                kind: ServicePolicy
                name: new
                target: ecs/north/web
                capacity: {min: 1, max: 40}
                metrics:
                  demand: {samples: {name: demand, dimensions: {target: ecs/north/web}}, window: 10s}
                rules:
                  - targetTracking: {metric: "demand / max(running, 1)", target: 20}
                """);
    }

    @Test
    void explainsADecisionOutOfABundle() {
        var at = SNAPSHOT.plusSeconds(200);

        var run = run("explain", "ecs/north/web", "--at", at.toString(), "--bundle", file.toString(), "--json");
        var none = run("explain", "ecs/north/none", "--bundle", file.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(Instant.parse(run.json().at("/decision/at").asText())).isBetween(SNAPSHOT, at);
        assertThat(run.json().has("recomputed")).isTrue();
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err()).isEqualTo("tidegate: ecs/north/none must have a decision, was none\n");
    }

    @Test
    void redactsABundle() {
        var redacted = home.resolve("redacted.zip");

        var run = run(
                "bundle",
                "export",
                "--bundle",
                file.toString(),
                "--redact",
                "--redact-key",
                "k",
                "-o",
                redacted.toString());
        var shown = run("bundle", "show", redacted.toString());
        var replayed = run("replay", "--verify", "--bundle", redacted.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(shown.out())
                .contains("redacted: yes; 0 decisions and commands cannot be compared for it\n")
                .doesNotContain("north", "south");
        assertThat(replayed.exit()).as(replayed.out()).isZero();
    }

    @Test
    void wantsNoKeyWhereNothingIsRedacted() {
        var run = run(
                "bundle",
                "export",
                "--bundle",
                file.toString(),
                "--redact-key",
                "k",
                "-o",
                home.resolve("a").toString());

        assertThat(run.exit()).isEqualTo(64);
        assertThat(run.err())
                .isEqualTo("tidegate: --redact-key must stand with --redact and not be empty, did not or was\n");
    }

    @Test
    void copiesAPartOfABundleIntoAnother() {
        var part = home.resolve("part.zip");

        var copied = run(
                "bundle", "export", "--bundle", file.toString(), "--target", "ecs/north/web", "-o", part.toString());
        var shown = run("bundle", "show", part.toString(), "--json");

        assertThat(copied.exit()).as(copied.err()).isZero();
        assertThat(shown.json().path("domains").has("cluster/north")).isTrue();
        assertThat(shown.json().path("domains").size()).isEqualTo(1);
        assertThat(shown.json().path("from").asText())
                .isEqualTo(SNAPSHOT.plusSeconds(60).toString());
    }

    @Test
    void asksNoKafkaBesideABundle() {
        var run = run("replay", "--verify", "--bundle", file.toString(), "--bootstrap", "127.0.0.1:1");

        assertThat(run.exit()).isEqualTo(64);
        assertThat(run.err())
                .isEqualTo(
                        "tidegate: --bundle must stand without options that name a Kafka or a registry, was with one\n");
    }

    @Test
    void leavesNothingWhereAnExportFails() throws Exception {
        var other = home.resolve("other.zip");

        var run = run(
                "bundle", "export", "--bundle", file.toString(), "--target", "ecs/none/web", "-o", other.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).startsWith("tidegate: the journal must have a record in that span, had none");
        try (var left = Files.list(home)) {
            assertThat(left.map(Path::getFileName)).hasSize(1);
        }
    }

    @Test
    void tellsInOneLineThatAFileIsNoBundle() throws Exception {
        Files.writeString(file, "no zip");

        var run = run("bundle", "show", file.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("tidegate: " + file + ": a bundle must be a whole zip file")
                .hasLineCount(1);
    }

    private CommandRun run(String... arguments) {
        return CommandRun.in(home).run(arguments);
    }
}

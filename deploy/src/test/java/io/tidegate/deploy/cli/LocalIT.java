package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.deploy.local.LocalProperties;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalIT {

    @Test
    void endsByItselfWithOneObjectThatTellsWhatTheTopicsSay(@TempDir Path home) {
        var run = CommandRun.in(home).run("local", "--for", "8s", "--calm", "--json", "--port", "0");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).hasLineCount(1);
        var json = run.json();
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "schemaVersion",
                        "samples",
                        "decisions",
                        "commands",
                        "targets",
                        "latencyMs",
                        "pace",
                        "deadLetters",
                        "startupMs");
        assertThat(json.path("samples").asLong()).isPositive();
        assertThat(json.path("decisions").asLong()).isPositive();
        assertThat(json.path("pace").asDouble()).isEqualTo(10);
        assertThat(json.path("startupMs").asLong()).isPositive();
        assertThat(json.path("deadLetters").asLong(-1)).isZero();
        assertThat(json.path("latencyMs").fieldNames())
                .toIterable()
                .containsExactly("sampleToCommand", "sampleToApplied", "tickToCommand");
        assertThat(json.path("latencyMs"))
                .allSatisfy(
                        latency -> assertThat(latency.fieldNames()).toIterable().containsExactly("p50", "p99"));
        assertCommandsAddUp(json.path("commands"));
        assertTargets(json.path("targets"));
        assertThat(run.err()).contains("look     http://127.0.0.1:", "stop     Ctrl-C");
        assertThat(LocalProperties.file(home)).doesNotExist();
    }

    private static void assertCommandsAddUp(JsonNode commands) {
        long ended = commands.path("applied").asLong()
                + commands.path("skipped").asLong()
                + commands.path("refused").asLong()
                + commands.path("failed").asLong()
                + commands.path("pending").asLong();
        assertThat(commands.fieldNames())
                .toIterable()
                .containsExactly("emitted", "applied", "skipped", "refused", "failed", "pending");
        assertThat(commands.path("emitted").asLong()).isPositive().isEqualTo(ended);
    }

    private static void assertTargets(JsonNode targets) {
        assertThat(targets.findValuesAsText("target"))
                .containsExactly("ecs/demo/api", "ecs/demo/web", "ecs/demo/worker");
        assertThat(targets)
                .allSatisfy(target -> assertThat(target.path("desired").asInt())
                        .isBetween(
                                target.path("desiredMin").asInt(),
                                target.path("desiredMax").asInt()));
    }
}

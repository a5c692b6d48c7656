package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchIT {
    @Test
    void findsTheSameInBothContendersOfTheAggregation(@TempDir Path home) {
        var run = CommandRun.in(home).run("bench", "aggregation", "--records", "20000", "--rounds", "1", "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        var json = run.json();
        assertThat(json.path("windowsEqual").asInt()).isGreaterThanOrEqualTo(20_000);
        assertThat(json.path("rounds")).hasSize(1);
        assertThat(json.path("ratio").asDouble()).isPositive();
        assertThat(run.err()).contains("warm-up: tidegate", "round 1: tidegate");
    }

    @Test
    void measuresEvaluationsOfEveryTarget(@TempDir Path home) {
        var run = CommandRun.in(home).run("bench", "decide", "--targets", "50", "--seconds", "10", "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.json().path("evaluations").asInt()).isGreaterThanOrEqualTo(100);
        assertThat(run.json().path("decisions").asInt()).isPositive();
        assertThat(run.json().at("/stateBytes/max").asInt()).isBetween(1, 4096);
        assertThat(run.json().at("/goalBytes").asInt()).isEqualTo(4096);
        assertThat(run.json().at("/decisionBytesWithoutBasis/max").asInt())
                .isPositive()
                .isLessThan(run.json().at("/decisionBytes/median").asInt());
    }

    @Test
    void measuresEvaluationsWithAQuantile(@TempDir Path home) {
        var run = CommandRun.in(home)
                .run("bench", "decide", "--targets", "50", "--seconds", "10", "--quantile", "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.json().path("quantile").asBoolean()).isTrue();
        // Half a kibibyte for each of at least 12 panes of a minute.
        int goal = run.json().path("goalBytes").asInt();
        assertThat(goal).isGreaterThanOrEqualTo(4096 + 12 * 512);
        assertThat(run.json().at("/stateBytes/max").asInt()).isBetween(1, goal);
    }

    @Test
    void simulatesAJournalBesideReadingIt(@TempDir Path home) {
        var run = CommandRun.in(home)
                .run("bench", "simulate", "--targets", "5", "--hours", "2", "--rounds", "1", "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.json().path("samples").asInt()).isEqualTo(5 * 2 * 120);
        assertThat(run.json().path("actions").asInt()).isPositive();
        assertThat(run.json().path("ratio").asDouble()).isPositive();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "aggregation, --records, 999, '--records must be at least 1000, was 999'",
        "aggregation, --rounds, 0, '--rounds must be at least 1, was 0'",
        "decide, --targets, 0, '--targets must be at least 1, was 0'",
        "decide, --seconds, 4, '--seconds must be at least 5, was 4'",
        "latency, --records, 999, '--records must be at least 1000, was 999'",
        "simulate, --hours, 0, '--hours must be at least 1, was 0'",
        "latency, --every, 0, '--every must be at least 1, was 0'",
    })
    void refuses(String bench, String option, String value, String message, @TempDir Path home) {
        var run = CommandRun.in(home).run("bench", bench, option, value);

        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains(message);
    }
}

package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private final Path home;

    TuneTest(@TempDir Path home) {
        this.home = home;
    }

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(home.resolve("web.yaml"), """
                apiVersion: tidegate/v1
                kind: ServicePolicy
                name: web
                target: ecs/demo/web
                capacity: {min: 2, max: 40}
                metrics:
                  cpu: {samples: {name: cpu}, window: 1m}
                rules:
                  - targetTracking: {metric: cpu, target: 60}
                """);
        var lines = new ArrayList<>(List.of("timestamp,cpu,running"));
        for (int row = 0; row < 144; row++) {
            lines.add(START.plus(Duration.ofMinutes(5L * row)) + (row / 12 % 2 == 0 ? ",36,10" : ",60,15"));
        }
        Files.write(home.resolve("load.csv"), lines);
    }

    private CommandRun tune(String... more) {
        var arguments = new ArrayList<>(List.of(
                "tune",
                "--policy",
                home.resolve("web.yaml").toString(),
                "--trace",
                home.resolve("load.csv").toString()));
        arguments.addAll(List.of(more));
        return CommandRun.in(home).run(arguments.toArray(String[]::new));
    }

    @Test
    void findsAndWritesAPolicyAndTellsHowItDoesWhereNobodyLooked() throws IOException {
        var out = home.resolve("tuned.yaml");
        String[] arguments = {"--vary", "rules[0].targetTracking.target=40..90:10", "-o", out.toString(), "--force"};

        var told = tune(arguments);
        var json = tune("--vary", "rules[0].targetTracking.target=40..90:10", "--json")
                .json();
        var checked = CommandRun.in(home).run("policy", "validate", out.toString());

        assertThat(told.err()).isEmpty();
        assertThat(told.out()).contains("tuned     ", "best, held out", "nothing is better in both", "written: " + out);
        assertThat(json.at("/heldOut/best/objectiveDifference/low").isNumber()).isTrue();
        assertThat(json.path("front").size()).isPositive();
        assertThat(json.path("partial").asBoolean()).isFalse();
        assertThat(checked.exit()).as(checked.err()).isZero();
        assertThat(Files.readString(out)).contains("targetTracking");
    }

    @Test
    void writesAReportWholeAndWarnsOfABestValueAtTheEdgeOfWhatWasTried() throws IOException {
        var report = home.resolve("tuned.html");

        var told = tune("--vary", "rules[0].targetTracking.target=70,80,90", "--report", report.toString());
        var first = Files.readString(report);
        var again = tune("--vary", "capacity.min=1,2", "--report", report.toString());
        var json = tune("--vary", "rules[0].targetTracking.target=70,80,90", "--json")
                .json();

        assertThat(told.err()).isEmpty();
        assertThat(told.out())
                .contains(
                        "edge      rules[0].targetTracking.target: 60 is the lowest value tried, so a lower one may do better")
                .endsWith("report: " + report + "\n");
        assertThat(first).startsWith("<!doctype html>").endsWith("</html>\n").contains("60 is the lowest value tried");
        assertThat(again.err()).isEmpty();
        assertThat(Files.readString(report)).isNotEqualTo(first).endsWith("</html>\n");
        assertThat(json.at("/edges/rules[0].targetTracking.target").asText()).isEqualTo("lowest");
        assertThat(json.at("/policies").findValuesAsText("rules[0].targetTracking.target"))
                .containsExactly("70", "80", "90");
    }

    @Test
    void refusesWhereTheSelfReplayIsTooFarOff() {
        var run = tune("--vary", "capacity.min=1,2", "--ran", "--max-self-error", "0.0001");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("tidegate: the self-replay error must be at most 1.0E-4, was ");
    }

    @Test
    void refusesToReplaceAFileBeforeItSearches() throws IOException {
        var out = Files.writeString(home.resolve("kept.yaml"), "kept");

        // A trace that is not there is told later.
        var run = CommandRun.in(home)
                .run(
                        "tune",
                        "--policy",
                        home.resolve("web.yaml").toString(),
                        "--vary",
                        "capacity.min=1,2",
                        "--trace",
                        "nowhere.csv",
                        "-o",
                        out.toString());

        assertThat(run.err()).isEqualTo("tidegate: %s must not exist yet, did; --force replaces it\n".formatted(out));
        assertThat(Files.readString(out)).isEqualTo("kept");
    }

    @Test
    void refusesFilesThatItCouldNotWriteBeforeItSearches() {
        var nowhere = home.resolve("none").resolve("tuned.html").toString();

        assertThat(tune("--vary", "capacity.min=1,2", "--report", nowhere).err())
                .isEqualTo("tidegate: %s must be writable, was not: its folder is none\n".formatted(nowhere));
        assertThat(tune("--vary", "capacity.min=1,2", "--report", "same", "-o", "same")
                        .err())
                .isEqualTo("tidegate: --out and --report must be different files, were both same\n");
    }

    @Test
    void leavesOutDaysOfWhichATraceTellsNothing() throws IOException {
        var lines = new ArrayList<>(List.of("timestamp,cpu,running"));
        for (int row = 0; row < 10 * 288; row++) {
            int day = row / 288;
            if (day != 3 && day != 5) {
                lines.add(START.plus(Duration.ofMinutes(5L * row)) + ",60,10");
            }
        }
        Files.write(home.resolve("load.csv"), lines);

        var run = tune("--vary", "capacity.min=1,2", "--json");

        assertThat(run.err()).isEmpty();
        assertThat(run.json().at("/heldOut/stretches").asInt()).isEqualTo(2);
    }

    @Test
    void givesNoIntervalOfOneStretchAlone() {
        var run = tune("--vary", "capacity.min=1,2");

        assertThat(run.out()).contains("of which there is one alone").doesNotContain("nine in ten", " to +");
    }

    @Test
    void saysWhereDefaultsCannotBeMeasured() {
        assertThat(tune("--vary", "rules[0].targetTracking.target=50,60").out())
                .contains("defaults: none, the policy needs one of the varied keys\n");
    }

    @Test
    void saysThatAForecastHasNoHistory() throws IOException {
        var file = home.resolve("web.yaml");
        Files.writeString(file, Files.readString(file) + "  - predictive: {load: cpu * running, target: 60}\n");

        var report = home.resolve("tuned.html");

        var run = tune("--vary", "capacity.min=1,2", "--report", report.toString());

        assertThat(Files.readString(report)).contains("<li>web: its forecast has no day of history");
        assertThat(run.err()).startsWith("tidegate: web: its forecast has no day of history in stretches of a day");
    }

    @Test
    void findsARuleByItsName() throws IOException {
        var file = home.resolve("web.yaml");
        Files.writeString(file, Files.readString(file).replace("{metric: cpu,", "{name: busy, metric: cpu,"));

        var found = tune("--vary", "rules[busy].targetTracking.target=50,60", "--json");
        var wrong = tune("--vary", "rules[idle].targetTracking.target=50,60");

        assertThat(found.err()).isEmpty();
        assertThat(found.json().path("tried").asInt()).isEqualTo(2);
        assertThat(wrong.err())
                .isEqualTo("tidegate: --vary rules[idle].targetTracking.target must lead to a key of the policy, led at"
                        + " idle to a list of 1 with the names [busy]\n");
    }

    @Test
    void saysInOneLineWhatIsWrong() {
        assertThat(tune("--vary", "rules[7].x=1,2").err())
                .isEqualTo("tidegate: --vary rules[7].x must lead to a key of the policy, led at 7 to a list of 1\n");
        assertThat(tune("--vary", "capacity.min=1,2", "--constraint", "speed<=1")
                        .err())
                .startsWith("tidegate: --constraint must be MEASURE<=NUMBER with a measure of [unitHours, cost,");
        assertThat(tune("--vary", "stabilisation.scaleIn=1m,5m").err())
                .startsWith("tidegate: --vary must have a valid policy among its values, had none: ")
                .contains("stabilisation is not a key here");
        assertThat(tune("--vary", "capacity.min=1,2", "--objective", "fame").err())
                .startsWith("tidegate: --objective must be cost, slo or pareto, was fame");
    }
}

package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleVerbTest {
    private final Path home;

    ScheduleVerbTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void printsTheComingBoundsOfAFile() {
        var run = CommandRun.in(home)
                .run("schedule", "--policy", "examples/office.yaml", "--at", "2026-12-24T00:00:00Z", "--next", "5d");

        assertThat(run.out()).isEqualTo("""
                office: tasks of ecs/demo/office
                  2026-12-24T00:00:00Z  Thu 2026-12-24 09:00 +09:00         1..3  window working hours
                  2026-12-24T09:00:00Z  Thu 2026-12-24 18:00 +09:00         0..0  the policy
                  2026-12-28T00:00:00Z  Mon 2026-12-28 09:00 +09:00         1..3  window working hours
                  2026-12-28T09:00:00Z  Mon 2026-12-28 18:00 +09:00         0..0  the policy
                """);
    }

    @Test
    void tellsProgramsWhatSetsEachEnd() {
        var run = CommandRun.in(home)
                .run(
                        "schedule",
                        "--policy",
                        "examples/broadcast.yaml",
                        "--policy",
                        "examples/api.yaml",
                        "--at",
                        "2026-11-27T00:00:00Z",
                        "--json");

        var broadcast = run.json().at("/policies/0");
        assertThat(run.json().path("until").asText()).isEqualTo("2026-12-11T00:00:00Z");
        assertThat(broadcast.path("timezone").asText()).isEqualTo("Asia/Seoul");
        assertThat(broadcast.path("changes")).hasSize(5);
        assertThat(broadcast.at("/changes/1")).hasToString("""
                {"at":"2026-11-27T09:00:00Z","local":"2026-11-27T18:00+09:00","min":6,"max":40,\
                "minBy":"window sale","maxBy":"window sale"}""");
        assertThat(run.json().at("/policies/1/changes")).hasSize(1);
    }

    @Test
    void showsWhatAnActionMovesTheCapacityTo() throws Exception {
        var file = Files.writeString(home.resolve("doors.yaml"), """
                apiVersion: tidegate/v1
                kind: GroupPolicy
                name: doors
                target: asg/web
                capacity: {min: 1, max: 20}
                schedule:
                  - {name: open, when: "0 18 * * 5", timezone: Europe/Berlin, desired: 12}
                """);

        var run = CommandRun.in(home)
                .run("schedule", "--policy", file.toString(), "--at", "2026-12-04T00:00:00Z", "--next", "2d");

        assertThat(run.out()).isEqualTo("""
                doors: instances of asg/web
                  2026-12-04T00:00:00Z  Fri 2026-12-04 01:00 +01:00        1..20  the policy
                  2026-12-04T17:00:00Z  Fri 2026-12-04 18:00 +01:00        1..20  the policy, moved to 12
                """);
    }

    @Test
    void showsAChangeOfTheClocksInLocalTime() throws Exception {
        var file = Files.writeString(home.resolve("night.yaml"), """
                apiVersion: tidegate/v1
                kind: ServicePolicy
                name: night
                target: ecs/demo/night
                enabled: false
                capacity: {min: 1, max: 4}
                schedule:
                  - {name: night, when: "30 2 * * *", timezone: Europe/Berlin, min: 2}
                  - {name: day, when: "0 6 * * *", timezone: Europe/Berlin, capacity: 1}
                """);

        var run = CommandRun.in(home)
                .run("schedule", "--policy", file.toString(), "--at", "2026-03-28T12:00:00Z", "--next", "1d");

        assertThat(run.out()).isEqualTo("""
                night: tasks of ecs/demo/night (disabled)
                  2026-03-28T12:00:00Z  Sat 2026-03-28 13:00 +01:00         1..1  action day
                  2026-03-29T01:00:00Z  Sun 2026-03-29 03:00 +02:00         2..2  action night
                  2026-03-29T04:00:00Z  Sun 2026-03-29 06:00 +02:00         1..1  action day
                """);
    }

    @Test
    void saysWhatIsWrongWithAFile() throws Exception {
        var file = Files.writeString(home.resolve("wrong.yaml"), "kind: ServicePolicy\nschedule: [{when: daily}]\n");

        var run = CommandRun.in(home).run("schedule", "--policy", file.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("wrong.yaml:2:19: schedule[0].when must be cron(...), rate(...), at(...) or");
    }
}

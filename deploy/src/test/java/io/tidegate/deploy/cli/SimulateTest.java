package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateTest {
    private final Path home;

    SimulateTest(@TempDir Path home) {
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
        Files.writeString(home.resolve("instances.yaml"), """
                apiVersion: tidegate/v1
                kind: ClusterPolicy
                name: instances
                target: cluster/demo
                group: asg/demo
                capacity: {min: 1, max: 6}
                fit: {}
                """);
        Files.writeString(home.resolve("images.yaml"), """
                apiVersion: tidegate/v1
                kind: ImagePolicy
                name: images
                target: asg/demo
                launchTemplate: lt-0123456789abcdef0
                image: {name: demo-*}
                before: {schedule: event, lead: 20m, waitUpTo: 10m}
                """);
        Files.writeString(home.resolve("load.csv"), """
                timestamp,cpu,running
                2026-03-02T00:00:00Z,36,10
                2026-03-02T00:05:00Z,60,10
                2026-03-02T00:10:00Z,70,12
                """);
    }

    private CommandRun simulate(String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "simulate";
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            all[i + 1] = argument.endsWith(".yaml") || argument.endsWith(".csv")
                    ? home.resolve(argument).toString()
                    : argument;
        }
        return CommandRun.in(home).run(all);
    }

    @Test
    void aClusterPolicyNeedsAJournal() {
        var run = simulate("--policy", "web.yaml", "--policy", "instances.yaml", "--trace", "load.csv");

        assertThat(run.exit()).isEqualTo(64);
        assertThat(run.err()).contains("ClusterPolicy instances needs a journal, for a trace tells no instances");
    }

    @Test
    void aClusterPolicyDecidesItsInstancesItself() {
        var run = simulate("--policy", "instances.yaml", "--against", "current", "--instances", "recorded");

        assertThat(run.exit()).isEqualTo(64);
        assertThat(run.err()).contains("--instances must be simulated for a ClusterPolicy, was recorded");
    }

    @Test
    void instancesAreOneOfThree() {
        var run = simulate("--policy", "web.yaml", "--trace", "load.csv", "--instances", "some");

        assertThat(run.exit()).isEqualTo(64);
        assertThat(run.err()).contains("--instances must be any, recorded or simulated, was some");
    }

    @Test
    void aTraceTellsNoInstances() {
        var run = simulate("--policy", "web.yaml", "--trace", "load.csv", "--instances", "simulated");

        assertThat(run.exit()).isEqualTo(64);
        assertThat(run.err()).contains("--instances must be any for a trace, which tells none, was simulated");
    }

    @Test
    void aTraceIsNotWhatRan() {
        var run = simulate("--policy", "web.yaml", "--against", "current", "--trace", "load.csv");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("--against must be a file with --trace, was current");
    }

    @Test
    void whatDecidesNoCapacityIsNotSimulated() {
        var run = simulate("--policy", "images.yaml", "--trace", "load.csv");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("images.yaml: kind must be ServicePolicy, GroupPolicy, TargetPolicy or ClusterPolicy");
    }
}

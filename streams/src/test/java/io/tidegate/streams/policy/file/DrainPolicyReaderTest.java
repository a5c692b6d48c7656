package io.tidegate.streams.policy.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.streams.policy.DrainPolicy;
import io.tidegate.streams.policy.DrainPolicy.Balancers;
import io.tidegate.streams.policy.DrainPolicy.Escalation;
import io.tidegate.streams.policy.DrainPolicy.Ladder;
import io.tidegate.streams.policy.DrainPolicy.Rung;
import io.tidegate.streams.policy.Execution;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.nodes.MappingNode;

class DrainPolicyReaderTest {
    private static final Target.Group WEB = new Target.Group(Place.DEFAULT, "web");

    /** What was read, and what was wrong with it. */
    private record Read(Optional<DrainPolicy> policy, List<String> problems) {}

    private static Read read(String text) {
        var reading = new Reading("p.yaml", _ -> Optional.empty());
        var root = (MappingNode)
                YamlDocument.read("p.yaml", text).documents().getFirst().root();
        var policy = DrainPolicyReader.read(new Section(reading, "", root));
        return new Read(
                policy, reading.problems().stream().map(Problem::message).toList());
    }

    @Test
    void fillsInItsDefaults() {
        var read = read("""
                name: leaving
                target: asg/web
                """);

        assertThat(read.problems()).isEmpty();
        assertThat(read.policy())
                .contains(new DrainPolicy(
                        "leaving",
                        0,
                        true,
                        WEB,
                        List.of(WEB),
                        Optional.empty(),
                        Balancers.NONE,
                        new Ladder(List.of(
                                new Rung(Duration.ofMinutes(5), Escalation.NOTIFY),
                                new Rung(Duration.ofMinutes(15), Escalation.CONTINUE))),
                        Duration.ofSeconds(90),
                        Duration.ofMinutes(10),
                        Execution.DEFAULT));
    }

    @Test
    void readsEveryKey() {
        var read = read("""
                name: leaving
                enabled: false
                target: cluster/demo
                groups: [asg/web, asg/batch]
                hook: drain
                loadBalancers: [front]
                targetGroups: ["arn:aws:elasticloadbalancing:eu-central-1:111111111111:targetgroup/blue/1"]
                escalation:
                  - {after: 1m, do: stopTasks}
                  - {after: 2m, do: abandon}
                spot: {deadline: 1m}
                launching: {deadline: 5m}
                """);

        assertThat(read.problems()).isEmpty();
        assertThat(read.policy())
                .contains(new DrainPolicy(
                        "leaving",
                        0,
                        false,
                        new Target.Cluster(Place.DEFAULT, "demo"),
                        List.of(WEB, new Target.Group(Place.DEFAULT, "batch")),
                        Optional.of("drain"),
                        new Balancers(
                                List.of("front"),
                                List.of("arn:aws:elasticloadbalancing:eu-central-1:111111111111:targetgroup/blue/1")),
                        new Ladder(List.of(
                                new Rung(Duration.ofMinutes(1), Escalation.STOP_TASKS),
                                new Rung(Duration.ofMinutes(2), Escalation.ABANDON))),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        Execution.DEFAULT));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "target: ecs/demo/web|target must be cluster/<cluster> or asg/<name>, was \"ecs/demo/web\"",
                "target: cluster/demo|groups must be given, was absent",
                "{target: asg/web, groups: [asg/other]}|groups must stand with a cluster alone, was [asg/other]",
                "{target: asg/web, escalation: []}|escalation must have at least one step, was none",
                "{target: asg/web, escalation: [{after: 1m, do: notify}]}|escalation must end with continue or abandon, was NOTIFY",
                "{target: asg/web, escalation: [{after: 2m, do: notify}, {after: 1m, do: continue}]}|escalation must be in rising order of after, was 1m after 2m",
                "{target: asg/web, escalation: [{after: 72h, do: continue}]}|escalation after must be above 0 to 48h, was 3d",
                "{target: asg/web, spot: {deadline: 3m}}|spot.deadline must be above 0 to 2m, was 3m",
                "{target: asg/web, mode: shadow}|mode must be enforce or dryRun in a DrainPolicy (shadows have services, groups and scalable targets), was shadow",
                "{target: asg/web, targetGroups: [blue]}|targetGroups must be ARNs of target groups, was \"blue\"",
            })
    void saysWhatIsWrong(String text, String problem) {
        String body =
                text.startsWith("{") ? text.replaceFirst("\\{", "{name: leaving, ") : "name: leaving\n" + text + "\n";

        assertThat(read(body).problems()).anySatisfy(found -> assertThat(found).endsWith(problem));
    }
}

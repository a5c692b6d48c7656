package io.tidegate.streams.policy.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.policy.Behaviour.Cooldown;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ClusterPolicy;
import io.tidegate.streams.policy.ClusterPolicy.Buffer;
import io.tidegate.streams.policy.ClusterPolicy.Sizing;
import io.tidegate.streams.policy.Execution;
import io.tidegate.streams.policy.Policy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterPolicyReaderTest {
    private static final String CLUSTER = """
            apiVersion: tidegate/v1
            kind: ClusterPolicy
            name: instances
            target: cluster/demo
            group: asg/demo
            capacity: {min: 1, max: 20}
            """;

    @Test
    void readsEveryKeyOfAFit() {
        String rest = """
                fit: {buffer: {cpu: 512, memory: 1024, tasks: 2}, drainBudget: 3}
                cooldown: {scaleOut: 1m, scaleIn: 2m}
                enabled: false
                mode: enforce
                """;

        assertThat(policy(rest))
                .isEqualTo(expected(
                        false,
                        new ClusterPolicy.Fit(new Buffer(512, 1024, 2), 3),
                        new Cooldown(Duration.ofMinutes(1), Duration.ofMinutes(2))));
    }

    @Test
    void readsEveryKeyOfAReservation() {
        assertThat(policy("reservation: {target: 80, minStep: 2, maxStep: 9, warmup: 1m}\n"))
                .isEqualTo(expected(
                        true,
                        new ClusterPolicy.Reservation(80, 2, 9, Duration.ofMinutes(1)),
                        new Cooldown(Duration.ZERO, Duration.ofMinutes(5))));
    }

    @Test
    void fillsInItsDefaults() {
        var cooldown = new Cooldown(Duration.ZERO, Duration.ofMinutes(5));

        assertThat(policy("fit: {}\n")).isEqualTo(expected(true, new ClusterPolicy.Fit(Buffer.NONE, 1), cooldown));
        assertThat(policy("reservation: {}\n"))
                .isEqualTo(
                        expected(true, new ClusterPolicy.Reservation(100, 1, 10_000, Duration.ofMinutes(5)), cooldown));
    }

    /** Each row: what is added to a policy, and its one problem. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | document must have exactly one of fit, reservation, was none",
                "fit: {drainBudget: 0} | fit.drainBudget must be at least 1, was 0",
                "fit: {drainBudget: 101} | fit.drainBudget must be at most 100, was 101",
                "fit: {buffer: {cpu: -1}} | fit.buffer.cpu must be at least 0, was -1",
                "fit: {buffer: {memory: -1}} | fit.buffer.memory must be at least 0, was -1",
                "fit: {buffer: {tasks: -1}} | fit.buffer.tasks must be at least 0, was -1",
                "fit: {buffer: {tasks: 5001}} | fit.buffer.tasks must be at most 5000, was 5001",
                "reservation: {target: 0} | reservation.target must be above 0 to 100, was 0.0",
                "reservation: {target: 101} | reservation.target must be above 0 to 100, was 101.0",
                "reservation: {minStep: 0} | reservation.minStep must be at least 1, was 0",
                "reservation: {minStep: 5, maxStep: 4} | reservation.maxStep must be at least minStep 5, was 4",
                "reservation: {maxStep: 10001} | reservation.maxStep must be at most 10000, was 10001",
                "'fit: {}\nmode: shadow' | mode must be enforce or dryRun in a ClusterPolicy (shadows have services, groups and scalable targets), was shadow",
                "reservation: {warmup: 3h} | reservation.warmup must be at most 10000s, was 3h",
            })
    void tellsWhatIsWrong(String rest, String problem) {
        assertThat(PolicyReader.read("p.yaml", CLUSTER + rest + "\n", PolicyExamples.ENVIRONMENT)
                        .problems())
                .singleElement()
                .extracting(Problem::message)
                .isEqualTo(problem);
    }

    @Test
    void takesOnlyAClusterAndAGroup() {
        String text = CLUSTER.replace("cluster/demo", "ecs/demo/web").replace("asg/demo", "demo") + "fit: {}\n";

        assertThat(PolicyReader.read("p.yaml", text, PolicyExamples.ENVIRONMENT).problems())
                .extracting(Problem::message)
                .containsExactly(
                        "target must be cluster/<cluster>, was \"ecs/demo/web\"",
                        "group must be asg/<name>, was \"demo\"");
    }

    /** Each row: a mapping of the policy, and where the schema describes it. */
    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "'fit: {HERE}', /properties/fit",
        "'fit: {buffer: {HERE}}', /properties/fit/properties/buffer",
        "'reservation: {HERE}', /properties/reservation",
        "'fit: {}\ncooldown: {HERE}', /properties/cooldown",
    })
    void knowsTheKeysThatItsSchemaKnows(String mapping, String pointer) {
        String rest = mapping.isEmpty() ? "fit: {}\nzzzzzzzzzzzz: 0" : mapping.replace("HERE", "zzzzzzzzzzzz: 0");

        var problems = PolicyReader.read("p.yaml", CLUSTER + rest + "\n", PolicyExamples.ENVIRONMENT)
                .problems();

        var known = PolicySchemaTest.known(
                PolicySchemaTest.schema().at(pointer),
                "/allOf/3/then",
                "/allOf/4/else",
                "/allOf/5/else",
                "/allOf/6/else");
        assertThat(problems)
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .endsWith("zzzzzzzzzzzz is not a key here, known: " + String.join(", ", known));
    }

    private static Policy policy(String rest) {
        var parsed = PolicyReader.read("p.yaml", CLUSTER + rest, PolicyExamples.ENVIRONMENT);
        assertThat(parsed.problems()).isEmpty();
        return parsed.documents().getFirst().policy();
    }

    private static ClusterPolicy expected(boolean enabled, Sizing sizing, Cooldown cooldown) {
        return new ClusterPolicy(
                "instances",
                0,
                enabled,
                new Target.Cluster(Target.Place.DEFAULT, "demo"),
                new Target.Group(Target.Place.DEFAULT, "demo"),
                new Bounds(1, 20),
                sizing,
                cooldown,
                Execution.DEFAULT);
    }
}

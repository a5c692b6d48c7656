package io.tidegate.streams.once;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.topic.GeneratedClasses;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.file.PolicyReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OneDecisionTest {
    static {
        GeneratedClasses.trust();
    }

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final String POLICY = """
            apiVersion: tidegate/v1
            kind: ServicePolicy
            name: web
            targets: [ecs/demo/web, ecs/demo/api]
            capacity: {min: 2, max: 20}
            metrics:
              cpu: {cloudwatch: {namespace: AWS/ECS, metricName: CPUUtilization}, window: 2m}
            rules:
              - targetTracking: {metric: cpu, target: 50}
            """;

    @Test
    void decidesByThePeriodsThatAreComplete() {
        // 100 until 3 minutes ago; what came since is not settled, and would say otherwise.
        var samples = IntStream.rangeClosed(1, 6)
                .mapToObj(minutes -> cpu(NOON.minus(Duration.ofMinutes(minutes)), minutes > 3 ? 100 : 0))
                .toList();

        var decided = OneDecision.of(policy(POLICY), List.of(service("ecs/demo/web", 4)), samples, NOON);

        assertThat(decided).hasSize(2);
        assertThat(decided.getFirst().command())
                .hasValueSatisfying(command -> assertThat(command.order()).isEqualTo(new Order.Capacity(4, 8)));
        assertThat(decided.getLast().command()).isEmpty();
        assertThat(decided.getLast().decision())
                .hasValueSatisfying(
                        decision -> assertThat(decision.verdict().reason()).isEqualTo("NOT_OBSERVED"));
    }

    @Test
    void takesAReadingOfNowForTheLatestCompletePane() {
        var policy = policy(POLICY.replace(
                "{cloudwatch: {namespace: AWS/ECS, metricName: CPUUtilization}, window: 2m}",
                "{http: {url: \"http://queue\", path: depth}, window: 1m}"));
        var sample = MetricSample.newBuilder()
                .setName("cpu")
                .setDimensions(Map.of("policy", "web"))
                .setAt(NOON)
                .setValue(75.0)
                .setSource("http")
                .build();

        var decided = OneDecision.of(policy, List.of(service("ecs/demo/web", 4)), List.of(sample), NOON)
                .getFirst();

        assertThat(decided.command())
                .hasValueSatisfying(command -> assertThat(command.order()).isEqualTo(new Order.Capacity(4, 6)));
        assertThat(decided.notes()).containsExactly("cpu is one reading for a window of 1m");
    }

    @Test
    void saysWhichMetricHasNoNumber() {
        var decided = OneDecision.of(policy(POLICY), List.of(service("ecs/demo/web", 4)), List.of(), NOON)
                .getFirst();

        assertThat(decided.command()).isEmpty();
        assertThat(decided.notes()).containsExactly("cpu has no number in its window of 2m");
    }

    private static MetricSample cpu(Instant at, double value) {
        return MetricSample.newBuilder()
                .setName("CPUUtilization")
                .setAt(at)
                .setValue(value)
                .setPeriodSeconds(60)
                .setSource("cloudwatch")
                .build();
    }

    private static CapacityObservation service(String target, int desired) {
        var state = EcsServiceState.newBuilder()
                .setStatus("ACTIVE")
                .setDesired(desired)
                .setRunning(desired)
                .setPending(0)
                .setDeploymentInProgress(false)
                .build();
        return CapacityObservation.newBuilder()
                .setTarget(target)
                .setObservedAt(NOON)
                .setObserved(state)
                .build();
    }

    private static CapacityPolicy policy(String text) {
        var document = PolicyReader.read("web.yaml", text, _ -> Optional.empty())
                .documents()
                .getFirst();
        return (CapacityPolicy) document.policy();
    }
}

package io.tidegate.streams.policy.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What validation says about policies that are valid and hardly meant. */
class WarningsTest {

    @Test
    void warnsOfATargetThatLeavesNoRoomBelowSaturation() {
        assertThat(warnings("target: 95, saturatesAt: 100"))
                .isEqualTo(
                        "p.yaml:1:1: rules: target-tracking-1: target 95.0 with tolerance 0.1 is not left before saturatesAt 100.0, so it scales out only when the metric is saturated");
    }

    @Test
    void warnsOfAUtilizationThatMayNeverLeaveItsTolerance() {
        assertThat(warnings("target: 92"))
                .isEqualTo(
                        "p.yaml:1:1: rules: target-tracking-1: target 92.0 with tolerance 0.1 is not left before 100, which a utilization hardly exceeds, so it may never scale out; lower it, or say saturatesAt: 100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"target: 60", "target: 60, saturatesAt: 100", "target: 95, tolerance: 0.02"})
    void saysNothingOfATargetWithRoomAbove(String keys) {
        assertThat(warnings(keys)).isEmpty();
    }

    private static String warnings(String keys) {
        String text = """
                apiVersion: tidegate/v1
                kind: ServicePolicy
                name: web
                target: ecs/demo/web
                capacity: {min: 1, max: 9}
                metrics:
                  cpu: {cloudwatch: {namespace: AWS/ECS, metricName: CPUUtilization}}
                rules:
                  - targetTracking: {metric: cpu, KEYS}
                """.replace("KEYS", keys);
        var parsed = PolicyReader.read("p.yaml", text, _ -> Optional.empty());
        assertThat(parsed.problems()).isEmpty();
        return parsed.warnings().stream().map(Problem::toString).findFirst().orElse("");
    }
}

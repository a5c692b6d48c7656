package io.tidegate.deploy.whatif.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.ClusterPolicy;
import io.tidegate.streams.policy.file.PolicyReader;
import java.util.Optional;

/** Policies of tests, by their text. */
final class Policies {
    private Policies() {}

    /** A service between 2 and 40 tasks, with what the text says of metrics and rules. */
    static CapacityPolicy service(String metricsAndRules) {
        String text = """
                apiVersion: tidegate/v1
                kind: ServicePolicy
                name: web
                target: ecs/demo/web
                capacity: {min: 2, max: 40}
                """ + metricsAndRules;
        var read = PolicyReader.read("web.yaml", text, _ -> Optional.empty());
        assertThat(read.problems()).isEmpty();
        return (CapacityPolicy) read.documents().getFirst().policy();
    }

    /** One that tracks its CPU utilization. */
    static CapacityPolicy tracking(int target) {
        return service("""
                metrics:
                  cpu: {samples: {name: cpu, dimensions: {service: web}}, window: 1m}
                rules:
                  - targetTracking: {metric: cpu, target: %d}
                cooldown: {scaleOut: 1m, scaleIn: 5m}
                """.formatted(target));
    }

    /** One of the instances under the service, with what the text says of its sizing. */
    static ClusterPolicy instances(String sizing) {
        var read = PolicyReader.read("instances.yaml", instancesText(sizing), _ -> Optional.empty());
        assertThat(read.problems()).isEmpty();
        return (ClusterPolicy) read.documents().getFirst().policy();
    }

    /** The text of it. */
    static String instancesText(String sizing) {
        return """
                apiVersion: tidegate/v1
                kind: ClusterPolicy
                name: instances
                target: cluster/demo
                group: asg/demo
                capacity: {min: 1, max: 40}
                cooldown: {scaleOut: 0s, scaleIn: 1m}
                """ + sizing;
    }
}

package io.tidegate.streams.ecsautoscale;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.policy.file.PolicyReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConversionTest {
    private static final String FILE = """
            autoscale_group: asg
            enabled: yes
            cpu_buffer: 256
            mem_buffer: 512
            min: 1
            max: 4
            services:
              api:
                enabled: yes
                min: 1
                max: %(API_MAX)
                metric_sources:
                  cloudwatch:
                    - metric_name: CPUUtilization
                      dimensions: [{name: ClusterName, value: web}]
                      period: 60
                      statistics: [{name: Average, alias: cpu}]
                  third_party:
                    - url: https://user:written@queue.example.com/stats
                      payload: {query: up, limit: 5}
                      statistics: [{name: messages.ready, alias: queue}]
                events:
                  - {metric: queue / 10, min: 60, max: null, action: 2}
                  - {metric: cpu, min: 20, max: 40, action: 0}
                  - {metric: cpu, min: null, max: 20, action: -1}
              broken:
                enabled: no
            """;

    @Test
    void writesAPolicyForTheClusterAndForEachService() throws UnusableException {
        var conversion = Conversion.of("web", "web.yml", FILE);

        assertThat(conversion.policies()).isEqualTo("""
                        # From web.yml of ecs-autoscale.
                        apiVersion: tidegate/v1
                        kind: ClusterPolicy
                        name: "web"
                        enabled: true
                        target: "cluster/web"
                        group: "asg/asg"
                        capacity: {min: 1, max: 4}
                        fit: {buffer: {cpu: 256, memory: 512}}
                        ---
                        apiVersion: tidegate/v1
                        kind: ServicePolicy
                        name: "web.api"
                        enabled: true
                        target: "ecs/web/api"
                        capacity: {min: 1, max: "%(API_MAX)"}
                        metrics:
                          cpu:
                            cloudwatch:
                              namespace: "AWS/ECS"
                              metricName: "CPUUtilization"
                              dimensions: {"ClusterName": "web"}
                              statistic: Average
                              period: 60s
                            window: 60s
                            statistic: last
                          queue:
                            http:
                              url: "https://queue.example.com/stats"
                              user: "user"
                              password: "%(WEB_API_PASSWORD)"
                              method: GET
                              payload: "{\\"query\\": \\"up\\", \\"limit\\": 5}"
                              path: "messages.ready"
                              interval: 1m
                            window: 1m
                            statistic: last
                        rules:
                          - threshold: {metric: "queue / 10", atLeast: 60, change: 2}
                          - threshold: {metric: "cpu", atLeast: 20, atMost: 40, change: 0}
                          - threshold: {metric: "cpu", atMost: 20, change: -1}
                        combine: first
                        cooldown: {scaleOut: 1m, scaleIn: 1m}
                        """);
    }

    @Test
    void tellsWhatWillBeDecidedOtherwise() throws UnusableException {
        var conversion = Conversion.of("web", "web.yml", FILE);

        assertThat(conversion.differences())
                .contains(
                        "web: instances that launch are waited for, not ordered again every run (L01)",
                        "web.api: a password stood in a URL; set it in the variable WEB_API_PASSWORD",
                        "web.api: a rule blocked at a bound does not leave the decision to later ones (L02)",
                        "web.broken: is not converted: web.yml:27:5: services.broken.min must be given, was absent");
    }

    @Test
    void callsMetricsByNamesThatPoliciesHave() throws UnusableException {
        String file = FILE.replace("alias: cpu", "alias: max")
                .replace("alias: queue", "alias: queue-depth")
                .replace("metric: queue / 10", "metric: \"max([max, queue-depth / 10])\"")
                .replace("metric: cpu", "metric: max");

        var conversion = Conversion.of("web", "web.yml", file);

        assertThat(conversion.policies())
                .contains("\n  max_:\n", "\n  queue_depth:\n")
                .contains("metric: \"max([max_, queue_depth / 10])\"", "metric: \"max_\", atMost: 20");
        assertThat(conversion.differences())
                .contains(
                        "web.api: alias max cannot be one of a policy; it is max_ there",
                        "web.api: alias queue-depth cannot be one of a policy; it is queue_depth there");
        assertThat(PolicyReader.read("web.yaml", conversion.policies(), _ -> Optional.of("9"))
                        .problems())
                .isEmpty();
    }

    @Test
    void writesWhatPolicyFilesTake() throws UnusableException {
        var policies = Conversion.of("web", "web.yml", FILE).policies();

        var parsed = PolicyReader.read("web.yaml", policies, _ -> Optional.of("9"));

        assertThat(parsed.problems()).isEmpty();
        assertThat(policies).doesNotContain("written");
    }
}

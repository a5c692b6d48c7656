package io.tidegate.streams;

import io.tidegate.streams.ecsautoscale.EcsAutoscalePolicies;
import io.tidegate.streams.policy.EcsAutoscalePolicy;
import java.util.Optional;

/** The file of ecs-autoscale of tests: service {@code web} of cluster {@code demo}, two tasks more at a load of 80, one less at 10. */
public final class Files {
    private static final String FILE = """
            autoscale_group: demo
            enabled: true
            cpu_buffer: 0
            mem_buffer: 0
            min: 1
            max: 5
            services:
              web:
                enabled: true
                min: 1
                max: 9
                metric_sources:
                  cloudwatch:
                    - metric_name: CPUUtilization
                      dimensions: [{name: ServiceName, value: web}]
                      period: 60
                      statistics: [{name: Average, alias: load}]
                events:
                  - {metric: load, min: 80, max: null, action: 2}
                  - {metric: load, min: null, max: 10, action: -1}
            """;

    private Files() {}

    public static EcsAutoscalePolicy policy() {
        return policy("", "");
    }

    public static EcsAutoscalePolicy disabled() {
        return policy("enabled: true\ncpu_buffer", "enabled: false\ncpu_buffer");
    }

    /** The same with a part of its text replaced. */
    public static EcsAutoscalePolicy policy(String part, String replacement) {
        return read("demo", FILE.replace(part, replacement));
    }

    /** The same of another cluster and its group. */
    public static EcsAutoscalePolicy of(String cluster) {
        return read(cluster, FILE.replace("autoscale_group: demo", "autoscale_group: " + cluster));
    }

    private static EcsAutoscalePolicy read(String cluster, String text) {
        var parsed = EcsAutoscalePolicies.read(cluster + ".yml", text, _ -> Optional.empty());
        if (!parsed.problems().isEmpty()) {
            throw new AssertionError(parsed.problems());
        }
        return ((EcsAutoscalePolicy) parsed.documents().getFirst().policy()).withRevision(1);
    }
}

package io.tidegate.streams.policy.file;

import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.MetricSource;
import io.tidegate.streams.policy.Rule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is allowed in a policy and hardly meant. */
final class Warnings {
    // Utilizations are percentages (CloudWatch metrics of ECS, EC2 and RDS).
    private static final double FULL = 100;

    private Warnings() {}

    /** One sentence each, in the order of the rules. */
    static List<String> of(CapacityPolicy policy) {
        return policy.rules().stream()
                .flatMap(rule -> rule instanceof Rule.TargetTracking tracking
                        ? saturation(tracking, policy.metrics()).stream()
                        : Stream.empty())
                .toList();
    }

    private static Optional<String> saturation(Rule.TargetTracking rule, List<Metric> metrics) {
        double reached = rule.target() * (1 + rule.tolerance().out());
        if (rule.saturation().isPresent()) {
            double most = rule.saturation().get().at();
            return reached < most
                    ? Optional.empty()
                    : Optional.of(
                            "rules: %s: target %s with tolerance %s is not left before saturatesAt %s, so it scales out only when the metric is saturated"
                                    .formatted(
                                            rule.name(),
                                            rule.target(),
                                            rule.tolerance().out(),
                                            most));
        }
        boolean never = rule.measure() != Rule.Measure.TOTAL && reached >= FULL && isUtilization(rule, metrics);
        return never
                ? Optional.of(
                        "rules: %s: target %s with tolerance %s is not left before 100, which a utilization hardly exceeds, so it may never scale out; lower it, or say saturatesAt: 100"
                                .formatted(
                                        rule.name(),
                                        rule.target(),
                                        rule.tolerance().out()))
                : Optional.empty();
    }

    private static boolean isUtilization(Rule.TargetTracking rule, List<Metric> metrics) {
        return metrics.stream()
                .filter(metric -> metric.alias().equals(rule.metric().toString()))
                .anyMatch(metric -> metric.source() instanceof MetricSource.CloudWatch asked
                        && asked.metricName().endsWith("Utilization"));
    }
}

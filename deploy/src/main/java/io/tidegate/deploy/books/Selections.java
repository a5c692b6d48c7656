package io.tidegate.deploy.books;

import io.tidegate.deploy.view.PolicyKinds;
import io.tidegate.schemas.PolicyMetric;
import io.tidegate.schemas.ScalingPolicy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What policies read, and how late it may come. */
final class Selections {
    private final List<PolicyMetric> metrics;

    Selections(Collection<ScalingPolicy> policies) {
        metrics = policies.stream()
                .filter(policy -> policy.getEnabled() && !PolicyKinds.isShadow(policy))
                .flatMap(policy -> policy.getMetrics().stream())
                .toList();
    }

    /** The longest lateness of those that read a series; empty when none does. */
    OptionalLong latenessMillis(String name, Map<String, String> dimensions) {
        return metrics.stream()
                .filter(metric -> metric.getSelectorName().equals(name)
                        && dimensions
                                .entrySet()
                                .containsAll(metric.getSelectorDimensions().entrySet()))
                .mapToLong(PolicyMetric::getLatenessMillis)
                .max();
    }
}

package io.tidegate.simulatedaws.metric;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;

/** Metric keys to and from the shapes of CloudWatch. */
final class MetricShapes {
    private MetricShapes() {}

    static MetricKey key(@Nullable String namespace, @Nullable String name, List<Dimension> dimensions) {
        if (namespace == null) {
            throw MetricErrors.missing("Namespace");
        }
        if (name == null) {
            throw MetricErrors.missing("MetricName");
        }
        var sorted = new TreeMap<String, String>();
        dimensions.forEach(dimension -> sorted.put(dimension.name(), dimension.value()));
        return new MetricKey(namespace, name, sorted);
    }

    static Metric metric(MetricKey key) {
        return Metric.builder()
                .namespace(key.namespace())
                .metricName(key.name())
                .dimensions(key.dimensions().entrySet().stream()
                        .map(dimension -> Dimension.builder()
                                .name(dimension.getKey())
                                .value(dimension.getValue())
                                .build())
                        .toList())
                .build();
    }
}

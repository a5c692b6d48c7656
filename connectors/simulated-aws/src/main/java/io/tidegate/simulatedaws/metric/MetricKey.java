package io.tidegate.simulatedaws.metric;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Names a metric: every set of dimensions is a metric of its own. */
public record MetricKey(String namespace, String name, SortedMap<String, String> dimensions)
        implements Comparable<MetricKey> {
    public MetricKey {
        dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
    }

    /** The metric of an ECS service that ECS itself publishes. */
    public static MetricKey ofService(String name, String cluster, String service) {
        return new MetricKey("AWS/ECS", name, new TreeMap<>(Map.of("ClusterName", cluster, "ServiceName", service)));
    }

    /** One text per key; equal keys have equal texts. */
    String text() {
        return namespace + "\n" + name + "\n" + dimensions;
    }

    @Override
    public int compareTo(MetricKey other) {
        return text().compareTo(other.text());
    }
}

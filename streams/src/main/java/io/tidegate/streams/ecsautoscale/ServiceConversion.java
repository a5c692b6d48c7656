package io.tidegate.streams.ecsautoscale;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Turns a service of a definition into a ServicePolicy. */
final class ServiceConversion {
    private static final String NO_END = "-1e308"; // rules need an end, and this is below all that is measured

    private final String cluster;
    private final String service;
    private final List<String> differences;

    ServiceConversion(String cluster, String service, List<String> differences) {
        this.cluster = cluster;
        this.service = service;
        this.differences = differences;
    }

    /** The document. */
    String document(Part definition, boolean clusterIsEnabled) throws UnusableException {
        var lines = new ArrayList<String>();
        lines.add("apiVersion: tidegate/v1");
        lines.add("kind: ServicePolicy");
        lines.add("name: " + PolicyText.quoted(name()));
        lines.add("enabled: " + (clusterIsEnabled ? PolicyText.flag(definition.get("enabled")) : "false"));
        lines.add("target: " + PolicyText.quoted("ecs/%s/%s".formatted(cluster, service)));
        lines.add("capacity: {min: %s, max: %s}"
                .formatted(PolicyText.whole(definition.get("min")), PolicyText.whole(definition.get("max"))));
        addList(lines, "metrics", new MetricConversion(name(), differences).lines(definition.get("metric_sources")));
        addList(lines, "rules", rules(definition.get("events").itemsOrNone()));
        lines.add("combine: first");
        lines.add("cooldown: {scaleOut: 1m, scaleIn: 1m}");
        return String.join("\n", lines) + "\n";
    }

    private String name() {
        return cluster + "." + service;
    }

    private static void addList(List<String> lines, String key, List<String> items) {
        if (!items.isEmpty()) {
            lines.add(key + ":");
            lines.addAll(items);
        }
    }

    private List<String> rules(List<Part> events) throws UnusableException {
        var rules = new ArrayList<String>();
        for (Part event : events) {
            if (event.get("action").item() instanceof Item.Scalar(Place _, Long zero) && zero == 0) {
                differences.add(
                        "%s: %s only holds the capacity, and rules cannot; it is left out, so later rules decide"
                                .formatted(name(), event.path()));
            } else {
                rules.add(rule(event));
            }
        }
        return rules;
    }

    private static String rule(Part event) throws UnusableException {
        Part min = event.get("min");
        Part max = event.get("max");
        var rule = new StringBuilder("  - threshold: {metric: ").append(metric(event.get("metric")));
        if (!min.isNull() || max.isNull()) {
            rule.append(", atLeast: ").append(min.isNull() ? NO_END : PolicyText.number(min));
        }
        if (!max.isNull()) {
            rule.append(", atMost: ").append(PolicyText.number(max));
        }
        return rule.append(", change: ")
                .append(PolicyText.whole(event.get("action")))
                .append("}")
                .toString();
    }

    private static String metric(Part metric) throws UnusableException {
        OptionalDouble constant = metric.constant();
        return PolicyText.quoted(constant.isPresent() ? Numbers.text(constant.getAsDouble()) : metric.text());
    }
}

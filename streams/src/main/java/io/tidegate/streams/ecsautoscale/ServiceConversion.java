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
        Part sources = definition.get("metric_sources");
        AliasNames names = AliasNames.of(sources);
        names.renamed().forEach(this::addRenamed);
        addList(lines, "metrics", new MetricConversion(name(), differences).lines(sources, names));
        addList(lines, "rules", rules(definition.get("events").itemsOrNone(), names));
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

    private void addRenamed(String alias, String name) {
        differences.add("%s: alias %s cannot be one of a policy; it is %s there".formatted(name(), alias, name));
    }

    private static List<String> rules(List<Part> events, AliasNames names) throws UnusableException {
        var rules = new ArrayList<String>();
        for (Part event : events) {
            rules.add(rule(event, names));
        }
        return rules;
    }

    private static String rule(Part event, AliasNames names) throws UnusableException {
        Part min = event.get("min");
        Part max = event.get("max");
        var rule = new StringBuilder("  - threshold: {metric: ").append(metric(event.get("metric"), names));
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

    private static String metric(Part metric, AliasNames names) throws UnusableException {
        OptionalDouble constant = metric.constant();
        return PolicyText.quoted(constant.isPresent() ? Numbers.text(constant.getAsDouble()) : names.in(metric.text()));
    }
}

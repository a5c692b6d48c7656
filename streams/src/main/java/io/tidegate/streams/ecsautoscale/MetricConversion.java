package io.tidegate.streams.ecsautoscale;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the metric sources of a service into metrics of a policy: one for each alias, the last source of an alias. */
final class MetricConversion {
    private static final Pattern URL = Pattern.compile("(https?://)([^/@:]*)(?::([^/@]*))?@(.*)");
    private static final long DEFAULT_PERIOD_SECONDS = 300; // ecs-autoscale's own

    private final String policy;
    private final List<String> differences;

    MetricConversion(String policy, List<String> differences) {
        this.policy = policy;
        this.differences = differences;
    }

    /** Lines below {@code metrics:}; none without sources. */
    List<String> lines(Part sources, AliasNames names) throws UnusableException {
        var metrics = new LinkedHashMap<String, List<String>>();
        for (var kind : sources.entriesOrNone().entrySet()) {
            for (Part source : kind.getValue().items()) {
                MetricSources.check(kind.getKey(), source);
                add(kind.getKey(), source, metrics);
            }
        }
        var lines = new ArrayList<String>();
        metrics.forEach((alias, metric) -> {
            lines.add("  %s:".formatted(names.of(alias)));
            metric.forEach(line -> lines.add("    " + line));
        });
        return lines;
    }

    private void add(String kind, Part source, Map<String, List<String>> metrics) throws UnusableException {
        List<String> aliases = MetricSources.aliases(source);
        for (int i = 0; i < aliases.size(); i++) {
            String name = source.get("statistics").items().get(i).get("name").text();
            metrics.put(aliases.get(i), kind.equals("cloudwatch") ? cloudWatch(source, name) : http(source, name));
        }
    }

    private static List<String> cloudWatch(Part source, String statistic) throws UnusableException {
        Optional<Part> given = source.find("period");
        String period = (given.isPresent() ? given.get().whole() : DEFAULT_PERIOD_SECONDS) + "s";
        var lines = new ArrayList<String>();
        lines.add("cloudwatch:");
        lines.add("  namespace: " + PolicyText.quoted(MetricSources.textOr(source, "namespace", "AWS/ECS")));
        lines.add(
                "  metricName: " + PolicyText.quoted(MetricSources.textOr(source, "metric_name", "MemoryUtilization")));
        lines.add("  dimensions: " + PolicyText.texts(MetricSources.dimensions(source)));
        lines.add("  statistic: " + statistic);
        lines.add("  period: " + period);
        lines.add("window: " + period);
        lines.add("statistic: last");
        return lines;
    }

    private List<String> http(Part source, String path) throws UnusableException {
        var lines = new ArrayList<String>();
        lines.add("http:");
        addUrl(source.get("url").text(), lines);
        lines.add("  method: " + MetricSources.textOr(source, "method", "GET"));
        Optional<Part> payload = source.given("payload");
        payload.ifPresent(part -> lines.add("  payload: " + PolicyText.quoted(PolicyText.json(part.item()))));
        lines.add("  path: " + PolicyText.quoted(path));
        lines.add("  interval: 1m"); // the original's schedule
        lines.add("window: 1m");
        lines.add("statistic: last");
        return lines;
    }

    /** Credentials leave the URL; a password that is written out leaves the file, for policies are stored. */
    private void addUrl(String url, List<String> lines) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            lines.add("  url: " + PolicyText.quoted(url));
            return;
        }
        lines.add("  url: " + PolicyText.quoted(parts.group(1) + parts.group(4)));
        lines.add("  user: " + PolicyText.quoted(parts.group(2)));
        if (parts.group(3) != null) {
            lines.add("  password: " + PolicyText.quoted(password(parts.group(3))));
        }
    }

    private String password(String written) {
        if (written.startsWith("%(") && written.endsWith(")")) {
            return written;
        }
        String variable = policy.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_PASSWORD";
        differences.add("%s: a password stood in a URL; set it in the variable %s".formatted(policy, variable));
        return "%(" + variable + ")";
    }
}

package io.tidegate.streams.ecsautoscale;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns the metric sources of a service into metrics of a policy: one for each alias, the last source of an alias. */
final class MetricConversion {
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

    private void add(String kind, Part part, Map<String, List<String>> metrics) throws UnusableException {
        Source source = Source.of(kind, part);
        for (Part statistic : MetricSources.statistics(part)) {
            String name = statistic.get("name").text();
            metrics.put(
                    statistic.get("alias").text(),
                    switch (source) {
                        case Source.CloudWatch asked -> cloudWatch(asked, name);
                        case Source.Http asked -> http(asked, name);
                    });
        }
    }

    private static List<String> cloudWatch(Source.CloudWatch source, String statistic) {
        String period = source.periodSeconds() + "s";
        return List.of(
                "cloudwatch:",
                "  namespace: " + PolicyText.quoted(source.namespace()),
                "  metricName: " + PolicyText.quoted(source.metric()),
                "  dimensions: " + PolicyText.texts(source.dimensions()),
                "  statistic: " + statistic,
                "  period: " + period,
                "window: " + period,
                "statistic: last");
    }

    private List<String> http(Source.Http source, String path) {
        var lines = new ArrayList<String>();
        lines.add("http:");
        addUrl(UrlParts.of(source.url()), lines);
        lines.add("  method: " + source.method());
        source.payload().ifPresent(payload -> lines.add("  payload: " + PolicyText.quoted(payload)));
        lines.add("  path: " + PolicyText.quoted(path));
        lines.add("  interval: 1m"); // the original's schedule
        lines.add("window: 1m");
        lines.add("statistic: last");
        return lines;
    }

    /** A password that is written out leaves the file, for policies are stored. */
    private void addUrl(UrlParts url, List<String> lines) {
        lines.add("  url: " + PolicyText.quoted(url.address()));
        url.user().ifPresent(user -> lines.add("  user: " + PolicyText.quoted(user)));
        url.password().ifPresent(password -> lines.add("  password: " + PolicyText.quoted(password(password))));
    }

    private String password(String written) {
        if (UrlParts.isPlaceholder(written)) {
            return written;
        }
        String variable = policy.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_PASSWORD";
        differences.add("%s: a password stood in a URL; set it in the variable %s".formatted(policy, variable));
        return "%(" + variable + ")";
    }
}

package io.tidegate.streams.ecsautoscale;

import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.MetricSource;
import io.tidegate.streams.policy.OnMissing;
import io.tidegate.streams.policy.SeriesSelector;
import io.tidegate.streams.policy.Statistic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A statistic of a metric source of an enabled service, and the metric that reads it. Equal statistics of equal sources read one
 * series, whatever services they are of; different ones never do.
 *
 * @param statistic its name in the file: one of CloudWatch, or a dotted path
 */
public record FileMetric(Source source, String statistic, Metric metric) {
    private static final Duration INTERVAL = Duration.ofMinutes(1); // the original's schedule
    private static final Duration TIMEOUT = Duration.ofSeconds(3); // as in policies that say nothing
    private static final int LONGEST_ALIAS = 56; // of 64, so that a number has room behind it

    /**
     * Those of a definition, in its order.
     *
     * @throws UnusableException for the first that cannot be read by a metric
     */
    public static List<FileMetric> of(Item definition) throws UnusableException {
        var metrics = new ArrayList<FileMetric>();
        var aliases = new TreeSet<String>();
        for (var service : Part.root(definition).get("services").entries().entrySet()) {
            if (service.getValue().get("enabled").truthy()) {
                add(service.getKey(), service.getValue().get("metric_sources"), aliases, metrics);
            }
        }
        return List.copyOf(metrics);
    }

    private static void add(String service, Part sources, TreeSet<String> aliases, List<FileMetric> metrics)
            throws UnusableException {
        for (var kind : sources.entriesOrNone().entrySet()) {
            for (Part part : kind.getValue().items()) {
                Source source = Source.of(kind.getKey(), part);
                for (Part statistic : MetricSources.statistics(part)) {
                    String alias = alias(service + "_" + statistic.get("alias").text(), aliases);
                    metrics.add(of(part, source, statistic.get("name").text(), alias));
                }
            }
        }
    }

    /** Refuses a source of which no metric can read what it yields. */
    static void check(Part part, Source source) throws UnusableException {
        for (Part statistic : MetricSources.statistics(part)) {
            of(part, source, statistic.get("name").text(), "checked");
        }
    }

    private static FileMetric of(Part part, Source source, String statistic, String alias) throws UnusableException {
        try {
            return new FileMetric(source, statistic, metric(source, statistic, alias));
        } catch (IllegalArgumentException e) {
            throw part.unusable("%s: %s".formatted(part.path(), e.getMessage()));
        }
    }

    private static Metric metric(Source source, String statistic, String alias) {
        return switch (source) {
            case Source.CloudWatch asked -> {
                var period = Duration.ofSeconds(asked.periodSeconds());
                String name =
                        "%s/%s/%s/%ds".formatted(asked.namespace(), asked.metric(), statistic, asked.periodSeconds());
                yield metric(
                        alias,
                        new MetricSource.CloudWatch(
                                asked.namespace(), asked.metric(), asked.dimensions(), statistic, period),
                        new SeriesSelector(name, asked.dimensions()),
                        period);
            }
            case Source.Http asked ->
                metric(alias, http(asked, statistic), new SeriesSelector(name(asked, statistic), Map.of()), INTERVAL);
        };
    }

    private static Metric metric(String alias, MetricSource source, SeriesSelector selector, Duration window) {
        return new Metric(
                alias,
                source,
                selector,
                window,
                source.lateness(),
                Statistic.Exact.LAST,
                Metric.Across.AVG,
                OnMissing.HOLD,
                false);
    }

    private static MetricSource http(Source.Http asked, String path) {
        var url = UrlParts.of(asked.url());
        var headers = new TreeMap<String, String>();
        asked.payload().ifPresent(_ -> headers.put("Content-Type", "application/json"));
        return new MetricSource.Http(
                url.address(),
                asked.method(),
                headers,
                url.user(),
                url.password(),
                asked.payload(),
                path,
                INTERVAL,
                TIMEOUT);
    }

    // A URL may hold a secret, so it does not stand in a name that everybody may read.
    private static String name(Source.Http asked, String path) {
        return "http/"
                + digest(String.join(
                        "\n", asked.method(), asked.url(), asked.payload().orElse(""), path));
    }

    // FNV-1a of 64 bits (Fowler, Noll, Vo), over UTF-16: the same on every machine.
    private static String digest(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return "%016x".formatted(hash);
    }

    // Letters, digits and _, not starting with a digit, and unique.
    private static String alias(String text, TreeSet<String> taken) {
        String plain = text.replaceAll("[^A-Za-z0-9_]", "_");
        String base = Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
        String shortened = base.substring(0, Math.min(base.length(), LONGEST_ALIAS));
        String alias = shortened;
        for (int n = 2; !taken.add(alias); n++) {
            alias = shortened + "_" + n;
        }
        return alias;
    }

    /** Whether a password stands in the URL of a source, and not a placeholder. */
    static boolean hasWrittenPassword(Source source) {
        return source instanceof Source.Http http
                && UrlParts.of(http.url())
                        .password()
                        .filter(written -> !UrlParts.isPlaceholder(written))
                        .isPresent();
    }
}

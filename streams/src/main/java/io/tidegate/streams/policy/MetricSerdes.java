package io.tidegate.streams.policy;

import io.tidegate.schemas.CloudWatchSource;
import io.tidegate.schemas.HttpSource;
import io.tidegate.schemas.PolicyMetric;
import io.tidegate.schemas.SampleSource;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Maps the metrics of policies to and from their part of a {@code scaling-policies} record. */
final class MetricSerdes {
    private MetricSerdes() {}

    static PolicyMetric toAvro(Metric metric) {
        return PolicyMetric.newBuilder()
                .setAlias(metric.alias())
                .setSource(toAvro(metric.source()))
                .setSelectorName(metric.selector().name())
                .setSelectorDimensions(metric.selector().dimensions())
                .setWindowSeconds((int) metric.window().toSeconds())
                .setStatistic(word(metric.statistic()))
                .setAcross(word(metric.across()))
                .setLatenessMillis(metric.lateness().toMillis())
                .setOnMissing(word(metric.onMissing()))
                .setEarly(metric.early())
                .build();
    }

    static Metric fromAvro(PolicyMetric avro) {
        var selector = new SeriesSelector(avro.getSelectorName(), avro.getSelectorDimensions());
        return new Metric(
                avro.getAlias(),
                source(avro.getSource(), selector),
                selector,
                Duration.ofSeconds(avro.getWindowSeconds()),
                Duration.ofMillis(avro.getLatenessMillis()),
                Metric.Statistic.valueOf(symbol(avro.getStatistic())),
                Metric.Across.valueOf(symbol(avro.getAcross())),
                Metric.OnMissing.valueOf(symbol(avro.getOnMissing())),
                avro.getEarly());
    }

    private static Object toAvro(MetricSource source) {
        return switch (source) {
            case MetricSource.Pushed _ -> new SampleSource();
            case MetricSource.CloudWatch asked ->
                CloudWatchSource.newBuilder()
                        .setNamespace(asked.namespace())
                        .setMetricName(asked.metricName())
                        .setStatistic(asked.statistic())
                        .setPeriodSeconds((int) asked.period().toSeconds())
                        .build();
            case MetricSource.Http http ->
                HttpSource.newBuilder()
                        .setUrl(http.url())
                        .setMethod(http.method())
                        .setHeaders(http.headers())
                        .setUser(http.user().orElse(null))
                        .setPassword(http.password().orElse(null))
                        .setPayload(http.payload().orElse(null))
                        .setPath(http.path())
                        .setIntervalSeconds((int) http.interval().toSeconds())
                        .setTimeoutMillis((int) http.timeout().toMillis())
                        .build();
        };
    }

    private static MetricSource source(Object avro, SeriesSelector selector) {
        return switch (avro) {
            case SampleSource _ -> new MetricSource.Pushed();
            case CloudWatchSource asked ->
                new MetricSource.CloudWatch(
                        asked.getNamespace(),
                        asked.getMetricName(),
                        selector.dimensions(),
                        asked.getStatistic(),
                        Duration.ofSeconds(asked.getPeriodSeconds()));
            case HttpSource http ->
                new MetricSource.Http(
                        http.getUrl(),
                        http.getMethod(),
                        http.getHeaders(),
                        Optional.ofNullable(http.getUser()),
                        Optional.ofNullable(http.getPassword()),
                        Optional.ofNullable(http.getPayload()),
                        http.getPath(),
                        Duration.ofSeconds(http.getIntervalSeconds()),
                        Duration.ofMillis(http.getTimeoutMillis()));
            default ->
                throw new IllegalArgumentException("source must be pushed, CloudWatch or HTTP, was "
                        + avro.getClass().getSimpleName());
        };
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String symbol(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}

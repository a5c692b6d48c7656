package io.tidegate.streams.policy;

import io.tidegate.schemas.CloudWatchSource;
import io.tidegate.schemas.FallbackCapacity;
import io.tidegate.schemas.HttpSource;
import io.tidegate.schemas.PolicyMetric;
import io.tidegate.schemas.SampleSource;
import io.tidegate.streams.policy.OnMissing.Reaction;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps the metrics of policies to and from their part of a {@code scaling-policies} record. */
final class MetricSerdes {
    private static final String HOLD = "hold";
    private static final String IGNORE = "ignore";
    private static final String ALLOW_OUT = "allowOut";
    private static final String VALUE = "value";
    private static final String FALLBACK = "fallback";

    private MetricSerdes() {}

    static PolicyMetric toAvro(Metric metric) {
        var avro = PolicyMetric.newBuilder()
                .setAlias(metric.alias())
                .setSource(toAvro(metric.source()))
                .setSelectorName(metric.selector().name())
                .setSelectorDimensions(metric.selector().dimensions())
                .setWindowSeconds((int) metric.window().toSeconds())
                .setStatistic(metric.statistic().word())
                .setAcross(word(metric.across()))
                .setLatenessMillis(metric.lateness().toMillis())
                .setEarly(metric.early());
        put(metric.onMissing(), avro);
        return avro.build();
    }

    static Metric fromAvro(PolicyMetric avro) {
        var selector = new SeriesSelector(avro.getSelectorName(), avro.getSelectorDimensions());
        return new Metric(
                avro.getAlias(),
                source(avro.getSource(), selector),
                selector,
                Duration.ofSeconds(avro.getWindowSeconds()),
                Duration.ofMillis(avro.getLatenessMillis()),
                statistic(avro.getStatistic()),
                Metric.Across.valueOf(symbol(avro.getAcross())),
                onMissing(avro),
                avro.getEarly());
    }

    private static Statistic statistic(String word) {
        return Statistic.of(word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "statistic must be one that is known, was \"%s\"".formatted(word)));
    }

    private static void put(OnMissing onMissing, PolicyMetric.Builder avro) {
        avro.setOnMissingAfter(onMissing.after());
        switch (onMissing.reaction()) {
            case Reaction.Hold _ -> avro.setOnMissing(HOLD);
            case Reaction.Ignore _ -> avro.setOnMissing(IGNORE);
            case Reaction.AllowOut _ -> avro.setOnMissing(ALLOW_OUT);
            case Reaction.Value value -> {
                avro.setOnMissing(VALUE);
                avro.setStandIn(value.value());
            }
            case Reaction.Fallback fallback -> {
                avro.setOnMissing(FALLBACK);
                avro.setFallback(new FallbackCapacity(
                        fallback.capacity(), fallback.when().name()));
            }
        }
    }

    private static OnMissing onMissing(PolicyMetric avro) {
        Reaction reaction = switch (avro.getOnMissing()) {
            case HOLD -> new Reaction.Hold();
            case IGNORE -> new Reaction.Ignore();
            case ALLOW_OUT -> new Reaction.AllowOut();
            case VALUE -> new Reaction.Value(given("standIn", avro.getStandIn()));
            case FALLBACK -> fallback(given("fallback", avro.getFallback()));
            default ->
                throw new IllegalArgumentException(
                        "onMissing must be one that is known, was \"%s\"".formatted(avro.getOnMissing()));
        };
        return new OnMissing(reaction, avro.getOnMissingAfter());
    }

    private static Reaction fallback(FallbackCapacity avro) {
        return new Reaction.Fallback(avro.getCapacity(), OnMissing.When.valueOf(avro.getWhen()));
    }

    private static <T> T given(String key, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(key + " must be given, was absent");
        }
        return value;
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

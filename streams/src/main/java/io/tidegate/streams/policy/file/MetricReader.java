package io.tidegate.streams.policy.file;

import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.MetricSource;
import io.tidegate.streams.policy.SeriesSelector;
import io.tidegate.streams.policy.Statistic;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads a value of {@code metrics}: one source, and how its series become one number. */
final class MetricReader {
    private static final Set<String> LATER_SOURCES = Set.of("prometheus");

    private MetricReader() {}

    /** A source and the series that its samples make. */
    record Sourced(MetricSource source, SeriesSelector selector) {}

    static Optional<Metric> read(String alias, Section section, String policy, Place place) {
        if (section.refuseUntilLater(LATER_SOURCES)) {
            return Optional.empty();
        }
        Optional<Sourced> sourced = section.oneOf(List.of("cloudwatch", "samples", "http"))
                .flatMap(kind -> sourced(kind, alias, section, policy, place));
        Duration interval = sourced.map(found -> found.source().interval()).orElse(Duration.ZERO);
        Duration lateness = sourced.map(found -> found.source().lateness()).orElse(Duration.ZERO);
        Duration window = section.get("window").duration(longer(interval, Defaults.WINDOW));
        Duration declared = section.get("lateness").duration(lateness);
        var statistic = section.get("statistic")
                .read("avg, sum, min, max, count, last, rate, or p50 to p99.9", Statistic::of)
                .orElse(Statistic.Exact.AVG);
        var across = section.get("across").choice(Metric.Across.AVG, words(Metric.Across.values()), _ -> false);
        var onMissing = OnMissingReader.read(section.get("onMissing"));
        boolean early = section.get("early").flag(false);
        return section.build(() -> new Metric(
                alias,
                sourced.orElseThrow().source(),
                sourced.orElseThrow().selector(),
                window,
                declared,
                statistic,
                across,
                onMissing.orElseThrow(),
                early));
    }

    private static Optional<Sourced> sourced(String kind, String alias, Section metric, String policy, Place place) {
        return metric.get(kind).section().flatMap(section -> switch (kind) {
            case "cloudwatch" -> cloudWatch(section, place);
            case "samples" -> samples(section);
            default -> HttpReader.read(section).map(http -> new Sourced(http, selector(alias, policy)));
        });
    }

    // The alias alone may stand in many policies; the policy's name makes it one series.
    private static SeriesSelector selector(String alias, String policy) {
        return new SeriesSelector(alias, Map.of("policy", policy));
    }

    // Another account may have a metric of the same name and dimensions: its samples bear another name.
    private static Optional<Sourced> cloudWatch(Section section, Place place) {
        String namespace = section.require("namespace").text("");
        String name = section.require("metricName").text("");
        Map<String, String> dimensions = dimensions(section);
        String statistic = section.get("statistic").text("Average");
        Duration period = section.get("period").duration(Defaults.PERIOD);
        return section.build(() -> new Sourced(
                new MetricSource.CloudWatch(namespace, name, dimensions, statistic, period),
                new SeriesSelector(place.prefix() + name, dimensions)));
    }

    private static Optional<Sourced> samples(Section section) {
        String name = section.require("name").text("");
        Map<String, String> dimensions = dimensions(section);
        return section.build(() -> new Sourced(new MetricSource.Pushed(), new SeriesSelector(name, dimensions)));
    }

    private static Map<String, String> dimensions(Section section) {
        return section.get("dimensions")
                .section()
                .map(map -> map.texts(Value::text))
                .orElse(Map.of());
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private static <E extends Enum<E>> Map<String, E> words(E[] values) {
        var words = new TreeMap<String, E>();
        for (E value : values) {
            words.put(value.name().toLowerCase(Locale.ROOT), value);
        }
        return words;
    }
}

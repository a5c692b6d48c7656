package io.tidegate.streams.ecsautoscale;

import io.tidegate.streams.ecsautoscale.Readings.Answer;
import io.tidegate.streams.ecsautoscale.Readings.Datapoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the metric sources of a service; one that fails is told by its place and not by its URL, which may hold a secret. */
final class MetricSources {
    private static final String CLOUDWATCH = "cloudwatch";
    private static final String HTTP = "third_party";
    static final Set<String> KINDS = Set.of(CLOUDWATCH, HTTP);

    private static final Set<String> CLOUDWATCH_KEYS =
            Set.of("metric_name", "namespace", "dimensions", "statistics", "period");
    private static final Set<String> HTTP_KEYS = Set.of("url", "method", "payload", "statistics");
    private static final long OK = 200;

    private final Readings readings;

    MetricSources(Readings readings) {
        this.readings = readings;
    }

    /** Values by alias, all sources read in the file's order; a later value of an alias replaces an earlier one. */
    MetricValues values(Part sources) throws UnusableException {
        var values = new LinkedHashMap<String, Item>();
        for (var kind : sources.entriesOrNone().entrySet()) {
            if (!KINDS.contains(kind.getKey())) { // also where its list is empty
                throw kind.getValue().unusable(kind.getValue().path() + " is not a metric source");
            }
            for (Part source : kind.getValue().items()) {
                if (kind.getKey().equals(CLOUDWATCH)) {
                    addCloudWatch(source, values);
                } else {
                    addHttp(source, values);
                }
            }
        }
        return new MetricValues(values);
    }

    private void addCloudWatch(Part source, Map<String, Item> values) throws UnusableException {
        check(CLOUDWATCH, source);
        Datapoint latest = readings.series(
                        textOr(source, "namespace", "AWS/ECS"),
                        textOr(source, "metric_name", "MemoryUtilization"),
                        dimensions(source))
                .flatMap(series -> series.datapoints().stream().max(Comparator.comparing(Datapoint::at))) // Q16
                .orElseThrow(() -> source.unusable(source.path() + " had no datapoints"));
        for (Part statistic : listOrNone(source, "statistics")) {
            Item value = latest.statistics().get(statistic.get("name").text());
            values.put(
                    statistic.get("alias").text(),
                    value != null ? value : new Item.Scalar(statistic.item().place(), null));
        }
    }

    private void addHttp(Part source, Map<String, Item> values) throws UnusableException {
        check(HTTP, source);
        Optional<Answer> answer = readings.answer(
                        textOr(source, "method", "GET"), source.get("url").text())
                .filter(found -> found.status() != 0);
        if (answer.isEmpty()) {
            throw source.unusable(source.path() + " could not be reached");
        }
        if (answer.get().status() != OK) { // L04
            throw source.unusable("%s must answer with status 200, was %d"
                    .formatted(source.path(), answer.get().status()));
        }
        Item body = answer.get()
                .body()
                .orElseThrow(() -> source.unusable(source.path() + " must answer with JSON, was something else"));
        for (Part statistic : listOrNone(source, "statistics")) {
            values.put(statistic.get("alias").text(), field(body, statistic.get("name")));
        }
    }

    /** Refuses what no reading could make good. */
    static void check(String kind, Part source) throws UnusableException {
        source.allow(kind.equals(CLOUDWATCH) ? CLOUDWATCH_KEYS : HTTP_KEYS);
        if (kind.equals(CLOUDWATCH)) {
            dimensions(source);
            if (source.find("period").isPresent()) {
                source.get("period").whole();
            }
            return;
        }
        source.get("url").text();
        String method = textOr(source, "method", "GET");
        if (!method.equals("GET") && !method.equals("POST")) {
            throw source.get("method").wrong("GET or POST");
        }
    }

    /** Aliases of a source, in the file's order. */
    static List<String> aliases(Part source) throws UnusableException {
        var aliases = new ArrayList<String>();
        for (Part statistic : listOrNone(source, "statistics")) {
            statistic.get("name").text();
            aliases.add(statistic.get("alias").text());
        }
        return aliases;
    }

    static SortedMap<String, String> dimensions(Part source) throws UnusableException {
        var dimensions = new TreeMap<String, String>();
        for (Part dimension : listOrNone(source, "dimensions")) {
            dimensions.put(
                    dimension.get("name").text(), plain(dimension.get("value").item()));
        }
        return dimensions;
    }

    private static Item field(Item body, Part name) throws UnusableException {
        Item item = body;
        for (String level : name.text().split("\\.", -1)) {
            item = item instanceof Item.Mapping mapping ? mapping.entries().get(level) : null;
            if (item == null) {
                throw name.unusable(name.path() + " must name a field of the answer, was absent");
            }
        }
        return item;
    }

    private static List<Part> listOrNone(Part source, String key) throws UnusableException {
        Optional<Part> list = source.find(key);
        return list.isPresent() ? list.get().itemsOrNone() : List.of();
    }

    static String textOr(Part source, String key, String fallback) throws UnusableException {
        Optional<Part> text = source.find(key);
        return text.isPresent() ? text.get().text() : fallback;
    }

    private static String plain(Item item) {
        return item instanceof Item.Scalar scalar ? String.valueOf(scalar.value()) : "";
    }
}

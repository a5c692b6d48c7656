package io.tidegate.streams.ecsautoscale;

import io.tidegate.streams.ecsautoscale.Readings.Answer;
import io.tidegate.streams.ecsautoscale.Readings.Datapoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the metric sources of a service; one that fails is told by its place and not by its URL, which may hold a secret. */
final class MetricSources {
    private static final long OK = 200;

    private final SourceReadings readings;

    MetricSources(SourceReadings readings) {
        this.readings = readings;
    }

    /** Values by alias, all sources read in the file's order; a later value of an alias replaces an earlier one. */
    MetricValues values(Part sources) throws UnusableException {
        var values = new LinkedHashMap<String, Item>();
        for (var kind : sources.entriesOrNone().entrySet()) {
            if (!Source.KINDS.contains(kind.getKey())) { // Also where its list is empty.
                throw unknown(kind.getValue());
            }
            for (Part source : kind.getValue().items()) {
                add(source, Source.of(kind.getKey(), source), values);
            }
        }
        return new MetricValues(values);
    }

    /** A refusal of a list of sources of no kind. */
    static UnusableException unknown(Part sources) {
        return sources.unusable(sources.path() + " is not a metric source");
    }

    private void add(Part part, Source source, Map<String, Item> values) throws UnusableException {
        switch (source) {
            case Source.CloudWatch asked -> addCloudWatch(part, asked, values);
            case Source.Http asked -> addHttp(part, asked, values);
        }
    }

    private void addCloudWatch(Part part, Source.CloudWatch source, Map<String, Item> values) throws UnusableException {
        Datapoint latest = readings.latest(source).orElseThrow(() -> part.unusable(part.path() + " had no datapoints"));
        for (Part statistic : statistics(part)) {
            Item value = latest.statistics().get(statistic.get("name").text());
            values.put(
                    statistic.get("alias").text(),
                    value != null ? value : new Item.Scalar(statistic.item().place(), null));
        }
    }

    private void addHttp(Part part, Source.Http source, Map<String, Item> values) throws UnusableException {
        Optional<Answer> answer = readings.answer(source).filter(found -> found.status() != 0);
        if (answer.isEmpty()) {
            throw part.unusable(part.path() + " could not be reached");
        }
        if (answer.get().status() != OK) { // L04
            throw part.unusable("%s must answer with status 200, was %d"
                    .formatted(part.path(), answer.get().status()));
        }
        Item body = answer.get()
                .body()
                .orElseThrow(() -> part.unusable(part.path() + " must answer with JSON, was something else"));
        for (Part statistic : statistics(part)) {
            values.put(statistic.get("alias").text(), field(body, statistic.get("name")));
        }
    }

    /** What a source yields, in the file's order; each has a name and an alias. */
    static List<Part> statistics(Part source) throws UnusableException {
        Optional<Part> list = source.find("statistics");
        return list.isPresent() ? list.get().itemsOrNone() : List.of();
    }

    /** Aliases of a source, in the file's order. */
    static List<String> aliases(Part source) throws UnusableException {
        var aliases = new ArrayList<String>();
        for (Part statistic : statistics(source)) {
            statistic.get("name").text();
            aliases.add(statistic.get("alias").text());
        }
        return aliases;
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
}

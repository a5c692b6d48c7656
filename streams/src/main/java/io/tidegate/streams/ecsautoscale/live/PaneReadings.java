package io.tidegate.streams.ecsautoscale.live;

import io.tidegate.streams.decision.Output.MetricInput;
import io.tidegate.streams.ecsautoscale.FileMetric;
import io.tidegate.streams.ecsautoscale.Item;
import io.tidegate.streams.ecsautoscale.Place;
import io.tidegate.streams.ecsautoscale.Readings.Answer;
import io.tidegate.streams.ecsautoscale.Readings.Datapoint;
import io.tidegate.streams.ecsautoscale.Source;
import io.tidegate.streams.ecsautoscale.SourceReadings;
import io.tidegate.streams.pane.MetricWindow;
import io.tidegate.streams.pane.MetricWindow.Reading;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.pane.SeriesPanes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the metric sources of a file read, put together again from the panes of its metrics: of CloudWatch one datapoint with the
 * statistics that there are, of a URL a document with the fields that were asked for. Of a source that could not be read there is
 * nothing.
 */
final class PaneReadings implements SourceReadings {
    private static final Place NOWHERE = new Place("panes", 1, 1);
    private static final long OK = 200;

    private final List<Read> reads;

    private PaneReadings(List<Read> reads) {
        this.reads = reads;
    }

    /** A metric, as it reads, and whether its source failed to be read or told that there is nothing. */
    private record Read(FileMetric metric, Reading reading, boolean failed, boolean told) {
        OptionalDouble value() {
            return reading.value();
        }
    }

    static PaneReadings of(List<FileMetric> metrics, SortedMap<String, SeriesPanes> series, Instant now) {
        return new PaneReadings(
                metrics.stream().map(metric -> read(metric, series, now)).toList());
    }

    private static Read read(FileMetric metric, SortedMap<String, SeriesPanes> series, Instant now) {
        var selector = metric.metric().selector();
        // Exactly this series: one without dimensions is not the union of those with some.
        var panes =
                series.get(SeriesId.of(selector.name(), selector.dimensions()).key());
        List<SeriesPanes> found = panes == null ? List.of() : List.of(panes);
        var reading = MetricWindow.read(metric.metric(), found, now, false);
        var inside = found.stream()
                .flatMap(one -> one.panes().stream())
                .filter(pane ->
                        pane.end().isAfter(reading.start()) && !pane.end().isAfter(reading.end()))
                .toList();
        boolean failed = inside.stream().anyMatch(pane -> pane.failed() > 0);
        return new Read(metric, reading, failed, !inside.isEmpty());
    }

    /** The readings, for the record. */
    List<MetricInput> inputs() {
        return reads.stream()
                .map(read -> new MetricInput(read.metric().metric().alias(), read.reading(), 0, OptionalDouble.empty()))
                .toList();
    }

    @Override
    public Optional<Datapoint> latest(Source.CloudWatch source) {
        var statistics = new TreeMap<String, Item>();
        boolean failed = of(source).anyMatch(read -> read.value().isEmpty() && read.failed());
        of(source)
                .forEach(read -> read.value()
                        .ifPresent(value -> statistics.put(read.metric().statistic(), scalar(value))));
        return failed || statistics.isEmpty()
                ? Optional.empty()
                : of(source)
                        .findFirst()
                        .map(read -> new Datapoint(read.reading().end(), statistics));
    }

    @Override
    public Optional<Answer> answer(Source.Http source) {
        var fields = of(source)
                .filter(read -> read.value().isPresent() || (read.told() && !read.failed()))
                .map(Field::of)
                .toList();
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new Answer(source.method(), source.url(), OK, Optional.of(document(fields))));
    }

    private Stream<Read> of(Source source) {
        return reads.stream().filter(read -> read.metric().source().equals(source));
    }

    private static Item scalar(@Nullable Double value) {
        return new Item.Scalar(NOWHERE, value);
    }

    /** A field of a document, null where it told that there is nothing. */
    private record Field(List<String> path, Item value) {
        static Field of(Read read) {
            var path = List.of(read.metric().statistic().split("\\.", -1));
            var value = read.value().isPresent() ? read.value().getAsDouble() : null;
            return new Field(path, scalar(value));
        }

        boolean isHere() {
            return path.size() == 1;
        }

        Field below() {
            return new Field(path.subList(1, path.size()), value);
        }
    }

    // A field below one that is a number cannot have been there: the number counts.
    private static Item document(List<Field> fields) {
        var levels = new LinkedHashMap<String, List<Field>>();
        fields.forEach(field -> levels.computeIfAbsent(field.path().getFirst(), _ -> new ArrayList<>())
                .add(field));
        var entries = new LinkedHashMap<String, Item>();
        levels.forEach((name, below) -> entries.put(
                name,
                below.stream()
                        .filter(Field::isHere)
                        .map(Field::value)
                        .findFirst()
                        .orElseGet(
                                () -> document(below.stream().map(Field::below).toList()))));
        return new Item.Mapping(NOWHERE, entries);
    }
}

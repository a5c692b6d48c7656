package io.tidegate.streams.ecsautoscale;

import io.tidegate.streams.ecsautoscale.Readings.Answer;
import io.tidegate.streams.ecsautoscale.Readings.Datapoint;
import io.tidegate.streams.ecsautoscale.Readings.Series;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads a snapshot from plain data: {@code id}, {@code event}, {@code env}, {@code clusters}, {@code ecs}, {@code asg},
 * {@code metrics} and {@code at}, in AWS's own shapes. Other keys are passed over.
 */
public final class SnapshotReader {
    private final Function<String, Optional<Item>> json;

    private SnapshotReader(Function<String, Optional<Item>> json) {
        this.json = json;
    }

    /**
     * Reads one snapshot.
     *
     * @param name its id where it has none
     * @param json reads the text of an HTTP answer; empty for what is not JSON
     * @throws UnusableException with the path of the first value that is absent or of another kind
     */
    public static Snapshot read(Item root, String name, Function<String, Optional<Item>> json)
            throws UnusableException {
        return new SnapshotReader(json).read(Part.root(root), id(root).orElse(name));
    }

    private Snapshot read(Part snapshot, String id) throws UnusableException {
        Optional<Part> at = snapshot.given("at");
        return new Snapshot(
                id,
                isTestRun(snapshot),
                environment(snapshot),
                files(snapshot),
                InventoryReader.read(snapshot),
                readings(snapshot.get("metrics")),
                at.isPresent() ? Optional.of(instant(at.get())) : Optional.empty(),
                snapshot.item());
    }

    /** The id of a snapshot, if it has one that is a text. */
    public static Optional<String> id(Item root) {
        try {
            return Optional.of(Part.root(root).get("id").text());
        } catch (UnusableException _) {
            return Optional.empty(); // It goes by its position then.
        }
    }

    private static boolean isTestRun(Part snapshot) throws UnusableException {
        Optional<Part> event = snapshot.given("event");
        if (event.isPresent() && event.get().item() instanceof Item.Scalar(Place _, String text)) {
            return text.equals("TEST_RUN");
        }
        return snapshot.given("test_run").map(Part::truthy).orElse(false);
    }

    private static SortedMap<String, String> environment(Part snapshot) throws UnusableException {
        var environment = new TreeMap<String, String>();
        Optional<Part> variables = snapshot.given("env");
        if (variables.isPresent()) {
            for (var variable : variables.get().entries().entrySet()) {
                environment.put(variable.getKey(), variable.getValue().text());
            }
        }
        return environment;
    }

    private static List<Snapshot.File> files(Part snapshot) throws UnusableException {
        var files = new ArrayList<Snapshot.File>();
        Optional<Part> clusters = snapshot.given("clusters");
        for (Part cluster : clusters.isPresent() ? clusters.get().items() : List.<Part>of()) {
            String name = cluster.get("name").text();
            Optional<Part> file = cluster.given("file");
            files.add(new Snapshot.File(
                    name,
                    file.isPresent() ? file.get().text() : name + ".yml",
                    cluster.get("definition_yaml").text()));
        }
        return files;
    }

    private Readings readings(Part metrics) throws UnusableException {
        var series = new ArrayList<Series>();
        for (Part one : listOrNone(metrics, "cloudwatch")) {
            series.add(series(one));
        }
        var answers = new ArrayList<Answer>();
        for (Part one : listOrNone(metrics, "http")) {
            answers.add(answer(one));
        }
        return new Readings(series, answers);
    }

    private static Series series(Part series) throws UnusableException {
        var dimensions = new TreeMap<String, String>();
        for (Part dimension : listOrNone(series, "dimensions")) {
            dimensions.put(dimension.get("Name").text(), dimension.get("Value").text());
        }
        var datapoints = new ArrayList<Datapoint>();
        for (Part datapoint : series.get("datapoints").items()) {
            var statistics = new TreeMap<String, Item>();
            datapoint.entries().forEach((name, value) -> statistics.put(name, value.item()));
            datapoints.add(new Datapoint(instant(datapoint.get("Timestamp")), statistics));
        }
        return new Series(
                series.get("namespace").text(), series.get("metric_name").text(), dimensions, datapoints);
    }

    private Answer answer(Part answer) throws UnusableException {
        Optional<Part> unreachable = answer.given("connection_error").filter(Part::truthy);
        return new Answer(
                answer.get("method").text(),
                answer.get("url").text(),
                unreachable.isPresent() ? 0 : answer.get("status").whole(),
                body(answer));
    }

    /** The body, or what its text holds, which is in its place where it was not read as JSON. */
    private Optional<Item> body(Part answer) throws UnusableException {
        Optional<Part> raw = answer.given("raw");
        return raw.isPresent()
                ? json.apply(raw.get().text())
                : answer.find("body").map(Part::item);
    }

    private static List<Part> listOrNone(Part part, String key) throws UnusableException {
        Optional<Part> list = part.given(key);
        return list.isPresent() ? list.get().items() : List.of();
    }

    private static Instant instant(Part part) throws UnusableException {
        try {
            return OffsetDateTime.parse(part.text()).toInstant();
        } catch (DateTimeException _) {
            throw part.wrong("a time such as 2026-01-31T09:00:00Z");
        }
    }
}

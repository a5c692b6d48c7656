package io.tidegate.deploy.role;

import io.tidegate.connectors.notification.SinkCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What the sinks of outcomes count, by the names that alerts use. */
final class SinkFigures {
    private SinkFigures() {}

    static List<Figure> of(SortedMap<String, SinkCounters> sinks) {
        var figures = new ArrayList<Figure>();
        sinks.forEach((sink, counters) -> {
            var tags = Map.of("sink", sink);
            figures.add(Figure.counter(
                    "tidegate.sink.delivered", "Outcomes that the sink took", tags, counters::delivered));
            figures.add(Figure.counter(
                    "tidegate.sink.failures",
                    "Tries of an outcome that the sink did not take; they are repeated",
                    tags,
                    counters::failed));
            figures.add(Figure.counter(
                    "tidegate.sink.dead.letters",
                    "Outcomes that the sink refused for good",
                    tags,
                    counters::deadLettered));
            figures.add(Figure.counter(
                    "tidegate.sink.passed.over",
                    "Outcomes that are not told: of another status, meant for another sink, or unreadable",
                    tags,
                    counters::passedOver));
            figures.add(Figure.gauge(
                    "tidegate.sink.lag.records",
                    "Records of the partitions owned that are not settled with the sink",
                    tags,
                    counters::lag));
        });
        return List.copyOf(figures);
    }
}

package io.tidegate.deploy.role;

import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.IgnoredKind;
import io.tidegate.connectors.bridge.SourceCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** What the sources count, by the names that alerts use. */
final class SourceFigures {
    private SourceFigures() {}

    static List<Figure> of(SortedMap<String, SourceCounters> sources) {
        var figures = new ArrayList<Figure>();
        sources.forEach((source, counters) -> {
            figures.add(Figure.counter(
                    "tidegate.source.reads",
                    "Calls made to the source, successful or not; of policies, records read",
                    Map.of("source", source),
                    counters::reads));
            figures.add(Figure.counter(
                    "tidegate.source.records",
                    "Records of the source that Kafka took",
                    Map.of("source", source),
                    counters::records));
            for (var kind : ErrorKind.values()) {
                figures.add(Figure.counter(
                        "tidegate.source.errors",
                        "What went wrong at the source, by kind",
                        Map.of("source", source, "kind", kind.name().toLowerCase(Locale.ROOT)),
                        () -> counters.errors(kind)));
            }
            for (var kind : IgnoredKind.values()) {
                figures.add(Figure.counter(
                        "tidegate.source.ignored",
                        "What the source was told and passed over, by kind",
                        Map.of("source", source, "kind", kind.name().toLowerCase(Locale.ROOT)),
                        () -> counters.ignored(kind)));
            }
        });
        return List.copyOf(figures);
    }
}

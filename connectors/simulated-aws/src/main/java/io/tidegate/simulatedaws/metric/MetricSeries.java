package io.tidegate.simulatedaws.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The data of one metric. */
final class MetricSeries {
    /** How long AWS keeps data of high resolution (CloudWatch user guide, "Metrics retention"); here nothing is kept longer. */
    static final Duration RETENTION = Duration.ofHours(3);

    private final TreeMap<Instant, List<Reported>> byTime = new TreeMap<>();

    private record Reported(Observation observation, Instant visibleFrom) {}

    void add(Instant at, Observation observation, Instant visibleFrom) {
        byTime.computeIfAbsent(at, time -> new ArrayList<>(1)).add(new Reported(observation, visibleFrom));
        byTime.headMap(byTime.lastKey().minus(RETENTION)).clear();
    }

    boolean isVisible(Instant asOf) {
        return byTime.values().stream()
                .flatMap(List::stream)
                .anyMatch(reported -> !reported.visibleFrom().isAfter(asOf));
    }

    /** The periods of the window that have data, oldest first, as they could be seen at {@code asOf}. */
    List<Point> points(Window window, Instant asOf) {
        if (!window.start().isBefore(window.end())) {
            return List.of();
        }
        var periods = new TreeMap<Instant, List<Observation>>();
        byTime.subMap(window.start(), window.end())
                .forEach((time, reports) -> reports.stream()
                        .filter(reported -> !reported.visibleFrom().isAfter(asOf))
                        .forEach(reported -> periods.computeIfAbsent(window.periodOf(time), at -> new ArrayList<>(1))
                                .add(reported.observation())));
        return periods.entrySet().stream()
                .map(period -> new Point(period.getKey(), period.getValue()))
                .toList();
    }
}

package io.tidegate.simulatedaws.metric;

import io.tidegate.simulatedaws.physics.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All metrics of the account; what is reported can be read a while later. Not thread-safe. */
public final class MetricStore {
    private final TreeMap<MetricKey, MetricSeries> metrics = new TreeMap<>();
    private final Timeline timeline;
    private final Duration delay;

    /**
     * @param delay from being reported to being readable
     */
    public MetricStore(Timeline timeline, Duration delay) {
        this.timeline = timeline;
        this.delay = delay;
    }

    /**
     * Takes what is reported now.
     *
     * @param at the time it is about, to the second; to the minute for metrics of standard resolution
     */
    public void report(MetricKey metric, Instant at, Observation observation) {
        metrics.computeIfAbsent(metric, key -> new MetricSeries())
                .add(at, observation, timeline.now().plus(delay));
    }

    Instant now() {
        return timeline.now();
    }

    /** See {@link MetricSeries#points}; a metric that nobody reported has no points. */
    List<Point> points(MetricKey metric, Window window, Instant asOf) {
        var series = metrics.get(metric);
        return series == null ? List.of() : series.points(window, asOf);
    }

    /** The metrics that can be read now, sorted. */
    List<MetricKey> visible() {
        return metrics.entrySet().stream()
                .filter(metric -> metric.getValue().isVisible(timeline.now()))
                .map(Map.Entry::getKey)
                .toList();
    }
}

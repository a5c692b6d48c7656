package io.tidegate.streams.capacity;

import io.tidegate.streams.pane.Aggregate;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.policy.Metric;
import java.time.Duration;
import java.time.Instant;

/** Reads one metric of a plant every second, and tells it when its source's period is over. */
final class Meter {
    private final Metric metric;
    private final SeriesId series;
    private final Duration period;
    private Aggregate read = Aggregate.none(Instant.EPOCH);

    Meter(Metric metric) {
        this.metric = metric;
        this.series = SeriesId.of(metric.selector().name(), metric.selector().dimensions());
        this.period = metric.cadence(PartialPane.DEFAULT_LENGTH);
    }

    String alias() {
        return metric.alias();
    }

    void read(Instant at, double value, Scenario scenario) {
        var start = PartialPane.startOf(at, period);
        read = read.merge(new Aggregate(1, value, value, value, value, at));
        if (PartialPane.startOf(at.plusSeconds(1), period).isAfter(start)) {
            scenario.measured(series, new PartialPane(start, period, 0, at.getEpochSecond(), read, 0));
            read = Aggregate.none(at);
        }
    }
}

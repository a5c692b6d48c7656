package io.tidegate.streams.trial;

import io.tidegate.streams.journal.Input;
import io.tidegate.streams.pane.PaneReadings;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.trial.Curve.Reading;
import io.tidegate.streams.policy.trial.Demand;
import io.tidegate.streams.policy.trial.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A series of a case, read as its source would be: a number of a period comes at the period's end and is the value at its
 * start, any other comes at once.
 */
final class SampledSeries {
    private final Trial trial;
    private final Demand demand;
    private final SeriesId id;
    private final Duration length;
    private final List<Metric> metrics;
    private long revision;
    private @Nullable PaneReadings pane;

    SampledSeries(Trial trial, Demand demand) {
        this.trial = trial;
        this.demand = demand;
        this.id = SeriesId.of(demand.metric().selector().name(), demand.allDimensions());
        this.length = demand.period().orElse(PartialPane.DEFAULT_LENGTH);
        this.metrics = trial.policy().metrics().stream()
                .filter(metric -> metric.selector().matches(id.name(), id.dimensions()))
                .toList();
    }

    /** Readings before the start, as far as the metric looks back: those of the first value. */
    List<Input> before(int running) {
        long seconds = metrics.stream()
                .mapToLong(metric -> metric.lookBack().plus(length).toSeconds())
                .max()
                .orElse(0);
        var inputs = new ArrayList<Input>();
        for (long second = -seconds; second < 0; second++) {
            at(Duration.ofSeconds(second), running).ifPresent(inputs::add);
        }
        return inputs;
    }

    /** The reading that comes at an offset, as its pane then is; empty when none is due, or nothing comes. */
    Optional<Input> at(Duration offset, int running) {
        var now = trial.start().plus(offset);
        if (demand.period().isPresent()) {
            boolean over = PartialPane.startOf(now, length).equals(now);
            return over ? pane(now.minus(length), demand.values().at(offset.minus(length)), running) : Optional.empty();
        }
        boolean due = offset.toSeconds() % demand.every().toSeconds() == 0;
        return due ? pane(now, demand.values().at(offset), running) : Optional.empty();
    }

    private Optional<Input> pane(Instant at, Reading reading, int running) {
        if (reading instanceof Reading.Missing) {
            return Optional.empty();
        }
        if (pane == null || !pane.holds(at)) {
            pane = new PaneReadings(at, length);
        }
        if (reading instanceof Reading.Value read) {
            pane.add(at, demand.shared() ? read.value() / Math.max(1, running) : read.value(), 1);
        } else {
            pane.addFailure();
        }
        var grown = pane.pane(++revision, metrics);
        return Optional.of(new Input.Measured(id, grown, List.of(trial.target().text())));
    }
}

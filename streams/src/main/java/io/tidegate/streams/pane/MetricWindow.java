package io.tidegate.streams.pane;

import io.tidegate.streams.policy.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Reads a metric: the union of its complete panes (end + lateness ≤ now) inside the window, reduced in time, then across
 * the series. An early reading takes the running panes too, and ends with the newest of them.
 */
public final class MetricWindow {
    /** Most series that a metric may reduce; one more makes every reading of it {@link Reading#overflow()}. */
    public static final int MAX_SERIES = 1000;

    private MetricWindow() {}

    /**
     * What a metric read as.
     *
     * @param value empty when no pane of any series held a number
     * @param start exclusive end of what was left out
     * @param end end of the newest pane that counted
     * @param series series that held a number
     * @param overflow whether more than {@link #MAX_SERIES} series were found; then there is no value
     */
    public record Reading(
            OptionalDouble value, Instant start, Instant end, int series, boolean early, boolean overflow) {}

    /** Reads {@code metric} at {@code now} from the series that its selector matches, in the order given. */
    public static Reading read(Metric metric, Collection<SeriesPanes> found, Instant now, boolean early) {
        var length = found.stream()
                .map(SeriesPanes::paneLength)
                .max(Duration::compareTo)
                .orElse(PartialPane.DEFAULT_LENGTH);
        var end = early ? runningEnd(found, length, now) : PartialPane.startOf(now.minus(metric.lateness()), length);
        var start = end.minus(metric.window());
        if (found.size() > MAX_SERIES) {
            return new Reading(OptionalDouble.empty(), start, end, found.size(), early, true);
        }
        var values = found.stream()
                .map(series -> merged(series.panes(), start, end))
                .flatMap(Optional::stream)
                .mapToDouble(aggregate -> inTime(metric.statistic(), aggregate))
                .toArray();
        return new Reading(across(metric.across(), values), start, end, values.length, early, false);
    }

    /** When the next pane of the metric is complete: the next moment after {@code now} at which a reading can differ. */
    public static Instant nextCompletion(Metric metric, Duration paneLength, Instant now) {
        return PartialPane.startOf(now.minus(metric.lateness()), paneLength)
                .plus(paneLength)
                .plus(metric.lateness());
    }

    // A pane may have begun after the last tick, so the clock alone does not tell which one is running.
    private static Instant runningEnd(Collection<SeriesPanes> found, Duration length, Instant now) {
        var byClock = PartialPane.startOf(now, length).plus(length);
        return found.stream()
                .flatMap(series -> series.panes().stream())
                .map(PartialPane::end)
                .filter(end -> end.isAfter(byClock))
                .max(Instant::compareTo)
                .orElse(byClock);
    }

    private static Optional<Aggregate> merged(List<PartialPane> panes, Instant start, Instant end) {
        return panes.stream()
                .filter(pane -> pane.end().isAfter(start) && !pane.end().isAfter(end))
                .map(PartialPane::aggregate)
                .filter(aggregate -> !aggregate.isEmpty())
                .reduce(Aggregate::merge);
    }

    private static double inTime(Metric.Statistic statistic, Aggregate aggregate) {
        return switch (statistic) {
            case AVG -> aggregate.sum() / aggregate.count();
            case SUM -> aggregate.sum();
            case MIN -> aggregate.min();
            case MAX -> aggregate.max();
            case COUNT -> aggregate.count();
            case LAST -> aggregate.last();
        };
    }

    private static OptionalDouble across(Metric.Across across, double[] values) {
        if (values.length == 0) {
            return OptionalDouble.empty(); // Absence is never 0, not even for COUNT.
        }
        var all = DoubleStream.of(values);
        return switch (across) {
            case AVG -> OptionalDouble.of(plainSum(values) / values.length);
            case SUM -> OptionalDouble.of(plainSum(values));
            case MIN -> all.min();
            case MAX -> all.max();
            case COUNT -> OptionalDouble.of(values.length);
        };
    }

    // DoubleStream.sum() compensates in a way that the JDK may change; a plain loop gives the same bits for ever.
    private static double plainSum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}

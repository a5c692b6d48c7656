package io.tidegate.streams.pane;

import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.Metric.Across;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads a metric: the union of its complete panes (end + lateness ≤ now) inside the window, reduced in time, then across
 * the series. An early reading takes the running panes too, and ends with the newest of them.
 */
public final class MetricWindow {
    /** Most series that a metric may reduce; with one more, every reading of it is {@link Problem#TOO_MANY_SERIES}. */
    public static final int MAX_SERIES = 1000;

    private MetricWindow() {}

    /**
     * What a metric read as.
     *
     * @param value empty when no pane of any series held a number
     * @param start exclusive end of what was left out
     * @param end end of the newest pane that counted
     * @param series series that held a number
     * @param problem why there is no value, or what it lacks
     */
    public record Reading(
            OptionalDouble value, Instant start, Instant end, int series, boolean early, Optional<Problem> problem) {}

    /** What may be wrong with a reading. */
    public enum Problem {
        /** No series held what the statistic needs. */
        NO_DATA,
        /** There is no value, for more than {@link #MAX_SERIES} series were found. */
        TOO_MANY_SERIES,
        /** There is a value, but a series could not be read, or was silent at the end of the window, and the metric minds. */
        INCOMPLETE
    }

    /** Reads {@code metric} at {@code now} from the series that its selector matches, in the order given. */
    public static Reading read(Metric metric, Collection<SeriesPanes> found, Instant now, boolean early) {
        var length = length(metric, found);
        var end = early ? runningEnd(found, length, now) : PartialPane.startOf(now.minus(metric.lateness()), length);
        var start = end.minus(metric.window());
        if (found.size() > MAX_SERIES) {
            var problem = Optional.of(Problem.TOO_MANY_SERIES);
            return new Reading(OptionalDouble.empty(), start, end, found.size(), early, problem);
        }
        double[] values = values(metric, found, start, end);
        var value = Reduction.across(metric.across(), values);
        var problem = value.isEmpty()
                ? Optional.of(Problem.NO_DATA)
                : Optional.of(Problem.INCOMPLETE)
                        .filter(_ ->
                                !early && metric.wantsAll() && !isWhole(found, start, end, metric.cadence(length)));
        return new Reading(value, start, end, values.length, early, problem);
    }

    // What each series comes to, or all of them as one; those that come to nothing are left out.
    private static double[] values(Metric metric, Collection<SeriesPanes> found, Instant start, Instant end) {
        if (metric.across() == Across.MERGE) {
            var value = inTime(metric, pooled(found), start, end);
            return value.isPresent() ? new double[] {value.getAsDouble()} : new double[0];
        }
        double[] values = new double[found.size()];
        int held = 0;
        for (var series : found) {
            var value = inTime(metric, series.panes(), start, end);
            if (value.isPresent()) {
                values[held++] = value.getAsDouble();
            }
        }
        return held == values.length ? values : Arrays.copyOf(values, held);
    }

    private static OptionalDouble inTime(Metric metric, List<PartialPane> panes, Instant start, Instant end) {
        return Reduction.inTime(metric.statistic(), between(panes, end.minus(metric.reach()), end), start);
    }

    /** When the next pane of the metric is complete: the next moment after {@code now} at which a reading can differ. */
    public static Instant nextCompletion(Metric metric, Duration paneLength, Instant now) {
        return PartialPane.startOf(now.minus(metric.lateness()), paneLength)
                .plus(paneLength)
                .plus(metric.lateness());
    }

    /** End of the last complete window of the metric, in steps of its source's readings: what misses are counted by. */
    public static Instant lastEnd(Metric metric, Collection<SeriesPanes> found, Instant now) {
        return PartialPane.startOf(now.minus(metric.lateness()), metric.cadence(length(metric, found)));
    }

    private static Duration length(Metric metric, Collection<SeriesPanes> found) {
        var longest = Duration.ZERO;
        for (var series : found) {
            var length = series.paneLength();
            longest = length.compareTo(longest) > 0 ? length : longest;
        }
        return longest.isZero() ? metric.cadence(PartialPane.DEFAULT_LENGTH) : longest;
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

    private static List<PartialPane> pooled(Collection<SeriesPanes> found) {
        return found.stream().flatMap(series -> series.panes().stream()).toList();
    }

    private static List<PartialPane> between(List<PartialPane> panes, Instant start, Instant end) {
        var inside = new ArrayList<PartialPane>(panes.size());
        for (var pane : panes) {
            var paneEnd = pane.end();
            if (paneEnd.isAfter(start) && !paneEnd.isAfter(end)) {
                inside.add(pane);
            }
        }
        return inside;
    }

    private static boolean isWhole(Collection<SeriesPanes> found, Instant start, Instant end, Duration cadence) {
        return found.stream()
                .filter(series ->
                        series.panes().stream().anyMatch(pane -> !pane.end().isAfter(end))) // Else it has just begun.
                .allMatch(series -> {
                    var newest = between(series.panes(), end.minus(cadence), end);
                    return !Reduction.aggregate(newest).isEmpty()
                            && between(series.panes(), start, end).stream().allMatch(pane -> pane.failed() == 0);
                });
    }
}

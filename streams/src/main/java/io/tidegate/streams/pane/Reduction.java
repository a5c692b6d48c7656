package io.tidegate.streams.pane;

import io.tidegate.streams.policy.Metric.Across;
import io.tidegate.streams.policy.Statistic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Panes to one number, series to one number; both empty where there is nothing, for absence is never 0. */
final class Reduction {
    private static final Aggregate NOTHING = Aggregate.none(Instant.EPOCH);

    private Reduction() {}

    /**
     * What panes, sorted, come to.
     *
     * @param start of the window; panes before it serve a rate alone, and there are none for other statistics
     */
    static OptionalDouble inTime(Statistic statistic, List<PartialPane> panes, Instant start) {
        if (statistic == Statistic.Exact.RATE) {
            return Counter.merged(panes.stream().map(PartialPane::counter).filter(Objects::nonNull))
                    .rate(start);
        }
        var all = aggregate(panes);
        if (all.isEmpty()) {
            return OptionalDouble.empty();
        }
        return switch (statistic) {
            case Statistic.Exact exact -> OptionalDouble.of(exact(exact, all));
            case Statistic.Quantile quantile -> quantile(quantile, panes, all);
        };
    }

    private static OptionalDouble quantile(Statistic.Quantile quantile, List<PartialPane> panes, Aggregate all) {
        var sketches = new ArrayList<Sketch>(panes.size());
        for (var pane : panes) {
            if (pane.sketch() != null && pane.sketch().count() > 0) {
                sketches.add(pane.sketch());
            }
        }
        return sketches.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.clamp(Sketch.quantile(sketches, quantile.tenths()), all.min(), all.max()));
    }

    static Aggregate aggregate(List<PartialPane> panes) {
        var all = NOTHING;
        for (var pane : panes) {
            all = all.merge(pane.aggregate());
        }
        return all;
    }

    private static double exact(Statistic.Exact statistic, Aggregate aggregate) {
        return switch (statistic) {
            case AVG -> aggregate.sum() / aggregate.count();
            case SUM -> aggregate.sum();
            case MIN -> aggregate.min();
            case MAX -> aggregate.max();
            case COUNT -> aggregate.count();
            case LAST -> aggregate.last();
            case RATE -> throw new IllegalArgumentException("an aggregate has no rate");
        };
    }

    /** What the values of several series come to. */
    static OptionalDouble across(Across across, double[] values) {
        if (values.length == 0) {
            return OptionalDouble.empty();
        }
        return switch (across) {
            case AVG -> OptionalDouble.of(plainSum(values) / values.length);
            case SUM -> OptionalDouble.of(plainSum(values));
            case MIN -> DoubleStream.of(values).min();
            case MAX, MERGE -> DoubleStream.of(values).max(); // Merged series are one series.
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

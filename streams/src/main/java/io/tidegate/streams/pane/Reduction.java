package io.tidegate.streams.pane;

import io.tidegate.streams.policy.Metric.Across;
import io.tidegate.streams.policy.Statistic;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Panes to one number, series to one number; both empty where there is nothing, for absence is never 0. */
final class Reduction {
    private Reduction() {}

    /**
     * What the panes of one series come to.
     *
     * @param panes sorted; those before {@code start} serve a rate alone
     */
    static OptionalDouble inTime(Statistic statistic, List<PartialPane> panes, Instant start) {
        var inside = aggregate(panes.stream().filter(endsAfter(start)));
        if (inside.isEmpty()) {
            return OptionalDouble.empty();
        }
        return switch (statistic) {
            case Statistic.Exact exact
            when exact == Statistic.Exact.RATE ->
                Counter.merged(panes.stream().map(PartialPane::counter).filter(Objects::nonNull))
                        .rate(start);
            case Statistic.Exact exact -> OptionalDouble.of(exact(exact, inside));
            case Statistic.Quantile quantile ->
                panes.stream()
                        .filter(endsAfter(start))
                        .map(PartialPane::sketch)
                        .filter(Objects::nonNull)
                        .reduce(Sketch::merge)
                        .filter(sketch -> sketch.count() > 0)
                        .map(sketch -> sketch.quantile(quantile.tenths()))
                        .map(value -> OptionalDouble.of(Math.clamp(value, inside.min(), inside.max())))
                        .orElse(OptionalDouble.empty());
        };
    }

    static Aggregate aggregate(Stream<PartialPane> panes) {
        return panes.map(PartialPane::aggregate).reduce(Aggregate.none(Instant.EPOCH), Aggregate::merge);
    }

    static Predicate<PartialPane> endsAfter(Instant start) {
        return pane -> pane.end().isAfter(start);
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
        var all = DoubleStream.of(values);
        return switch (across) {
            case AVG -> OptionalDouble.of(plainSum(values) / values.length);
            case SUM -> OptionalDouble.of(plainSum(values));
            case MIN -> all.min();
            case MAX, MERGE -> all.max(); // Merged series are one series.
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

package io.tidegate.deploy.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What {@link AggregationBench} found.
 *
 * @param records that each contender read in a round
 * @param windows that both told, all equal
 * @param rounds without the one that warmed up
 */
public record AggregationResult(long records, int series, int windows, List<Round> rounds) {
    /** What the ratio should be at least. */
    public static final double GOAL = 0.7;

    public AggregationResult {
        rounds = List.copyOf(rounds);
    }

    /** One turn of each, in records a second. */
    public record Round(double tidegate, double bare) {
        public double ratio() {
            return tidegate / bare;
        }

        String text() {
            return "tidegate %,.0f/s, bare %,.0f/s, ratio %.2f".formatted(tidegate, bare, ratio());
        }
    }

    /** Median of the rounds' ratios. */
    public double ratio() {
        return median(Round::ratio);
    }

    /** Median records a second of a contender. */
    public double median(ToDoubleFunction<Round> of) {
        var sorted = rounds.stream().mapToDouble(of).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

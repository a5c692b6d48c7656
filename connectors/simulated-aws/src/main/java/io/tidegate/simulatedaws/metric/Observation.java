package io.tidegate.simulatedaws.metric;

import java.util.List;

/**
 * What was reported for one instant.
 *
 * @param sampleCount how many samples it sums up
 * @param values the samples themselves; empty when only their summary is known, or when all have the one value
 */
public record Observation(double sampleCount, double sum, double minimum, double maximum, List<Weighted> values) {
    public Observation {
        values = List.copyOf(values);
    }

    /** A value that occurred {@code count} times. */
    public record Weighted(double value, double count) {}

    /** One sample. */
    public static Observation of(double value) {
        return new Observation(1, value, value, value, List.of());
    }

    /** Several samples. */
    static Observation of(List<Weighted> values) {
        var count = 0.0;
        var sum = 0.0;
        var minimum = Double.POSITIVE_INFINITY;
        var maximum = Double.NEGATIVE_INFINITY;
        for (var value : values) {
            count += value.count();
            sum += value.value() * value.count();
            minimum = Math.min(minimum, value.value());
            maximum = Math.max(maximum, value.value());
        }
        return new Observation(count, sum, minimum, maximum, values);
    }

    /** The samples as far as they are known. */
    List<Weighted> samples() {
        return values.isEmpty() && minimum == maximum ? List.of(new Weighted(minimum, sampleCount)) : values;
    }
}

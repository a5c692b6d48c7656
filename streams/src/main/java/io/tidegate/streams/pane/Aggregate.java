package io.tidegate.streams.pane;

import java.time.Instant;

/**
 * What a set of readings amounts to. Merging is associative and commutative, but for the rounding of {@code sum}: who
 * needs the same bits merges in the same order.
 *
 * @param count measurements; 0 means that no reading held a number, and then all else is 0
 * @param sum of value x measurements
 * @param last value with the latest event time
 * @param lastAt event time of {@code last}
 */
public record Aggregate(long count, double sum, double min, double max, double last, Instant lastAt) {

    /** No readings, as seen at {@code at}. */
    public static Aggregate none(Instant at) {
        return new Aggregate(0, 0, 0, 0, 0, at);
    }

    /** Whether no reading held a number. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** Both sets together; of two readings with the same event time the other one's is the last. */
    public Aggregate merge(Aggregate other) {
        if (isEmpty()) {
            return other;
        }
        if (other.isEmpty()) {
            return this;
        }
        var later = other.lastAt.isBefore(lastAt) ? this : other;
        return new Aggregate(
                count + other.count,
                sum + other.sum,
                Math.min(min, other.min),
                Math.max(max, other.max),
                later.last,
                later.lastAt);
    }

    /** The same of readings that are {@code factor} times as large, and none above {@code most}. */
    Aggregate times(double factor, double most) {
        return isEmpty()
                ? this
                : new Aggregate(
                        count,
                        Math.min(most * count, sum * factor),
                        Math.min(most, min * factor),
                        Math.min(most, max * factor),
                        Math.min(most, last * factor),
                        lastAt);
    }
}

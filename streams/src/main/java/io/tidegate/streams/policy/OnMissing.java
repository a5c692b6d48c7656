package io.tidegate.streams.policy;

/**
 * What a metric does while it is missing. A missing metric is never 0, and never keeps others from scaling out.
 *
 * @param reaction from the {@code after}th window in a row that is missing; until then it holds
 * @param after 1 to 1000
 */
public record OnMissing(Reaction reaction, int after) {
    /** The capacity does not go down until the metric is back. */
    public static final OnMissing HOLD = new OnMissing(new Reaction.Hold(), 1);

    private static final int MOST = 1000;

    public OnMissing {
        Check.that(after >= 1 && after <= MOST, "after must be 1 to 1000, was %s", after);
    }

    /** What a missing metric makes of the rules that read it. */
    public sealed interface Reaction {

        /** They ask for nothing and allow no scale-in. */
        record Hold() implements Reaction {}

        /** They are left out; the others decide freely. */
        record Ignore() implements Reaction {}

        /** What there is of it, some of its series, counts for scale-out only; without any it holds. */
        record AllowOut() implements Reaction {}

        /** A value stands in. */
        record Value(double value) implements Reaction {
            public Value {
                Check.that(Double.isFinite(value), "value must be finite, was %s", value);
            }
        }

        /** They ask for a capacity. */
        record Fallback(int capacity, When when) implements Reaction {
            public Fallback {
                Check.that(capacity >= 0 && capacity <= Bounds.LIMIT, "capacity must be 0 to 5000, was %s", capacity);
            }

            /** What they ask for where {@code current} is there. */
            public int from(int current) {
                return switch (when) {
                    case ALWAYS -> capacity;
                    case IF_HIGHER -> Math.max(current, capacity);
                    case IF_LOWER -> Math.min(current, capacity);
                };
            }
        }
    }

    /** When a fallback capacity is asked for; else the current one is. */
    public enum When {
        ALWAYS,
        /** Never scales in. */
        IF_HIGHER,
        /** Never scales out. */
        IF_LOWER
    }
}

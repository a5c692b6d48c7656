package io.tidegate.streams.policy;

/**
 * Inclusive bounds of a capacity.
 *
 * @param min 0 to {@code max}
 * @param max at most {@link #LIMIT}
 */
public record Bounds(int min, int max) {
    /** Above every capacity that AWS grants without being asked; each {@link TargetKind} has its own limit below it. */
    public static final int LIMIT = 1_000_000;

    public Bounds {
        check(min, max);
    }

    static void check(int min, int max) {
        Check.that(min >= 0, "min must be at least 0, was %s", min);
        Check.that(max >= min, "max must be at least min " + min + ", was %s", max);
        Check.that(max <= LIMIT, "max must be at most 1000000, was %s", max);
    }

    /** The capacity inside the bounds that is nearest to {@code capacity}. */
    public int clamp(int capacity) {
        return Math.clamp(capacity, min, max);
    }
}

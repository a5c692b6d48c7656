package io.tidegate.streams.policy;

import java.util.OptionalInt;

/**
 * Bounds that a schedule sets: one or both.
 *
 * @param min empty to leave it to what lies below
 * @param max empty to leave it to what lies below
 */
public record ScheduledBounds(OptionalInt min, OptionalInt max) {
    public ScheduledBounds {
        Check.that(min.isPresent() || max.isPresent(), "min, max or capacity must be given, was %s", "none");
        Bounds.check(min.orElse(0), max.orElse(min.orElse(0)));
    }

    /** Both. */
    public static ScheduledBounds between(int min, int max) {
        return new ScheduledBounds(OptionalInt.of(min), OptionalInt.of(max));
    }

    /** One capacity and no other. */
    public static ScheduledBounds exactly(int capacity) {
        return between(capacity, capacity);
    }

    void check(TargetKind kind, String item) {
        min.ifPresent(least -> kind.check(item + " min", least));
        max.ifPresent(most -> kind.check(item + " max", most));
    }
}

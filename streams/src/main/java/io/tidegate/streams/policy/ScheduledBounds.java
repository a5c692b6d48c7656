package io.tidegate.streams.policy;

import java.util.OptionalInt;

/**
 * Bounds that a schedule sets: one or both, or none where it sets something else.
 *
 * @param min empty to leave it to what lies below
 * @param max empty to leave it to what lies below
 */
public record ScheduledBounds(OptionalInt min, OptionalInt max) {
    public ScheduledBounds {
        Bounds.check(min.orElse(0), max.orElse(min.orElse(0)));
    }

    /** Whether both are left as they are. */
    public boolean isNone() {
        return min.isEmpty() && max.isEmpty();
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

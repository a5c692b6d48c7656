package io.tidegate.streams.decision;

import io.tidegate.streams.policy.Bounds;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a command sets, absolutely, and what stood there when it was decided. */
public sealed interface Order {
    /** Desired capacity of a service or group. */
    record Capacity(int expected, int desired) implements Order {}

    /**
     * Bounds of a scalable target or group.
     *
     * @param expected null when it was not registered
     * @param desired desired capacity of a group, set by the same call; empty where AWS pulls it into the bounds
     */
    record Limits(@Nullable Bounds expected, Bounds wanted, OptionalInt desired) implements Order {
        /** Where AWS pulls the capacity. */
        public Limits(@Nullable Bounds expected, Bounds wanted) {
            this(expected, wanted, OptionalInt.empty());
        }

        /** The desired capacity once it is carried out. */
        public int pull(int capacity) {
            return desired.orElse(wanted.clamp(capacity));
        }
    }
}

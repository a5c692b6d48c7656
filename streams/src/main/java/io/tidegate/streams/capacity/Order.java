package io.tidegate.streams.capacity;

import io.tidegate.streams.policy.Bounds;
import org.jspecify.annotations.Nullable;

/** What a command sets, absolutely, and what stood there when it was decided. */
public sealed interface Order {
    /** Desired count of a service. */
    record Capacity(int expected, int desired) implements Order {}

    /**
     * Bounds of a scalable target.
     *
     * @param expected null when it was not registered
     */
    record Limits(@Nullable Bounds expected, Bounds wanted) implements Order {}
}

package io.tidegate.streams.decision;

import io.tidegate.streams.policy.Bounds;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a command does. */
public sealed interface Order {

    /** Sets something absolutely, and says what stood there when it was decided. */
    sealed interface Setting extends Order {}

    /** Does something once. */
    sealed interface OneShot extends Order {}

    /** Desired capacity of a service or group. */
    record Capacity(int expected, int desired) implements Setting {}

    /**
     * Bounds of a scalable target or group.
     *
     * @param expected null when it was not registered
     * @param desired desired capacity of a group, set by the same call; empty where AWS pulls it into the bounds
     */
    record Limits(@Nullable Bounds expected, Bounds wanted, OptionalInt desired) implements Setting {
        /** Where AWS pulls the capacity. */
        public Limits(@Nullable Bounds expected, Bounds wanted) {
            this(expected, wanted, OptionalInt.empty());
        }

        /** The desired capacity once it is carried out. */
        public int pull(int capacity) {
            return desired.orElse(wanted.clamp(capacity));
        }
    }

    /**
     * An instance loses its tasks and takes no new ones.
     *
     * @param instance EC2 id
     * @param arn of the container instance
     */
    record Drain(String cluster, String instance, String arn) implements OneShot {}

    /**
     * An empty instance ends.
     *
     * @param instance EC2 id
     * @param arn of the container instance
     * @param decrement whether the group's desired capacity goes down with it; else the group replaces it
     */
    record Terminate(String cluster, String instance, String arn, boolean decrement) implements OneShot {}
}

package io.tidegate.streams.capacity;

import io.tidegate.streams.decision.Output.Constraint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What constraints leave of a wanted capacity.
 *
 * @param wanted before them
 * @param tempered after all but the bounds
 * @param constraints those that changed something, in order
 * @param reason upper-case code of the last of them; empty without any
 * @param until when the last of them ends by itself; null when nobody knows
 */
record Constrained(
        int wanted,
        int tempered,
        int desired,
        List<Constraint> constraints,
        String reason,
        @Nullable Instant until) {
    Constrained {
        constraints = List.copyOf(constraints);
    }

    /** What the constraints did, for people: empty, or a text that begins with a comma. */
    String explanation() {
        return constraints.isEmpty() ? "" : ", " + constraints.getLast().explanation();
    }
}

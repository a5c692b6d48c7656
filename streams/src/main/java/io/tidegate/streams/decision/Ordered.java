package io.tidegate.streams.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way.
 *
 * @param sequence in the epoch of the state that issued it
 * @param target that it is sent to
 * @param deadline void when it is not applied by then
 * @param appliedAt null until its outcome says applied
 */
public record Ordered(
        long sequence,
        String target,
        Order order,
        Instant deadline,
        @Nullable Instant appliedAt) {

    Ordered applied(Instant at) {
        return new Ordered(sequence, target, order, deadline, at);
    }

    boolean isOver(Instant observedAt) {
        return appliedAt != null && observedAt.isAfter(appliedAt);
    }
}

package io.tidegate.streams.decision;

import io.tidegate.streams.decision.Output.Commanded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way: until it took no effect, was not applied in time, or AWS has been seen after it.
 *
 * @param sequence in the epoch of the state that issued it
 * @param target that it is sent to
 * @param deadline when it is not applied by then, it will not be
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

    Instant voidAt() {
        return voidAt(deadline, appliedAt);
    }

    /**
     * When a command is waited for no longer: at its deadline, unless it was applied, and then as long again for an observation
     * that shows it. Those who apply and who observe may have clocks that disagree, so this ends as well.
     */
    public static Instant voidAt(Instant deadline, @Nullable Instant appliedAt) {
        return appliedAt == null ? deadline : deadline.plus(Commanded.LIFETIME);
    }
}

package io.tidegate.streams.capacity;

import io.tidegate.streams.capacity.CapacityState.History;
import io.tidegate.streams.policy.Behaviour;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Pauses after own actions: a scale-out waits for the last scale-out, a scale-in for the last action of either kind. */
final class Cooldown {
    private Cooldown() {}

    /** When a change of {@code change} tasks may be made; null for at once. */
    static @Nullable Instant until(History history, Behaviour.Cooldown cooldown, int change) {
        if (change == 0) {
            return null;
        }
        var out = history.lastOutAt();
        if (change > 0) {
            return out == null ? null : out.plus(cooldown.scaleOut());
        }
        var in = history.lastInAt();
        var last = out == null || (in != null && in.isAfter(out)) ? in : out;
        return last == null ? null : last.plus(cooldown.scaleIn());
    }
}

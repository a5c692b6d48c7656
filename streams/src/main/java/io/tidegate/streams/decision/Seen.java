package io.tidegate.streams.decision;

import java.time.Duration;
import java.time.Instant;

/** An answer of AWS and when it was asked for. */
public record Seen<T>(Instant at, T what) {
    /** An answer older than this says nothing of the present. Inventory observes every few seconds. */
    public static final Duration STALE_AFTER = Duration.ofSeconds(60);

    /**
     * An answer asked for within this time after an own write may not show it yet: what ECS and Auto Scaling read lags by
     * seconds, and the clocks of who writes and who observes differ.
     */
    public static final Duration SETTLE = Duration.ofSeconds(10);

    /** The first moment at which it says nothing any more. */
    public Instant staleAt() {
        return at.plus(STALE_AFTER);
    }

    public boolean isStale(Instant now) {
        return !staleAt().isAfter(now);
    }
}

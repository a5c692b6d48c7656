package io.tidegate.streams.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A scheduled scale-out that waits for an image: what the decider of the image tells that of the capacity.
 *
 * @param policy the image policy
 * @param item name of the window or action of the schedule
 * @param at when it is scheduled for
 * @param until when it waits no longer; null until the image is ready
 */
public record ImageGate(
        String policy, String item, Instant at, @Nullable Instant until) {

    /** Whether what is scheduled waits at an instant. */
    public boolean isShut(Instant now) {
        return !now.isBefore(at) && (until == null || now.isBefore(until));
    }

    /** It waits no longer than until {@code now}. */
    public ImageGate opened(Instant now) {
        return until != null && until.isBefore(now) ? this : new ImageGate(policy, item, at, now);
    }
}

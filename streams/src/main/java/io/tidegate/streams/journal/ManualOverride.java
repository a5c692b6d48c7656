package io.tidegate.streams.journal;

import io.tidegate.streams.policy.Bounds;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * What a person decided about a target, for a time.
 *
 * @param capacity given by hand, wins over rules and pauses; empty for a pause
 * @param beyondBounds whether the capacity may leave the policy's bounds
 * @param expiresAt the first moment at which it holds no more
 */
public record ManualOverride(
        boolean pauseIn,
        boolean pauseOut,
        OptionalInt capacity,
        boolean beyondBounds,
        String by,
        String reason,
        Instant expiresAt) {
    public ManualOverride {
        if (!pauseIn && !pauseOut && capacity.isEmpty()) {
            throw new IllegalArgumentException("an override must pause a direction or give a capacity, did neither");
        }
        if (capacity.isPresent() && (capacity.getAsInt() < 0 || capacity.getAsInt() > Bounds.LIMIT)) {
            throw new IllegalArgumentException(
                    "capacity must be from 0 to %d, was %d".formatted(Bounds.LIMIT, capacity.getAsInt()));
        }
        if (by.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException(
                    "an override must say by whom and why, said \"%s\" and \"%s\"".formatted(by, reason));
        }
    }

    /** Whether it still holds. */
    public boolean holdsAt(Instant now) {
        return expiresAt.isAfter(now);
    }

    /** What it does, for people: for example {@code scale-in paused} or {@code capacity 5}. */
    public String effect() {
        if (capacity.isPresent()) {
            return "capacity " + capacity.getAsInt() + (beyondBounds ? ", beyond the bounds if need be," : "");
        }
        return (pauseIn && pauseOut ? "scale-in and scale-out" : pauseIn ? "scale-in" : "scale-out") + " paused";
    }

    @Override
    public String toString() {
        return "%s until %s by %s: %s".formatted(effect(), expiresAt, by, reason);
    }
}

package io.tidegate.connectors.executor.queue;

import java.time.Duration;
import java.time.Instant;

/** A token bucket, as AWS uses them for its APIs. Time is passed in. Not thread-safe. */
final class TokenBucket {
    private final Rate rate;
    private double tokens;
    private Instant filledAt;

    /** A full bucket. */
    TokenBucket(Rate rate, Instant now) {
        this.rate = rate;
        this.tokens = rate.burst();
        this.filledAt = now;
    }

    /** Takes a token if there is one. */
    boolean tryTake(Instant now) {
        refill(now);
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }

    /** Returns a token that was taken and not used. */
    void giveBack() {
        tokens = Math.min(rate.burst(), tokens + 1);
    }

    // A clock that steps back adds nothing and takes nothing.
    private void refill(Instant now) {
        if (now.isAfter(filledAt)) {
            double seconds = Duration.between(filledAt, now).toNanos() / 1e9;
            tokens = Math.min(rate.burst(), tokens + seconds * rate.perSecond());
            filledAt = now;
        }
    }
}

package io.tidegate.connectors.executor.queue;

import java.time.Duration;
import java.time.Instant;

/**
 * A token bucket, as AWS uses them for its APIs, that finds out what AWS allows now: a throttled call empties it and slows
 * it, time without one brings the rate back, as much each second (additive increase, multiplicative decrease). Time
 * is passed in. Not thread-safe.
 */
final class TokenBucket {
    /** Calls that were under way together are throttled together: they count as one. */
    private static final Duration ONE_SLOWING = Duration.ofSeconds(1);

    /**
     * What is left of the rate, as in the adaptive retries of AWS's own SDKs. Half of it would be too little where one call of
     * fifty is throttled however few there are: answers to hooks came after these had timed out.
     */
    private static final double SLOWING = 0.7;

    /** From nothing to the whole rate. */
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    /** Never slower than this part of the rate: AWS always allows some calls, and each tells how it is now. */
    private static final double SLOWEST = 0.02;

    private final Rate rate;
    private double tokens;
    private double perSecond;
    private Instant filledAt;
    private Instant slowedUntil = Instant.MIN;

    /** One that was empty at {@code emptyAt} and has filled since. */
    TokenBucket(Rate rate, Instant emptyAt) {
        this.rate = rate;
        this.perSecond = rate.perSecond();
        this.filledAt = emptyAt;
    }

    /** Whether there is a token. */
    boolean hasToken(Instant now) {
        refill(now);
        return tokens >= 1;
    }

    /** Takes the token that there is. */
    void take() {
        tokens -= 1;
    }

    /** Returns a token that was taken and not used. */
    void giveBack() {
        tokens = Math.min(rate.burst(), tokens + 1);
    }

    /** AWS asks for fewer calls. */
    void slow(Instant now) {
        refill(now);
        tokens = 0;
        if (!now.isBefore(slowedUntil)) {
            slowedUntil = now.plus(ONE_SLOWING);
            perSecond = Math.max(perSecond * SLOWING, rate.perSecond() * SLOWEST);
        }
    }

    double tokens(Instant now) {
        refill(now);
        return tokens;
    }

    double perSecond(Instant now) {
        refill(now);
        return perSecond;
    }

    // A clock that steps back adds nothing and takes nothing. Eons fill no more than the burst.
    private void refill(Instant now) {
        if (now.isAfter(filledAt)) {
            double seconds = Duration.between(filledAt, now).toMillis() / 1e3;
            tokens = Math.min(rate.burst(), tokens + seconds * perSecond);
            perSecond = Math.min(rate.perSecond(), perSecond + seconds * rate.perSecond() / RECOVERY.toSeconds());
            filledAt = now;
        }
    }
}

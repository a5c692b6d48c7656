package io.tidegate.connectors.bridge;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between failures: each twice the one before, never above a cap, shortened by chance so that many clients do not
 * come back together. Not thread-safe.
 */
public final class Backoff {
    // Half fixed, half chance: "equal jitter" (AWS Architecture Blog, "Exponential Backoff And Jitter").
    private static final double FIXED_SHARE = 0.5;

    private final long firstMillis;
    private final long capMillis;
    private final RandomGenerator random;
    private long nextMillis;

    /**
     * @param first pause after the first failure, before jitter; positive
     * @param cap longest pause; at least {@code first}
     */
    public Backoff(Duration first, Duration cap, RandomGenerator random) {
        if (!first.isPositive()) {
            throw new IllegalArgumentException("backoff.first must be positive, was " + first);
        }
        if (cap.compareTo(first) < 0) {
            throw new IllegalArgumentException("backoff.cap must be at least " + first + ", was " + cap);
        }
        this.firstMillis = first.toMillis();
        this.capMillis = cap.toMillis();
        this.random = random;
        this.nextMillis = firstMillis;
    }

    /** The pause after one more failure: between half of its full length and the whole of it. */
    public Duration next() {
        long full = nextMillis;
        nextMillis = Math.min(capMillis, full > capMillis / 2 ? capMillis : full * 2);
        return Duration.ofMillis(Math.round(full * (FIXED_SHARE + (1 - FIXED_SHARE) * random.nextDouble())));
    }

    /** Starts again from the first pause, after a success. */
    public void reset() {
        nextMillis = firstMillis;
    }
}

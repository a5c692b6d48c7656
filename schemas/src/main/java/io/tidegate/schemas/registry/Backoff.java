package io.tidegate.schemas.registry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between attempts: doubling, capped, and spread over the upper half so that clients do not come back together. */
record Backoff(Duration first, Duration longest, RandomGenerator random) {

    /** The pause after {@code failures} failed attempts, counted from 1. */
    Duration pause(int failures) {
        // 2^20 times the shortest pause is beyond any cap, and no overflow.
        long grown = first.toMillis() << Math.min(failures - 1, 20);
        long capped = Math.min(grown, longest.toMillis());
        return Duration.ofMillis(capped / 2 + random.nextLong(capped - capped / 2 + 1));
    }
}

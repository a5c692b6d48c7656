package io.tidegate.connectors.executor.queue;

/**
 * How often calls of one category may be made.
 *
 * @param burst calls at once after a rest
 * @param perSecond calls in the long run
 */
public record Rate(int burst, double perSecond) {
    public Rate {
        if (burst < 1) {
            throw new IllegalArgumentException("executor.rate.burst must be at least 1, was " + burst);
        }
        if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
            throw new IllegalArgumentException(
                    "executor.rate.per-second must be positive and finite, was " + perSecond);
        }
    }
}

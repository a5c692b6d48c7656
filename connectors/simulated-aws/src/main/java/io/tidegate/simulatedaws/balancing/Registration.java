package io.tidegate.simulatedaws.balancing;

import java.time.Duration;
import java.time.Instant;

/**
 * How a load balancer stands to a target.
 *
 * <pre>
 * Starting -> Serving -> Draining -> (none)
 *    |           |-> Dead -> (none)
 *    '-> (none)
 * </pre>
 */
sealed interface Registration {

    /** It gets no requests until it has passed its health checks. */
    record Starting(Instant since, Instant healthyAt) implements Registration {}

    /** It gets its share of the requests. */
    record Serving() implements Registration {}

    /** It is gone and still gets its share, until a health check notices. */
    record Dead(Instant noticedAt) implements Registration {}

    /**
     * It gets no more requests, and ends those that were under way.
     *
     * @param requests under way at {@code since}, as many ending in each moment until {@code latency} later
     */
    record Draining(Instant since, Instant until, double requests, Duration latency) implements Registration {

        /** Requests that are still under way. */
        double underWay(Instant now) {
            var left = latency.minus(Duration.between(since, now));
            return left.isPositive() ? requests * left.toNanos() / latency.toNanos() : 0;
        }
    }
}

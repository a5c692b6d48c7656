package io.tidegate.simulatedaws.balancing;

import java.time.Duration;

/**
 * What is asked of a load balancer.
 *
 * @param latency that each request is under way
 */
record Traffic(double requestsPerSecond, Duration latency) {
    static final Traffic NONE = new Traffic(0, Duration.ZERO);

    Traffic {
        if (!(requestsPerSecond >= 0) || Double.isInfinite(requestsPerSecond) || latency.isNegative()) {
            throw new IllegalArgumentException("traffic must be finite and not negative, was " + requestsPerSecond
                    + " requests a second of " + latency);
        }
    }

    /** Requests under way at one of {@code targets}. */
    double underWay(long targets) {
        return during(latency, targets);
    }

    /** Requests that one of {@code targets} gets in some time. */
    double during(Duration time, long targets) {
        return targets == 0 ? 0 : requestsPerSecond / targets * time.toNanos() / 1e9;
    }

    /** How long the last request is still under way when no more come. */
    Duration last() {
        return requestsPerSecond > 0 ? latency : Duration.ZERO;
    }
}

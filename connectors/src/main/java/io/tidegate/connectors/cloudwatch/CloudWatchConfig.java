package io.tidegate.connectors.cloudwatch;

import java.time.Duration;

/**
 * How CloudWatch is read.
 *
 * @param settle how long after its end a period is first read; shorter shows more gaps that a later read fills
 * @param minInterval shortest time between two reads of a query, at most a minute
 * @param rereadPeriods how many of the latest periods each read covers, so that late points replace what was read before
 */
public record CloudWatchConfig(Duration settle, Duration minInterval, int rereadPeriods) {
    static final Duration MAX_INTERVAL = Duration.ofSeconds(60);

    // GetMetricData: at most 100,800 points a call, shared by 500 queries (API reference).
    private static final int MAX_PERIODS = 200;

    /** Points of one minute normally come one to three minutes late: settled after 60 s, read again for five periods. */
    public static CloudWatchConfig defaults() {
        return new CloudWatchConfig(Duration.ofSeconds(60), Duration.ofSeconds(5), 5);
    }

    public CloudWatchConfig {
        if (settle.isNegative()) {
            throw new IllegalArgumentException("cloudwatch.settle must not be negative, was " + settle);
        }
        if (minInterval.toMillis() < 1000 || minInterval.compareTo(MAX_INTERVAL) > 0) {
            throw new IllegalArgumentException("cloudwatch.minInterval must be 1 s to 60 s, was " + minInterval);
        }
        if (rereadPeriods < 1 || rereadPeriods > MAX_PERIODS) {
            throw new IllegalArgumentException("cloudwatch.rereadPeriods must be 1 to 200, was " + rereadPeriods);
        }
    }

    /** Time between two reads of a query: its period, at least {@link #minInterval} and at most a minute. */
    Duration interval(CloudWatchQuery query) {
        var period = query.period();
        if (period.compareTo(minInterval) < 0) {
            return minInterval;
        }
        return period.compareTo(MAX_INTERVAL) > 0 ? MAX_INTERVAL : period;
    }
}

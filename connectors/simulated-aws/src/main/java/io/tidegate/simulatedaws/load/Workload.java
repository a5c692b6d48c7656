package io.tidegate.simulatedaws.load;

/**
 * What one task of a service can do.
 *
 * @param requestsPerSecond that keep one task's CPU at 100 %
 * @param drainedPerSecond queue items that one task works off; 0 when it has no queue
 */
public record Workload(double requestsPerSecond, double drainedPerSecond) {
    public Workload {
        if (!(requestsPerSecond > 0) || !(drainedPerSecond >= 0)) {
            throw new IllegalArgumentException("workload must be requestsPerSecond > 0 and drainedPerSecond >= 0, was "
                    + requestsPerSecond + " and " + drainedPerSecond);
        }
    }

    /** A workload without a queue. */
    public static Workload ofRequests(double requestsPerSecond) {
        return new Workload(requestsPerSecond, 0);
    }
}

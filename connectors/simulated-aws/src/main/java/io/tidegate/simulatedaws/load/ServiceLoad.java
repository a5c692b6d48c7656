package io.tidegate.simulatedaws.load;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * The load of one service through time. Between two changes everything is constant, so the sums are exact however far time is
 * stepped at once.
 */
final class ServiceLoad {
    private final Workload workload;
    private Instant accruedUntil;
    private int running;
    private double requestsPerSecond;
    private double arrivalsPerSecond;
    private double backlog;
    private double utilizationSeconds;
    private double servedSeconds;

    ServiceLoad(Workload workload, int running, Instant start) {
        this.workload = workload;
        this.running = running;
        this.accruedUntil = start;
    }

    /** Counts the time until {@code now}. */
    void accrue(Instant now) {
        var seconds = Duration.between(accruedUntil, now).toNanos() / 1e9;
        accruedUntil = now;
        backlog = Math.max(0, backlog + (arrivalsPerSecond - workload.drainedPerSecond() * running) * seconds);
        if (running > 0) {
            utilizationSeconds += Math.min(1, requestsPerSecond / (running * workload.requestsPerSecond())) * seconds;
            servedSeconds += seconds;
        }
    }

    /** Mean utilization in percent since the last call; empty when no task ran, for nobody was there to report anything. */
    OptionalDouble takeCpuUtilization() {
        var mean = servedSeconds == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(100 * utilizationSeconds / servedSeconds);
        utilizationSeconds = 0;
        servedSeconds = 0;
        return mean;
    }

    void setRunning(int tasks) {
        running = tasks;
    }

    void setRequests(double perSecond) {
        requestsPerSecond = perSecond;
    }

    void setArrivals(double perSecond) {
        arrivalsPerSecond = perSecond;
    }

    OptionalDouble requestsPerTask() {
        return running == 0 ? OptionalDouble.empty() : OptionalDouble.of(requestsPerSecond / running);
    }

    double backlog() {
        return backlog;
    }
}

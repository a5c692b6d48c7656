package io.tidegate.simulatedaws.load;

import io.tidegate.simulatedaws.metric.MetricKey;
import io.tidegate.simulatedaws.metric.MetricStore;
import io.tidegate.simulatedaws.metric.Observation;
import io.tidegate.simulatedaws.physics.Timeline;
import io.tidegate.simulatedaws.service.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Reports each service's CPUUtilization to CloudWatch at the end of every period, as ECS does, about the period that ended. A
 * service without running tasks reports nothing.
 */
public final class UtilizationReports {
    /** Standard deviation of the noise, as a share of the value: no fleet is measured without. */
    private static final double NOISE = 0.02;

    private final Timeline timeline;
    private final LoadModel load;
    private final MetricStore metrics;
    private final Duration period;
    private final RandomGenerator random;

    public UtilizationReports(
            Timeline timeline, LoadModel load, MetricStore metrics, Duration period, RandomGenerator random) {
        this.timeline = timeline;
        this.load = load;
        this.metrics = metrics;
        this.period = period;
        this.random = random;
    }

    /** Begins to report, at the end of the period that runs now. Periods are counted from 1970. */
    public void start() {
        var seconds = period.toSeconds();
        var next = (Math.floorDiv(timeline.now().getEpochSecond(), seconds) + 1) * seconds;
        schedule(Instant.ofEpochSecond(next));
    }

    private void schedule(Instant end) {
        timeline.at(end, () -> {
            load.services().forEach(service -> report(service, end.minus(period)));
            schedule(end.plus(period));
        });
    }

    private void report(ServiceName service, Instant periodStart) {
        load.takeCpuUtilization(service).ifPresent(percent -> {
            var measured = Math.clamp(percent * (1 + NOISE * random.nextGaussian()), 0.0, 100.0);
            var key = MetricKey.ofService("CPUUtilization", service.cluster(), service.service());
            metrics.report(key, periodStart, Observation.of(measured));
        });
    }
}

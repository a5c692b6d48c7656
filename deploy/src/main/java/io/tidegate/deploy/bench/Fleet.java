package io.tidegate.deploy.bench;

import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.SampleStatus;
import io.tidegate.simulatedaws.SimulatedCloud;
import io.tidegate.simulatedaws.load.Workload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * 1,000 services in 40 clusters, each with a policy of its own and one sample a second. Every {@code every}-th sample of a
 * service is above the threshold, another service's each time, and asks for one task more.
 */
record Fleet(int every) {
    static final int TARGETS = 1_000;

    private static final int CLUSTERS = 40;
    private static final double HIGH = 100;
    private static final double LOW = 10;

    Fleet {
        if (every < 1) {
            throw new IllegalArgumentException("every must be at least 1, was " + every);
        }
    }

    static List<String> policies() {
        return IntStream.range(0, TARGETS)
                .mapToObj(target -> """
                        apiVersion: tidegate/v1
                        kind: ServicePolicy
                        name: s%1$d
                        target: %2$s
                        capacity: {min: 1, max: 1000}
                        metrics:
                          load:
                            samples: {name: load, dimensions: {service: s%1$d}}
                            window: 10s
                            statistic: last
                            early: true
                        rules:
                          - threshold: {metric: load, atLeast: 50, change: 1}
                        cooldown: {scaleOut: 0s, scaleIn: 0s}
                        """.formatted(target, name(target)))
                .toList();
    }

    static void create(SimulatedCloud cloud) {
        for (int target = 0; target < TARGETS; target++) {
            cloud.addService(name(target), 1, Workload.ofRequests(100));
        }
    }

    /** The sample of a number; one of each target makes a turn. */
    MetricSample sample(long number, Instant now) {
        int target = (int) (number % TARGETS);
        long turn = number / TARGETS;
        return new MetricSample(
                "load",
                Map.of("service", "s" + target),
                now,
                SampleStatus.OK,
                (turn + target) % every == 0 ? HIGH : LOW,
                null,
                1L,
                null,
                "push",
                null,
                null);
    }

    private static String name(int target) {
        return "ecs/bench-%d/s%d".formatted(target % CLUSTERS, target);
    }
}

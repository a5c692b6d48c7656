package io.tidegate.deploy.bench;

import io.tidegate.deploy.sample.SamplePublisher;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.SampleStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Samples of 1,000 series in the order of their event times, evenly over the 200 s before {@code end}: 100 hosts of each of
 * ten services, in panes of 10 s. Values are multiples of 1/8, so that sums are exact in any order.
 */
record Load(long records, Instant end) {
    static final Duration PANE = Duration.ofSeconds(10);
    static final int SERIES = 1_000;

    private static final int SERVICES = 10;
    private static final Duration SPAN = Duration.ofSeconds(200);

    Load {
        if (records < 1) {
            throw new IllegalArgumentException("records must be at least 1, was " + records);
        }
    }

    /** One policy for each service. Panes stay open for as long as a bench may take. */
    static List<String> policies() {
        return IntStream.range(0, SERVICES)
                .mapToObj(service -> """
                        apiVersion: tidegate/v1
                        kind: ServicePolicy
                        name: service-%1$d
                        target: ecs/bench-%1$d/service
                        capacity: {min: 1, max: 1000}
                        metrics:
                          load:
                            samples: {name: load, dimensions: {service: s%1$d}}
                            window: 10s
                            lateness: 1h
                        rules:
                          - targetTracking: {metric: load, target: 50}
                        """.formatted(service))
                .toList();
    }

    void send(SamplePublisher publisher) {
        for (long number = 0; number < records; number++) {
            publisher.send(sample(number));
        }
        publisher.flush();
    }

    /** The sample of a number below {@link #records}. */
    MetricSample sample(long number) {
        int series = (int) (number % SERIES);
        var before = SPAN.toMillis() - number * SPAN.toMillis() / records;
        double value = (number * 31 % SERIES) / 8.0;
        return new MetricSample(
                "load",
                Map.of("service", "s" + series % SERVICES, "host", "h" + series / SERVICES),
                end.minusMillis(before),
                SampleStatus.OK,
                value,
                null,
                1L,
                (int) PANE.toSeconds(),
                "push",
                null,
                null);
    }
}

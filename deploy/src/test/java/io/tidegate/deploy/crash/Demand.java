package io.tidegate.deploy.crash;

import io.tidegate.deploy.kafka.NoBrokerException;
import io.tidegate.deploy.sample.SamplePublisher;
import io.tidegate.schemas.MetricSample;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Publishes what each service has to serve: levels drawn from the seed, several samples a second. */
final class Demand implements AutoCloseable {
    private static final long PERIOD_MILLIS = 200;

    private final SamplePublisher publisher;
    private final RandomGenerator random;
    private final Map<String, Double> levels = new TreeMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Clock clock = Clock.systemUTC();

    private Demand(SamplePublisher publisher, RandomGenerator random) {
        this.publisher = publisher;
        this.random = random;
    }

    static Demand start(Surroundings around, RandomGenerator random) {
        var publisher = new SamplePublisher(around.access(), around.topics(), around.schemas());
        var demand = new Demand(publisher, random);
        var _ = demand.timer.scheduleAtFixedRate(demand::publish, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return demand;
    }

    private void publish() {
        for (String target : Surroundings.TARGETS) {
            // A level holds for a second and a half on average.
            if (random.nextInt(8) == 0 || !levels.containsKey(target)) {
                levels.put(target, (double) random.nextInt(10, 400));
            }
            publisher.send(MetricSample.newBuilder()
                    .setName("demand")
                    .setDimensions(Map.of("target", target))
                    .setAt(clock.instant())
                    .setPeriodSeconds(1)
                    .setValue(levels.get(target))
                    .build());
        }
        try {
            publisher.flush();
        } catch (NoBrokerException e) {
            // A busy machine may be late; what matters is that samples go on.
            System.out.println("samples were lost: " + e.getMessage());
        }
    }

    /** No more samples from now on. */
    @Override
    public void close() {
        timer.close();
        publisher.close();
    }
}

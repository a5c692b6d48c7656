package io.tidegate.deploy.bench;

import io.tidegate.connectors.executor.ExecutorConfig;
import io.tidegate.connectors.executor.command.ApiCategory;
import io.tidegate.connectors.executor.queue.QueueConfig;
import io.tidegate.connectors.executor.queue.Rate;
import io.tidegate.deploy.sample.SamplePublisher;
import io.tidegate.deploy.service.Service;
import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.simulatedaws.CloudConfig;
import io.tidegate.simulatedaws.SimulatedAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * From a sample to its command and to the applied command: the whole service on a broker and a simulated AWS in this JVM,
 * 1,000 samples a second on 1,000 targets. The executor's budgets of AWS calls are raised, for AWS itself would allow five
 * changes a second.
 */
public final class LatencyBench {
    /** What the 99th percentiles should be at most, in ms. */
    public static final long GOAL_MILLIS = 300;

    /** Until then the compiler takes a third of a core, which two cores do not have to spare. */
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final Rate UNLIMITED = new Rate(10_000, 10_000);
    private static final long SEED = 1;

    private final Stand stand;
    private final SimulatedAws aws;
    private final Settings settings;
    private final Clock clock;
    private final Consumer<String> progress;

    /**
     * How much is done.
     *
     * @param records samples that count, 1,000 a second, after those that warm up
     * @param every share of the samples that ask for a command: one in so many of each target
     */
    public record Settings(long records, int every) {
        public Settings {
            if (records < Fleet.TARGETS) {
                throw new IllegalArgumentException(
                        "records must be at least %d, was %d".formatted(Fleet.TARGETS, records));
            }
            if (every < 1) {
                throw new IllegalArgumentException("every must be at least 1, was " + every);
            }
        }
    }

    private LatencyBench(Stand stand, SimulatedAws aws, Settings settings, Clock clock, Consumer<String> progress) {
        this.stand = stand;
        this.aws = aws;
        this.settings = settings;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Runs it all on a broker and a simulated AWS of its own.
     *
     * @param progress is told a line for each step
     * @throws IllegalStateException when the service does not see its targets in time
     */
    public static Reactions run(Settings settings, Clock clock, Consumer<String> progress)
            throws IOException, InterruptedException {
        var cloud = CloudConfig.calm(clock.instant(), SEED).withPace(10);
        var state = Files.createTempDirectory("tidegate-bench");
        try (var stand = new Stand();
                var aws = SimulatedAws.start(cloud, 0)) {
            aws.tell(Fleet::create);
            return new LatencyBench(stand, aws, settings, clock, progress).run(state);
        } finally {
            TemporaryFolder.delete(state);
        }
    }

    private Reactions run(Path state) throws InterruptedException {
        progress.accept("applying %d policies".formatted(Fleet.TARGETS));
        stand.apply(Fleet.policies(), clock.instant());
        try (var service = Service.start(config(state), stand.registry, clock);
                var publisher = new SamplePublisher(stand.access, stand.topics, stand.registry)) {
            awaitObserved(service);
            long warmUp = WARM_UP.toSeconds() * Fleet.TARGETS;
            progress.accept("warming up with %d samples".formatted(warmUp));
            send(publisher, 0, warmUp);
            progress.accept("measuring %d samples".formatted(settings.records()));
            var from = clock.instant();
            send(publisher, warmUp, warmUp + settings.records());
            return settled(from, clock.instant());
        }
    }

    private void awaitObserved(Service service) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long observed = 0;
        while (System.nanoTime() < deadline) {
            observed = service.view().targets().stream()
                    .filter(target ->
                            target.desired().isPresent() && target.decision().isPresent())
                    .count();
            if (observed == Fleet.TARGETS) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new IllegalStateException("%d targets must be observed and decided on within %s, were %d"
                .formatted(Fleet.TARGETS, PATIENCE, observed));
    }

    // One a millisecond; a pause is made up for at once, as the arrival of samples does not wait for us either.
    private void send(SamplePublisher publisher, long first, long end) throws InterruptedException {
        var fleet = new Fleet(settings.every());
        long start = System.nanoTime();
        long next = first;
        while (next < end) {
            long due = Math.min(end, first + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + 1);
            for (; next < due; next++) {
                publisher.send(fleet.sample(next, clock.instant()));
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        publisher.flush();
    }

    private Reactions settled(Instant from, Instant to) throws InterruptedException {
        long deadline = System.nanoTime() + SETTLING.toNanos();
        var reactions = Reactions.read(stand, from, to);
        while (reactions.pending() > 0 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(500);
            reactions = Reactions.read(stand, from, to);
        }
        return reactions;
    }

    private ServiceConfig config(Path state) {
        var values = new TreeMap<String, String>();
        values.put("kafka.bootstrap", stand.access.bootstrap());
        values.put("http.port", "0");
        values.put("state.dir", state.toString());
        values.put("streams.replicationFactor", "1");
        values.put("aws.endpoint", aws.endpoint().toString());
        values.put("aws.region", "eu-central-1");
        var config = ServiceConfig.of("bench", values);
        return new ServiceConfig(
                config.installation(),
                config.roles(),
                config.registryPort(),
                config.http(),
                config.streams(),
                config.decide(),
                config.sources(),
                withoutBudgets(config.executor()),
                config.outcomes(),
                config.aws());
    }

    static ExecutorConfig withoutBudgets(ExecutorConfig config) {
        var queue = config.queue();
        var rates = new EnumMap<ApiCategory, Rate>(ApiCategory.class);
        queue.rates().keySet().forEach(category -> rates.put(category, UNLIMITED));
        return new ExecutorConfig(
                config.topics(),
                config.instanceId(),
                config.callTimeout(),
                config.sessionTimeout(),
                config.heartbeatInterval(),
                config.retry(),
                config.notFoundGrace(),
                new QueueConfig(queue.highMark(), queue.lowMark(), queue.maxInFlight(), rates),
                config.dryRun());
    }
}

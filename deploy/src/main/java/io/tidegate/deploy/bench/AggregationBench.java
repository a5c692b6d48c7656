package io.tidegate.deploy.bench;

import io.tidegate.deploy.bench.Tally.Window;
import io.tidegate.deploy.sample.SamplePublisher;
import io.tidegate.streams.shell.StreamsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Tidegate's first hop beside a bare windowed aggregation of Kafka Streams: the same samples on the same broker, the same
 * serde, exactly-once, commit interval, threads and partitions, in turns in one run. What they tell must be equal.
 */
public final class AggregationBench {
    /** Between two commits, of both. */
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);

    private static final int THREADS = 2;

    // A pane that nobody waits for early is told once a second.
    private static final Duration TELLING = Duration.ofSeconds(20);

    private final Stand stand;
    private final Settings settings;
    private final InstantSource clock;
    private final Path state;

    /**
     * How much is done.
     *
     * @param records that each contender reads in each round
     * @param rounds that count, after one that warms up
     */
    public record Settings(long records, int rounds) {
        public Settings {
            if (records < Load.SERIES) {
                throw new IllegalArgumentException(
                        "records must be at least %d, was %d".formatted(Load.SERIES, records));
            }
            if (rounds < 1) {
                throw new IllegalArgumentException("rounds must be at least 1, was " + rounds);
            }
        }
    }

    private AggregationBench(Stand stand, Settings settings, InstantSource clock, Path state) {
        this.stand = stand;
        this.settings = settings;
        this.clock = clock;
        this.state = state;
    }

    /**
     * Runs it all on a broker of its own.
     *
     * @param progress is told a line for each step
     * @throws IllegalStateException when the two do not tell the same
     */
    public static AggregationResult run(Settings settings, InstantSource clock, Consumer<String> progress)
            throws IOException, InterruptedException {
        var state = Files.createTempDirectory("tidegate-bench");
        try (var stand = new Stand()) {
            return new AggregationBench(stand, settings, clock, state).run(progress);
        } finally {
            TemporaryFolder.delete(state);
        }
    }

    private AggregationResult run(Consumer<String> progress) throws InterruptedException {
        progress.accept("writing %d samples".formatted(settings.records()));
        stand.apply(Load.policies(), clock.instant());
        try (var publisher = new SamplePublisher(stand.access, stand.topics, stand.registry)) {
            new Load(settings.records(), clock.instant()).send(publisher);
        }
        var tidegate = new RouteContender(stand);
        var bare = new BareContender(stand);
        var rounds = new ArrayList<AggregationResult.Round>();
        int windows = 0;
        for (int number = 0; number <= settings.rounds(); number++) {
            var both = number % 2 == 0 ? oursFirst(number, tidegate, bare) : theirsFirst(number, tidegate, bare);
            var ours = both.tidegate();
            var theirs = both.bare();
            requireEqual(ours.told(), theirs.told());
            windows = ours.told().size();
            var round = new AggregationResult.Round(ours.pace(), theirs.pace());
            progress.accept((number == 0 ? "warm-up: " : "round %d: ".formatted(number)) + round.text());
            if (number > 0) {
                rounds.add(round);
            }
        }
        return new AggregationResult(settings.records(), Load.SERIES, windows, rounds);
    }

    private record Run(double pace, SortedMap<Window, Tally> told) {}

    private record Both(Run tidegate, Run bare) {}

    private Both oursFirst(int round, Contender tidegate, Contender bare) throws InterruptedException {
        var ours = run(round, tidegate);
        return new Both(ours, run(round, bare));
    }

    private Both theirsFirst(int round, Contender tidegate, Contender bare) throws InterruptedException {
        var theirs = run(round, bare);
        return new Both(run(round, tidegate), theirs);
    }

    private Run run(int round, Contender contender) throws InterruptedException {
        var application = "bench-%s-%d".formatted(contender.name(), round);
        var start = clock.instant();
        var streams = new KafkaStreams(contender.topology(), properties(application, contender));
        try (var admin = stand.access.admin()) {
            streams.start();
            double pace = new Pace(stand, admin, application).await(settings.records());
            return new Run(pace, awaitTold(contender, start));
        } finally {
            streams.close();
            streams.cleanUp();
        }
    }

    private SortedMap<Window, Tally> awaitTold(Contender contender, Instant start) {
        long deadline = System.nanoTime() + TELLING.toNanos();
        var told = contender.told(start);
        while (countOf(told) < settings.records() && System.nanoTime() < deadline) {
            told = contender.told(start);
        }
        return told;
    }

    private StreamsConfig properties(String application, Contender contender) {
        var common = new StreamsSettings(
                stand.access.client(Map.of()), state, THREADS, COMMIT_INTERVAL, Duration.ofSeconds(6), 1);
        var properties = new TreeMap<>(common.of(application));
        properties.putAll(contender.settings());
        return new StreamsConfig(properties);
    }

    private static long countOf(SortedMap<Window, Tally> told) {
        return told.values().stream().mapToLong(Tally::count).sum();
    }

    private static void requireEqual(SortedMap<Window, Tally> ours, SortedMap<Window, Tally> theirs) {
        theirs.forEach((window, tally) -> {
            if (!tally.equals(ours.get(window))) {
                throw new IllegalStateException(
                        "%s must be %s in both, was %s in ours".formatted(window, tally, ours.get(window)));
            }
        });
        if (ours.size() != theirs.size()) {
            throw new IllegalStateException(
                    "windows must be %d in both, were %d in ours".formatted(theirs.size(), ours.size()));
        }
    }
}

package io.tidegate.deploy.bench;

import io.tidegate.schemas.TargetState;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.streams.capacity.CapacityState;
import io.tidegate.streams.decide.Held;
import io.tidegate.streams.decide.JournalPartition;
import io.tidegate.streams.decide.StateSerdes;
import io.tidegate.streams.decide.TargetStates;
import io.tidegate.streams.journal.Input;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * What one evaluation of a target costs in CPU time, without Kafka: the deciders in this thread, fed by a journal in virtual
 * time. The baseline of the same run is what any stateful stream processor pays to keep the same state: Avro, written and read once.
 */
public final class DecisionBench {
    /** What one evaluation may cost at most, in µs. */
    public static final double GOAL_MICROS = 20;

    /** What the state of one target with three metrics of exact statistics may take at most, in bytes. */
    public static final long GOAL_BYTES = 4096;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final Duration WARM_UP = Duration.ofMinutes(2);

    private final JournalPartition journal;
    private final TargetStates states = new TargetStates.InMemory();
    private final DecisionLoad load;
    private long evaluations;
    private long nanos;
    private long decisions;

    private DecisionBench(DecisionLoad load) {
        this.load = load;
        this.journal = new JournalPartition(states, Duration.ofDays(1));
    }

    /**
     * How much is done.
     *
     * @param targets each with three metrics, three rules and a policy of its own
     * @param seconds of virtual time that count, after two minutes that warm up
     */
    public record Settings(int targets, int seconds) {
        public Settings {
            if (targets < 1) {
                throw new IllegalArgumentException("targets must be at least 1, was " + targets);
            }
            if (seconds < 5) {
                throw new IllegalArgumentException("seconds must be at least 5, was " + seconds);
            }
        }
    }

    /**
     * What was seen.
     *
     * @param evaluations targets that a tick found due
     * @param decisions and commands that they led to
     * @param microsPerEvaluation at ticks, sending and bookkeeping included
     * @param microsPerRoundTrip one state written as Avro and read again
     * @param largestState bytes as Avro, the policy included
     */
    public record Result(
            int targets,
            long evaluations,
            long decisions,
            double microsPerEvaluation,
            double microsPerRoundTrip,
            long medianState,
            long largestState) {

        /** Cost of an evaluation by that of keeping its state. */
        public double ratio() {
            return microsPerEvaluation / microsPerRoundTrip;
        }
    }

    /** Runs it; {@code progress} is told a line for each step. */
    public static Result run(Settings settings, Consumer<String> progress) {
        var bench = new DecisionBench(new DecisionLoad(settings.targets()));
        progress.accept("taking up %,d targets".formatted(settings.targets()));
        bench.load.policies().forEach(bench::feed);
        progress.accept("warming up with %d s of their journal".formatted(WARM_UP.toSeconds()));
        bench.live(0, WARM_UP.toSeconds());
        bench.evaluations = 0;
        bench.nanos = 0;
        bench.decisions = 0;
        progress.accept("measuring %d s".formatted(settings.seconds()));
        bench.live(WARM_UP.toSeconds(), WARM_UP.toSeconds() + settings.seconds());
        return bench.result(settings);
    }

    private void live(long from, long to) {
        for (long second = from; second < to; second++) {
            var now = START.plusSeconds(second);
            load.during(second, now).forEach(this::feed);
            tick(now);
        }
    }

    private void feed(DecisionLoad.Entry entry) {
        journal.apply(entry.domain(), entry.input());
    }

    private void tick(Instant now) {
        long due = states.all().values().stream()
                .filter(state -> !state.dueAt().isAfter(now))
                .count();
        long began = THREADS.getCurrentThreadCpuTime();
        var results = journal.apply("", new Input.Ticked(now));
        nanos += THREADS.getCurrentThreadCpuTime() - began;
        evaluations += due;
        decisions += results.size();
    }

    private Result result(Settings settings) {
        var all = states.all().values().stream()
                .map(held -> ((Held.Capacity) held).state())
                .toList();
        var sizes = new ArrayList<Long>();
        roundTrips(all, sizes);
        sizes.clear();
        long began = THREADS.getCurrentThreadCpuTime();
        roundTrips(all, sizes);
        double roundTrip = (THREADS.getCurrentThreadCpuTime() - began) / 1e3 / all.size();
        long[] sorted = sizes.stream()
                .flatMapToLong(size -> LongStream.of(size))
                .sorted()
                .toArray();
        return new Result(
                settings.targets(),
                evaluations,
                decisions,
                nanos / 1e3 / evaluations,
                roundTrip,
                sorted[sorted.length / 2],
                sorted[sorted.length - 1]);
    }

    private static void roundTrips(List<CapacityState> all, List<Long> sizes) {
        var serde = AvroSerde.of("state", TargetState.class, InProcessRegistry.inMemory());
        for (var state : all) {
            byte[] bytes = serde.encode(StateSerdes.toAvro(state));
            if (!StateSerdes.fromAvro(serde.decode(bytes)).equals(state)) {
                throw new IllegalStateException("state must survive its round trip, did not: " + state.target());
            }
            sizes.add((long) bytes.length);
        }
    }
}

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

/**
 * What one evaluation of a target costs in CPU time, without Kafka: the deciders in this thread, fed by a journal in virtual
 * time. The baseline of the same run is what any stateful stream processor pays to keep the same state: Avro, written and read once.
 */
public final class DecisionBench {
    /** What one evaluation may cost at most, in µs. */
    public static final double GOAL_MICROS = 20;

    /** What the state of one target with three metrics of exact statistics may take at most, in bytes. */
    public static final long GOAL_BYTES = 4096;

    /** What each pane of a quantile may add to it. */
    public static final long GOAL_QUANTILE_BYTES = 512;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final Duration WARM_UP = Duration.ofMinutes(2);

    private final JournalPartition journal;
    private final TargetStates states = new TargetStates.InMemory();
    private final DecisionLoad load;
    private DecisionSizes sizes = new DecisionSizes();
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
     * @param quantile whether one of the three metrics is a 99th percentile
     */
    public record Settings(int targets, int seconds, boolean quantile) {
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
     * @param state bytes as Avro, the policy included
     * @param stateGoal what the largest may take
     * @param decision bytes of a decision's record as Avro, with the state that it was made from
     * @param bareDecision the same without the state
     */
    public record Result(
            int targets,
            long evaluations,
            long decisions,
            double microsPerEvaluation,
            double microsPerRoundTrip,
            Bytes state,
            long stateGoal,
            Bytes decision,
            Bytes bareDecision) {

        /** Cost of an evaluation by that of keeping its state. */
        public double ratio() {
            return microsPerEvaluation / microsPerRoundTrip;
        }
    }

    /** Runs it; {@code progress} is told a line for each step. */
    public static Result run(Settings settings, Consumer<String> progress) {
        var bench = new DecisionBench(new DecisionLoad(settings.targets(), settings.quantile()));
        progress.accept("taking up %,d targets".formatted(settings.targets()));
        bench.load.policies().forEach(bench::feed);
        progress.accept("warming up with %d s of their journal".formatted(WARM_UP.toSeconds()));
        bench.live(0, WARM_UP.toSeconds());
        bench.evaluations = 0;
        bench.nanos = 0;
        bench.decisions = 0;
        bench.sizes = new DecisionSizes();
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
        sizes.measure(results);
    }

    private Result result(Settings settings) {
        var all = states.all().values().stream()
                .map(Held::state)
                .map(CapacityState.class::cast)
                .toList();
        roundTrips(all);
        long began = THREADS.getCurrentThreadCpuTime();
        var stateSizes = roundTrips(all);
        double roundTrip = (THREADS.getCurrentThreadCpuTime() - began) / 1e3 / all.size();
        return new Result(
                settings.targets(),
                evaluations,
                decisions,
                nanos / 1e3 / evaluations,
                roundTrip,
                Bytes.of(stateSizes),
                GOAL_BYTES + GOAL_QUANTILE_BYTES * quantilePanes(all),
                sizes.whole(),
                sizes.bare());
    }

    // Those of the state that has most of them.
    private static long quantilePanes(List<CapacityState> all) {
        return all.stream()
                .mapToLong(state -> state.facts().series().values().stream()
                        .flatMap(series -> series.panes().stream())
                        .filter(pane -> pane.sketch() != null)
                        .count())
                .max()
                .orElse(0);
    }

    private static List<Integer> roundTrips(List<CapacityState> all) {
        var sizes = new ArrayList<Integer>(all.size());
        var serde = AvroSerde.of("state", TargetState.class, InProcessRegistry.inMemory());
        for (var state : all) {
            byte[] bytes = serde.encode(StateSerdes.toAvro(state));
            if (!StateSerdes.fromAvro(serde.decode(bytes)).equals(state)) {
                throw new IllegalStateException("state must survive its round trip, did not: " + state.target());
            }
            sizes.add(bytes.length);
        }
        return sizes;
    }
}

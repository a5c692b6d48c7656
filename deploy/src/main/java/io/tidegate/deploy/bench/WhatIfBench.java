package io.tidegate.deploy.bench;

import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.deploy.whatif.History.Slice;
import io.tidegate.deploy.whatif.TopicHistory;
import io.tidegate.deploy.whatif.Trial;
import io.tidegate.deploy.whatif.past.JournalPast;
import io.tidegate.deploy.whatif.simulation.Variant;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.serde.AvroSerde;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * A simulation of two policies over a journal, beside a plain consumer that reads and decodes the same records: in turns, in one run, on
 * one broker.
 */
public final class WhatIfBench {
    /** What the pace should be, in paces of the plain consumer. */
    public static final double GOAL = 0.5;

    private final Stand stand;
    private final Settings settings;
    private final WhatIfLoad load;

    private WhatIfBench(Stand stand, Settings settings) {
        this.stand = stand;
        this.settings = settings;
        this.load = new WhatIfLoad(settings.targets());
    }

    /**
     * How much is done.
     *
     * @param targets each with two metrics of one sample a minute
     * @param hours of journal
     * @param rounds that count, after one that warms up
     */
    public record Settings(int targets, int hours, int rounds) {
        public Settings {
            atLeastOne("targets", targets);
            atLeastOne("hours", hours);
            atLeastOne("rounds", rounds);
        }

        private static void atLeastOne(String name, int value) {
            if (value < 1) {
                throw new IllegalArgumentException("%s must be at least 1, was %d".formatted(name, value));
            }
        }
    }

    /**
     * One round.
     *
     * @param simulated seconds of the simulation
     * @param read seconds of the plain consumer
     */
    public record Round(double simulated, double read) {
        /** Pace of the simulation, in paces of the plain consumer. */
        public double ratio() {
            return read / simulated;
        }

        String text() {
            return "simulation %.1f s, reading and decoding %.1f s, ratio %.2f".formatted(simulated, read, ratio());
        }
    }

    /**
     * What was seen.
     *
     * @param records of the journal
     * @param samples of metrics among them
     * @param actions of the candidate
     */
    public record Result(long records, long samples, int actions, List<Round> rounds) {
        public Result {
            rounds = List.copyOf(rounds);
        }

        /** The median of the rounds' ratios. */
        public double ratio() {
            return rounds.stream().mapToDouble(Round::ratio).sorted().toArray()[rounds.size() / 2];
        }

        /** Samples a second, in the best round. */
        public double samplesPerSecond() {
            return samples / rounds.stream().mapToDouble(Round::simulated).min().orElseThrow();
        }
    }

    /** Runs it all on a broker of its own; {@code progress} is told a line for each step. */
    public static Result run(Settings settings, Consumer<String> progress) {
        try (var stand = Stand.ofThePast()) {
            return new WhatIfBench(stand, settings).run(progress);
        }
    }

    private Result run(Consumer<String> progress) {
        progress.accept("writing a journal of %d h".formatted(settings.hours()));
        long records = stand.write(taker -> load.each(Duration.ofHours(settings.hours()), Stand.PARTITIONS, taker));
        var rounds = new ArrayList<Round>();
        int actions = 0;
        for (int number = 0; number <= settings.rounds(); number++) {
            double read = seconds(() -> read(records));
            var acted = new int[1];
            double simulated = seconds(() -> acted[0] = simulate());
            actions = acted[0];
            var round = new Round(simulated, read);
            progress.accept((number == 0 ? "warm-up: " : "round %d: ".formatted(number)) + round.text());
            if (number > 0) {
                rounds.add(round);
            }
        }
        long samples = (long) settings.targets() * WhatIfLoad.METRICS * settings.hours() * 60;
        return new Result(records, samples, actions, rounds);
    }

    private void read(long records) {
        var serde = AvroSerde.of(stand.topics.journal(), JournalEntry.class, stand.registry);
        var decoded = new LongAdder();
        new TopicReader(stand.access).read(stand.topics.journal().name(), Range.ALL, found -> {
            if (!serde.decode(found.value()).getDomain().isEmpty()) {
                decoded.increment();
            }
        });
        if (decoded.sum() != records) {
            throw new IllegalStateException("records read must be %d, were %d".formatted(records, decoded.sum()));
        }
    }

    private int simulate() {
        var history = new TopicHistory(stand.access, stand.topics, stand.registry);
        var past = new JournalPast(history, Slice.ALL, Optional.empty(), Optional.empty());
        var variants = List.of(new Variant("candidate", load.policies(70)), Variant.recorded("current"));
        var trial = Trial.Settings.usual(1, false);
        int actions = new Trial(variants, Optional.of("current"), trial)
                .on(past)
                .total("candidate")
                .actions();
        if (actions == 0) {
            throw new IllegalStateException("the candidate must act, did not");
        }
        return actions;
    }

    private static double seconds(Runnable task) {
        long start = System.nanoTime();
        task.run();
        return (System.nanoTime() - start) / 1e9;
    }
}

package io.tidegate.deploy.whatif;

import io.tidegate.deploy.whatif.History.Slice;
import io.tidegate.deploy.whatif.bundle.BundleHistory;
import io.tidegate.deploy.whatif.measure.Yardstick;
import io.tidegate.deploy.whatif.past.Columns;
import io.tidegate.deploy.whatif.past.JournalPast;
import io.tidegate.deploy.whatif.past.TraceReader;
import io.tidegate.deploy.whatif.price.Prices;
import io.tidegate.deploy.whatif.report.WhatIf;
import io.tidegate.deploy.whatif.simulation.Variant;
import io.tidegate.streams.demand.Feedback;
import io.tidegate.streams.demand.Feedbacks;
import io.tidegate.streams.policy.trial.Backtest;
import io.tidegate.streams.policy.trial.Backtest.Assumed;
import io.tidegate.streams.policy.trial.Backtest.Limit;
import io.tidegate.streams.policy.trial.Backtest.Measure;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Runs cases over a past: what {@code simulate} measures of their policies, against their limits. */
public final class Backtesting {
    private static final String TESTED = "tested";
    private static final String RAN = "ran";
    private static final long SEED = 1;

    private Backtesting() {}

    /**
     * How a case went.
     *
     * @param measures by the names that files use; without those that nothing tells
     * @param misses limits that were not met, in the file's order
     */
    public record Outcome(String name, Map<String, Double> measures, List<Miss> misses) {
        public Outcome {
            measures = new TreeMap<>(measures);
            misses = List.copyOf(misses);
        }
    }

    /**
     * A limit that was not met.
     *
     * @param line of the file at which it stands, from 1
     */
    public record Miss(int line, String expected, String actual) {}

    /**
     * Runs a case of {@code file}.
     *
     * @throws IllegalArgumentException when its past cannot be read or simulated, saying why
     */
    public static Outcome run(Backtest backtest, Path file) {
        var whatIf = simulate(backtest, file.resolveSibling(backtest.past().path()));
        var measures = new TreeMap<String, Double>();
        for (var measure : Measure.values()) {
            value(measure, whatIf).ifPresent(found -> measures.put(measure.key(), found));
        }
        var misses = new ArrayList<Miss>();
        for (var limit : backtest.limits()) {
            var value = value(limit.measure(), whatIf);
            if (value.isEmpty() || !limit.holds(value.getAsDouble())) {
                misses.add(new Miss(limit.line(), expected(limit), actual(limit, value, whatIf)));
            }
        }
        return new Outcome(backtest.name(), measures, misses);
    }

    private static WhatIf simulate(Backtest backtest, Path past) {
        var tested = new Variant(TESTED, backtest.policies());
        var settings = settings(backtest.assumed());
        return switch (backtest.past()) {
            case Backtest.Past.Trace traced -> {
                var trial = new Trial(List.of(tested), traced.ran() ? Optional.of(TESTED) : Optional.empty(), settings);
                yield trial.on(Columns.past(TraceReader.read(past), trial.policies(), trial.loads()));
            }
            case Backtest.Past.Bundle _ -> {
                var trial = new Trial(List.of(tested, Variant.recorded(RAN)), Optional.of(RAN), settings);
                try (var history = BundleHistory.open(past)) {
                    yield trial.on(
                            new JournalPast(history, Slice.of(trial.domains()), Optional.empty(), Optional.empty()));
                }
            }
        };
    }

    private static Trial.Settings settings(Assumed assumed) {
        var feedbacks = new TreeMap<String, Feedback>();
        assumed.metrics().forEach((alias, how) -> feedbacks.put(alias, Feedback.parse(how)));
        return new Trial.Settings(
                new Feedbacks(feedbacks),
                assumed.startup(),
                assumed.stopping(),
                Prices.DEFAULT,
                Yardstick.DEFAULT_PENALTY,
                assumed.running(),
                assumed.load(),
                Instances.ANY,
                SEED,
                false);
    }

    private static OptionalDouble value(Measure measure, WhatIf whatIf) {
        return switch (measure) {
            case SELF_REPLAY_ERROR -> whatIf.honesty().selfReplayError();
            case CENSORED_SHARE -> OptionalDouble.of(whatIf.honesty().censoredShare());
            default -> OptionalDouble.of(Measured.of(measure, whatIf.total(TESTED)));
        };
    }

    private static String expected(Limit limit) {
        var parts = new ArrayList<String>();
        limit.atLeast().ifPresent(least -> parts.add("at least " + exact(least)));
        limit.atMost().ifPresent(most -> parts.add("at most " + exact(most)));
        return limit.measure().key() + " " + String.join(" and ", parts);
    }

    private static String actual(Limit limit, OptionalDouble value, WhatIf whatIf) {
        return value.isPresent()
                ? number(value.getAsDouble())
                : "unknown: "
                        + (limit.measure() == Measure.SELF_REPLAY_ERROR
                                ? whatIf.honesty().whyNoError()
                                : "none");
    }

    private static String exact(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? exact(value) : "%.4g".formatted(value);
    }
}

package io.tidegate.deploy.whatif.tune;

import io.tidegate.deploy.whatif.measure.Measures;
import io.tidegate.deploy.whatif.report.Honesty;
import io.tidegate.deploy.whatif.report.Unit;
import io.tidegate.deploy.whatif.tune.Search.Found;
import io.tidegate.deploy.whatif.tune.Tuned.Unseen;
import io.tidegate.streams.policy.trial.Backtest.Measure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What tuning would find, of values that are given with what they cost. */
public final class SomeTuned {
    public static final String TARGET = "rules[0].targetTracking.target";
    public static final String SCALE_IN = "stabilization.scaleIn";

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private SomeTuned() {}

    /** Of one key; each value is {@code 40=10}, where 10 is its cost with penalty. The current policy has 60, and 50. */
    public static Tuned of(String... values) {
        var tried = Stream.of(values)
                .map(value -> value.split("="))
                .map(value -> tried(Map.of(TARGET, value[0]), 1, Double.parseDouble(value[1])))
                .toList();
        return of(
                "web", List.of(new Vary(TARGET, List.of("40", "80"), true)), tried(Map.of(), 1, 50), tried, honesty());
    }

    /** A grid of two keys: the hotter the cheaper, the longer the stabilization the less is missing. */
    public static Tuned grid(String policy) {
        var tried = new ArrayList<Tried>();
        for (int target = 40; target <= 80; target += 5) {
            for (int minutes : new int[] {0, 1, 5, 15}) {
                tried.add(inGrid(Map.of(TARGET, String.valueOf(target), SCALE_IN, minutes + "m"), target, minutes));
            }
        }
        var varied =
                List.of(new Vary(TARGET, List.of("40", "80"), true), new Vary(SCALE_IN, List.of("0m", "15m"), false));
        return withDefaultsAndALimit(of(policy, varied, inGrid(Map.of(), 60, 3), tried, honesty()));
    }

    // The ones that miss most are beyond it.
    private static Tuned withDefaultsAndALimit(Tuned tuned) {
        var found = tuned.found();
        var defaults = inGrid(Map.of(), 60, 0);
        var more = new Found(
                found.current(),
                Optional.of(defaults),
                found.best(),
                found.front(),
                List.of(new Limit(Measure.SHORTAGE_HOURS, 60)),
                true,
                found.asIs(),
                found.tried(),
                found.invalid(),
                found.whyInvalid(),
                found.partial());
        var unseen =
                new Unseen(tuned.unseen().best(), tuned.unseen().current(), Optional.of(heldOut(defaults, 0.25, 0.75)));
        return new Tuned(tuned.asked(), more, tuned.stretches(), tuned.honesty(), unseen);
    }

    private static Tried inGrid(Map<String, String> settings, int target, int minutes) {
        double missing = Math.pow((target - 35) / 5.0, 3) / (1 + minutes) / 3;
        double cost = 100.0 * 60 / target + minutes;
        return tried(settings, cost, cost + 2 * missing);
    }

    /** With these words from outside. */
    public static Tuned named(String word) {
        var path = "rules[" + word + "].x";
        var one = tried(new TreeMap<>(Map.of(path, word)), 1, 2);
        var honesty = new Honesty(OptionalDouble.empty(), word, 0, Optional.empty(), List.of(word), List.of(word), 1);
        return of(word, List.of(new Vary(path, List.of(word), false)), tried(Map.of(), 1, 50), List.of(one), honesty);
    }

    /** Stopped before anything was tried. */
    public static Tuned stopped() {
        var varied = List.of(new Vary(SCALE_IN, List.of("0s", "5m"), false));
        return of("web", varied, tried(Map.of(), 1, 50), List.of(), honesty());
    }

    private static Tuned of(String policy, List<Vary> varied, Tried current, List<Tried> tried, Honesty honesty) {
        var all = Stream.concat(Stream.of(current), tried.stream()).toList();
        var best = all.stream().min(Goal.PARETO.order(List.of())).orElseThrow();
        var front = all.stream()
                .filter(one -> all.stream().noneMatch(one::isDominatedBy))
                .sorted(Comparator.comparingDouble(one -> one.measures().cost()))
                .toList();
        SortedMap<String, String> asIs = new TreeMap<>(Map.of(TARGET, "60"));
        var found = new Found(
                current, Optional.empty(), best, front, List.of(), true, asIs, tried, 2, "too <small>", false);
        var stretches = new ArrayList<Stretch>();
        for (int day = 0; day < 9; day++) {
            stretches.add(new Stretch(
                    START.plusSeconds(day * 86_400L), START.plusSeconds((day + 1) * 86_400L), day % 3 == 2));
        }
        var unseen = new Unseen(heldOut(best, -2, -1), heldOut(current, 0, 0), Optional.empty());
        return new Tuned(
                new Tuned.Asked(policy, varied, Goal.PARETO, Unit.TASK, "USD"), found, stretches, honesty, unseen);
    }

    private static HeldOut heldOut(Tried one, double low, double high) {
        var difference = new Bootstrap((low + high) / 2, low, high);
        return new HeldOut(one.measures(), difference, difference, new Bootstrap(0.5, -0.25, 1.25));
    }

    private static Tried tried(Map<String, String> settings, double cost, double objective) {
        var policy = PolicyTextTest.web().read().policy().orElseThrow();
        double missing = Math.max(0, objective - cost) / 2;
        var measures = new Measures(
                cost,
                cost,
                10 * missing,
                100,
                0,
                missing,
                144,
                0,
                0,
                Measures.NONE.reactions(),
                7,
                3,
                14,
                0,
                objective,
                1);
        return new Tried(new TreeMap<>(settings), PolicyTextTest.WEB, policy, measures);
    }

    private static Honesty honesty() {
        return new Honesty(
                OptionalDouble.of(0.034),
                "",
                0.012,
                Optional.of(START),
                List.of("Placement failures are not modelled."),
                List.of("A start takes 40s (assumed)."),
                42);
    }
}

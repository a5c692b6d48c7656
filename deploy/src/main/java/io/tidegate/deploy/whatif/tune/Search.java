package io.tidegate.deploy.whatif.tune;

import io.tidegate.deploy.whatif.measure.Measures;
import io.tidegate.streams.policy.Policy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Looks for the settings that do best: all combinations of the values, or a sample of them; then, around the best, values between
 * those of ranges, as long as that makes it better. The same inputs have the same answer, however many threads there are. For one use.
 */
public final class Search {
    // Of the budget, where not all combinations fit: the rest is for refinement.
    private static final double SAMPLED = 0.7;
    // Simulated at a time, each on a thread of its own.
    private static final int TOGETHER = 8;

    private final PolicyText text;
    private final List<Vary> varied;
    private final Judge judge;
    private final Plan plan;
    private final List<Tried> tried = new ArrayList<>();
    private final LinkedHashSet<SortedMap<String, String>> seen = new LinkedHashSet<>();
    private int invalid;
    private String firstInvalid = "";
    private boolean partial;

    /**
     * How to go about it.
     *
     * @param limits none for the usual ones of the goal
     * @param budget policies that are simulated at most
     * @param stop whether to end with what there is
     * @param progress is told how many were simulated
     */
    public record Plan(
            Goal goal, List<Limit> limits, int budget, long seed, BooleanSupplier stop, IntConsumer progress) {
        public Plan {
            limits = List.copyOf(limits);
        }
    }

    /** What is to be tried. */
    private record Candidate(SortedMap<String, String> settings, String text, Policy policy) {
        Tried measured(Measures measures) {
            return new Tried(settings, text, policy, measures);
        }
    }

    /** Over the values of {@code varied} in {@code text}. */
    public Search(PolicyText text, List<Vary> varied, Judge judge, Plan plan) {
        this.text = text;
        this.varied = List.copyOf(varied);
        this.judge = judge;
        this.plan = plan;
    }

    /**
     * What was found.
     *
     * @param current the policy as it is
     * @param defaults the policy without the varied keys, so that their defaults hold; empty where it needs one of them
     * @param best of all that were tried, the current one among them
     * @param front those that no other is better than in both cost and capacity missing, the cheapest first
     * @param limits that were held to
     * @param within whether the best is within the limits
     * @param asIs values of the varied keys that the policy as it is has
     * @param tried all that were simulated beside the current one, in their order
     * @param invalid combinations that are no valid policy
     * @param whyInvalid of the first of them
     * @param partial whether it was stopped
     */
    public record Found(
            Tried current,
            Optional<Tried> defaults,
            Tried best,
            List<Tried> front,
            List<Limit> limits,
            boolean within,
            SortedMap<String, String> asIs,
            List<Tried> tried,
            int invalid,
            String whyInvalid,
            boolean partial) {
        public Found {
            front = List.copyOf(front);
            limits = List.copyOf(limits);
            asIs = Collections.unmodifiableSortedMap(asIs);
            tried = List.copyOf(tried);
        }

        /** The value that a policy of these has for a varied key; empty where it has none. */
        public Optional<String> value(Tried one, String path) {
            return Optional.ofNullable((one.equals(current) ? asIs : one.settings()).get(path));
        }
    }

    /**
     * Searches.
     *
     * @throws IllegalArgumentException when the policy is none, or a path leads nowhere
     */
    public Found on(List<Stretch> stretches) {
        var asIs = text.read();
        var policy = asIs.policy().orElseThrow(() -> new IllegalArgumentException(asIs.problem()));
        var first = new ArrayList<>(List.of(new Candidate(new TreeMap<>(), asIs.text(), policy)));
        defaults().ifPresent(first::add);
        var measured = judge.measure(first.stream().map(Candidate::policy).toList(), stretches, () -> false)
                .orElseThrow();
        var current = first.getFirst().measured(measured.getFirst());
        var usual =
                first.size() > 1 ? Optional.of(first.getLast().measured(measured.getLast())) : Optional.<Tried>empty();
        tried.add(current);
        var limits = plan.limits().isEmpty() ? plan.goal().usual(current.measures()) : plan.limits();
        var order = plan.goal().order(limits);
        simulate(combinations(), stretches);
        if (tried.size() == 1 && invalid > 0) {
            throw new IllegalArgumentException(
                    "--vary must have a valid policy among its values, had none: " + firstInvalid);
        }
        refine(order, stretches);
        var best = tried.stream().min(order).orElseThrow();
        var front = tried.stream()
                .filter(one -> tried.stream().noneMatch(one::isDominatedBy))
                .sorted(Comparator.comparingDouble(one -> one.measures().cost()))
                .toList();
        boolean within = limits.stream().allMatch(limit -> limit.holds(best.measures()));
        return new Found(
                current,
                usual,
                best,
                front,
                limits,
                within,
                asIs(),
                tried.subList(1, tried.size()),
                invalid,
                firstInvalid,
                partial);
    }

    private List<SortedMap<String, String>> combinations() {
        long all = varied.stream().mapToLong(each -> each.values().size()).reduce(1, Math::multiplyExact);
        var chosen = new ArrayList<SortedMap<String, String>>();
        if (all <= plan.budget()) {
            for (long number = 0; number < all; number++) {
                chosen.add(combination(number));
            }
            return chosen;
        }
        // One of each of as many equal parts of all of them.
        var random = new SplittableRandom(plan.seed());
        long parts = Math.max(1, Math.round(plan.budget() * SAMPLED));
        for (long part = 0; part < parts; part++) {
            chosen.add(combination(random.nextLong(part * all / parts, (part + 1) * all / parts)));
        }
        return chosen;
    }

    private SortedMap<String, String> combination(long number) {
        var settings = new TreeMap<String, String>();
        long rest = number;
        for (var each : varied) {
            int size = each.values().size();
            settings.put(each.path(), each.values().get((int) (rest % size)));
            rest /= size;
        }
        return settings;
    }

    private void refine(Comparator<Tried> order, List<Stretch> stretches) {
        var before = Optional.<Tried>empty();
        var best = changed(order);
        while (!best.equals(before) && seen.size() < plan.budget() && !partial) {
            before = best;
            simulate(around(best.orElseThrow()), stretches);
            best = changed(order);
        }
    }

    // The policy as it is has no neighbours: it may well lie between two values.
    private Optional<Tried> changed(Comparator<Tried> order) {
        return tried.stream().filter(one -> !one.settings().isEmpty()).min(order);
    }

    private List<SortedMap<String, String>> around(Tried best) {
        var found = new ArrayList<SortedMap<String, String>>();
        for (var each : varied) {
            var value = Objects.requireNonNull(best.settings().get(each.path()), each.path());
            var known = seen.stream()
                    .map(settings -> settings.getOrDefault(each.path(), value))
                    .toList();
            for (var between : each.between(value, known)) {
                var settings = new TreeMap<>(best.settings());
                settings.put(each.path(), between);
                found.add(settings);
            }
        }
        return found;
    }

    private void simulate(List<SortedMap<String, String>> wanted, List<Stretch> stretches) {
        var valid = new ArrayList<Candidate>();
        for (var settings : wanted) {
            if (seen.size() < plan.budget() && seen.add(settings)) {
                var read = text.with(present(settings));
                read.policy()
                        .ifPresentOrElse(
                                policy -> valid.add(new Candidate(settings, read.text(), policy)),
                                () -> refuse(read.problem()));
            }
        }
        for (int from = 0; from < valid.size(); from += TOGETHER) {
            var some = valid.subList(from, Math.min(valid.size(), from + TOGETHER));
            var measures = judge.measure(some.stream().map(Candidate::policy).toList(), stretches, plan.stop());
            if (measures.isEmpty()) {
                partial = true;
                return;
            }
            for (int i = 0; i < some.size(); i++) {
                tried.add(some.get(i).measured(measures.get().get(i)));
            }
            plan.progress().accept(tried.size() - 1);
        }
    }

    private static Map<String, Optional<String>> present(SortedMap<String, String> settings) {
        var present = new TreeMap<String, Optional<String>>();
        settings.forEach((path, value) -> present.put(path, Optional.of(value)));
        return present;
    }

    private void refuse(String problem) {
        invalid++;
        firstInvalid = firstInvalid.isEmpty() ? problem : firstInvalid;
    }

    private SortedMap<String, String> asIs() {
        var values = new TreeMap<String, String>();
        varied.forEach(each -> text.value(each.path()).ifPresent(value -> values.put(each.path(), value)));
        return values;
    }

    private Optional<Candidate> defaults() {
        var without = new TreeMap<String, Optional<String>>();
        varied.forEach(each -> without.put(each.path(), Optional.empty()));
        var read = text.with(without);
        return read.policy().map(policy -> new Candidate(new TreeMap<>(), read.text(), policy));
    }
}

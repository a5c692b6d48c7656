package io.tidegate.streams.capacity;

import io.tidegate.streams.Policies;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.expression.Expression;
import io.tidegate.streams.expression.ExpressionException;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.OnMissing.Reaction;
import io.tidegate.streams.policy.OnMissing.When;
import io.tidegate.streams.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Random policies whose metrics are away at random: the same seed gives the same outage. */
final class Outages {
    // Longer than the longest wait of a policy, three windows, in steps of one pane.
    private static final int PANES = 6;

    private static final List<When> WHEN = List.of(When.ALWAYS, When.IF_HIGHER, When.IF_LOWER);

    private final RandomGenerator random;

    private Outages(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /**
     * A policy in an outage.
     *
     * @param values what the metrics have while they are there
     * @param away those that are not
     * @param desired tasks that the decision starts from
     */
    record Outage(long seed, CapacityPolicy policy, Map<String, Double> values, List<Metric> away, int desired) {

        boolean isAway(String alias) {
            return away.stream().anyMatch(metric -> metric.alias().equals(alias));
        }

        /** Whether a rule reads a metric that is away, and for which nothing stands in. */
        boolean readsNothingFor(String rule) {
            return policy.rules().stream()
                    .filter(one -> one.name().equals(rule))
                    .anyMatch(one -> away.stream()
                            .filter(metric -> !(metric.onMissing().reaction() instanceof Reaction.Value))
                            .anyMatch(metric -> one.metric().names().contains(metric.alias())));
        }

        boolean readsOneAway(Rule rule) {
            return away.stream().anyMatch(metric -> rule.metric().names().contains(metric.alias()));
        }

        boolean readsOneAwayThat(Predicate<Reaction> reaction) {
            return away.stream()
                    .filter(metric -> reaction.test(metric.onMissing().reaction()))
                    .anyMatch(metric -> policy.rules().stream()
                            .anyMatch(rule -> rule.metric().names().contains(metric.alias())));
        }

        boolean allAway(Predicate<Reaction> reaction) {
            return !away.isEmpty()
                    && away.stream()
                            .allMatch(metric -> reaction.test(metric.onMissing().reaction()));
        }
    }

    static Outage of(long seed) {
        return new Outages(seed).draw(seed);
    }

    /** What is decided when the outage has lasted. */
    static Decided decided(Outage outage) {
        return decided(outage, _ -> true);
    }

    /** The same by some of the rules alone. */
    static Decided decided(Outage outage, Predicate<Rule> which) {
        var policy = outage.policy();
        var some =
                policy(policy.metrics(), policy.rules().stream().filter(which).toList());
        return feed(Scenario.of(some), outage, false)
                .service(outage.desired(), outage.desired())
                .tick()
                .last();
    }

    /** The target when all metrics are there again, and have been for a while. */
    static Scenario afterwards(Outage outage) {
        var during = feed(
                Scenario.of(policy(outage.policy().metrics(), outage.policy().rules())), outage, false);
        return feed(during, outage, true)
                .service(outage.desired(), outage.desired())
                .tick();
    }

    // Until it is observed a target only counts what it misses.
    private static Scenario feed(Scenario scenario, Outage outage, boolean all) {
        for (int pane = 0; pane < PANES; pane++) {
            scenario.after(5);
            outage.values().forEach((alias, value) -> {
                if (all
                        || outage.away().stream()
                                .noneMatch(metric -> metric.alias().equals(alias))) {
                    scenario.complete(alias, value);
                }
            });
            scenario.tick();
        }
        return scenario;
    }

    private Outage draw(long seed) {
        var metrics = new ArrayList<Metric>();
        var values = new TreeMap<String, Double>();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            var built = Policies.policy().metric("m" + i, false).onMissing(reaction(), random.nextInt(1, 4));
            metrics.addAll(built.build().metrics());
            values.put("m" + i, Math.rint(random.nextDouble(-20, 120)));
        }
        var rules = new ArrayList<Rule>();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            rules.add(rule("rule" + i, metrics));
        }
        int mostAway = random.nextInt(1, 3);
        var away = metrics.stream()
                .filter(_ -> random.nextBoolean())
                .limit(mostAway)
                .toList();
        return new Outage(seed, policy(metrics, rules).build(), values, away, random.nextInt(2, 30));
    }

    private static Policies policy(List<Metric> metrics, List<Rule> rules) {
        var policy = Policies.policy().between(1, 40);
        metrics.forEach(policy::metric);
        rules.forEach(policy::rule);
        return policy;
    }

    private Reaction reaction() {
        return switch (random.nextInt(5)) {
            case 0 -> new Reaction.Hold();
            case 1 -> new Reaction.Ignore();
            case 2 -> new Reaction.AllowOut();
            case 3 -> new Reaction.Value(random.nextInt(-20, 120));
            default -> new Reaction.Fallback(random.nextInt(41), WHEN.get(random.nextInt(3)));
        };
    }

    private Rule rule(String name, List<Metric> metrics) {
        String one = metrics.get(random.nextInt(metrics.size())).alias();
        String other = metrics.get(random.nextInt(metrics.size())).alias();
        var expression = expression(random.nextBoolean() ? one : "max([%s, %s])".formatted(one, other));
        if (random.nextBoolean()) {
            return new Rule.TargetTracking(name, expression, random.nextInt(20, 80), 0.1, random.nextBoolean());
        }
        int change = random.nextInt(1, 5);
        return random.nextBoolean()
                ? new Rule.Threshold(name, expression, OptionalDouble.of(60), OptionalDouble.empty(), change)
                : new Rule.Threshold(name, expression, OptionalDouble.empty(), OptionalDouble.of(30), -change);
    }

    private static Expression expression(String text) {
        try {
            return Expression.parse(text);
        } catch (ExpressionException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}

package io.tidegate.streams;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.expression.Expression;
import io.tidegate.streams.expression.ExpressionException;
import io.tidegate.streams.policy.Behaviour;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Execution;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.MetricSource;
import io.tidegate.streams.policy.OnMissing;
import io.tidegate.streams.policy.Rule;
import io.tidegate.streams.policy.ScheduleItem;
import io.tidegate.streams.policy.SeriesSelector;
import io.tidegate.streams.policy.Statistic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Builds the policies of tests: 1 to 10 tasks of {@code ecs/demo/web}, 30 s and 60 s of cooldown, unless said otherwise. */
public final class Policies {
    public static final String TARGET = "ecs/demo/web";

    private String name = "web";
    private int revision = 1;
    private boolean enabled = true;
    private CapacityPolicy.Actuation via = CapacityPolicy.Actuation.SERVICE;
    private Bounds bounds = new Bounds(1, 10);
    private Behaviour.Cooldown cooldown = new Behaviour.Cooldown(Duration.ofSeconds(30), Duration.ofSeconds(60));
    private Function<Behaviour.Cooldown, Behaviour> behaviour = Behaviour::new;
    private Execution execution = Execution.DEFAULT;
    private final List<String> targets = new ArrayList<>(List.of(TARGET));
    private final List<Metric> metrics = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<ScheduleItem> schedule = new ArrayList<>();

    public static Policies policy() {
        return new Policies();
    }

    public Policies named(String name) {
        this.name = name;
        return this;
    }

    public Policies revision(int revision) {
        this.revision = revision;
        return this;
    }

    public Policies disabled() {
        enabled = false;
        return this;
    }

    public Policies viaScalableTarget() {
        return via(CapacityPolicy.Actuation.SCALABLE_TARGET);
    }

    public Policies via(CapacityPolicy.Actuation actuation) {
        via = actuation;
        return this;
    }

    public Policies targets(String... all) {
        targets.clear();
        targets.addAll(List.of(all));
        return this;
    }

    public Policies between(int min, int max) {
        bounds = new Bounds(min, max);
        return this;
    }

    public Policies cooldown(int outSeconds, int inSeconds) {
        cooldown = new Behaviour.Cooldown(Duration.ofSeconds(outSeconds), Duration.ofSeconds(inSeconds));
        return this;
    }

    /** What tempers the rules beside cooldowns. */
    public Policies behaving(Function<Behaviour.Cooldown, Behaviour> behaviour) {
        this.behaviour = behaviour;
        return this;
    }

    /** A pushed metric of the same name, averaged over 10 s. */
    public Policies metric(String alias, boolean early) {
        return metric(alias, Map.of(), Duration.ofSeconds(5), early);
    }

    /** A pushed metric of the same name whose series have these dimensions, averaged over 10 s. */
    public Policies metric(String alias, Map<String, String> dimensions, Duration lateness, boolean early) {
        metrics.add(new Metric(
                alias,
                new MetricSource.Pushed(),
                new SeriesSelector(alias, dimensions),
                Duration.ofSeconds(10),
                lateness,
                Statistic.Exact.AVG,
                Metric.Across.AVG,
                OnMissing.HOLD,
                early));
        return this;
    }

    public Policies metric(Metric metric) {
        metrics.add(metric);
        return this;
    }

    /** The metric added last, with another statistic. */
    public Policies reduced(Statistic statistic, Metric.Across across) {
        var last = metrics.removeLast();
        metrics.add(new Metric(
                last.alias(),
                last.source(),
                last.selector(),
                last.window(),
                last.lateness(),
                statistic,
                across,
                last.onMissing(),
                last.early()));
        return this;
    }

    /** What the metric added last does while it is missing. */
    public Policies onMissing(OnMissing.Reaction reaction, int after) {
        var last = metrics.removeLast();
        metrics.add(new Metric(
                last.alias(),
                last.source(),
                last.selector(),
                last.window(),
                last.lateness(),
                last.statistic(),
                last.across(),
                new OnMissing(reaction, after),
                last.early()));
        return this;
    }

    public Policies rule(Rule rule) {
        rules.add(rule);
        return this;
    }

    public Policies tracking(String expression, double target) {
        rules.add(new Rule.TargetTracking("track", parsed(expression), target, 0.1, false));
        return this;
    }

    public Policies trackingOutOnly(String expression, double target) {
        rules.add(new Rule.TargetTracking("track-out", parsed(expression), target, 0.1, true));
        return this;
    }

    public Policies atLeast(String expression, double threshold, int change) {
        rules.add(new Rule.Threshold(
                rules.isEmpty() ? "high" : "high-" + rules.size(),
                parsed(expression),
                OptionalDouble.of(threshold),
                OptionalDouble.empty(),
                change));
        return this;
    }

    public Policies atMost(String expression, double threshold, int change) {
        rules.add(new Rule.Threshold(
                "low", parsed(expression), OptionalDouble.empty(), OptionalDouble.of(threshold), change));
        return this;
    }

    /** How its commands are carried out. */
    public Policies carriedOut(Execution execution) {
        this.execution = execution;
        return this;
    }

    /** Its commands are left out. */
    public Policies dryRun() {
        execution = new Execution(Execution.Mode.DRY_RUN, Execution.DEFAULT_PRIORITY, new Execution.Restore());
        return this;
    }

    /** It drives nothing. */
    public Policies shadow() {
        execution = new Execution(Execution.Mode.SHADOW, Execution.DEFAULT_PRIORITY, new Execution.Restore());
        return this;
    }

    public Policies scheduled(ScheduleItem... items) {
        schedule.addAll(List.of(items));
        return this;
    }

    public CapacityPolicy build() {
        return new CapacityPolicy(
                name,
                revision,
                enabled,
                targets.stream().map(Target::parse).toList(),
                via,
                bounds,
                metrics,
                rules,
                behaviour.apply(cooldown),
                schedule,
                execution);
    }

    public static Expression parsed(String text) {
        try {
            return Expression.parse(text);
        } catch (ExpressionException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}

package io.tidegate.streams.policy;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.expression.Expression;
import io.tidegate.streams.expression.ExpressionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How the capacity of ECS services, Auto Scaling groups or scalable targets is decided: bounds, metrics, rules, behaviour and
 * schedule. Immutable and valid by construction.
 *
 * @param name unique among all policies: letters, digits, {@code . _ -}
 * @param revision counts the applications of the policy from 1; 0 before it was applied
 * @param enabled a disabled policy observes and commands nothing
 * @param targets what it drives, each on its own; at least one, all of one {@link TargetKind}
 * @param via what the executor writes
 * @param bounds capacity where no item of the schedule says otherwise
 * @param metrics what the rules may read, by alias
 * @param rules what asks for capacity; may be empty when a schedule alone decides
 * @param behaviour what tempers the rules
 * @param schedule windows and actions with bounds of their own: windows go before actions, the first listed of the open windows,
 *     the latest of the actions
 * @param execution how its commands are carried out
 */
public record CapacityPolicy(
        String name,
        int revision,
        boolean enabled,
        List<Target> targets,
        Actuation via,
        Bounds bounds,
        List<Metric> metrics,
        List<Rule> rules,
        Behaviour behaviour,
        List<ScheduleItem> schedule,
        Execution execution)
        implements Policy {

    /**
     * Names that every expression may use beside the aliases: the target's running and desired count, its bounds, and the
     * connected ACTIVE instances of its cluster.
     */
    public static final SortedSet<String> BUILT_INS = Collections.unmodifiableSortedSet(
            new TreeSet<>(List.of("desired", "instances", "maximum", "minimum", "running")));

    /** The built-in that N+1 rules read. */
    static final Expression INSTANCES = instances();

    public CapacityPolicy {
        targets = List.copyOf(targets);
        metrics = List.copyOf(metrics);
        rules = List.copyOf(rules);
        schedule = List.copyOf(schedule);
        Check.name(name);
        Check.that(revision >= 0, "revision must be at least 0, was %s", revision);
        Check.that(!targets.isEmpty(), "targets must name at least one target, was %s", targets);
        TargetKind kind = TargetKind.of(targets.getFirst());
        targets.forEach(target ->
                Check.that(TargetKind.of(target) == kind, "targets must all be of one kind, was %s", target.text()));
        Check.that(
                kind.actuations().contains(via),
                "via must be a way to scale %s, was %%s".formatted(kind.plural()),
                via);
        kind.check("capacity max", bounds.max());
        schedule.forEach(item -> item.bounds().check(kind, "schedule " + item.label()));
        schedule.forEach(item -> checkMove(item, kind, via));
        distinct(
                "targets must differ, was %s",
                targets.stream().map(Target::text).toList());
        checkPlaces(targets, metrics);
        distinct(
                "metrics must have different aliases, was %s",
                metrics.stream().map(Metric::alias).toList());
        distinct(
                "rules must have different names, was %s",
                rules.stream().map(Rule::name).toList());
        distinct(
                "schedule must have different names, was %s",
                schedule.stream().map(ScheduleItem::name).toList());
        var known = names(metrics);
        rules.forEach(rule -> checkNames(rule, known));
        rules.forEach(rule -> checkChange(rule, behaviour));
    }

    /** Names that the expressions over these metrics may use. */
    public static SortedSet<String> names(Collection<Metric> metrics) {
        var names = new TreeSet<>(BUILT_INS);
        metrics.forEach(metric -> names.add(metric.alias()));
        return names;
    }

    // A series has no account of its own: it is the one that the targets are in.
    private static void checkPlaces(List<Target> targets, List<Metric> metrics) {
        boolean readsCloudWatch =
                metrics.stream().anyMatch(metric -> metric.source() instanceof MetricSource.CloudWatch);
        long places = targets.stream().map(Target::place).distinct().count();
        Check.that(
                places == 1 || !readsCloudWatch,
                "targets must be in one account and region, for that is where metrics are read from CloudWatch, was %s",
                targets.stream().map(Target::text).toList());
    }

    private static void distinct(String message, List<String> values) {
        Check.that(values.stream().distinct().count() == values.size(), message, values);
    }

    // Application Auto Scaling has bounds alone to write, and those an action sets anyway.
    private static void checkMove(ScheduleItem item, TargetKind kind, Actuation via) {
        if (item instanceof ScheduleAction action && action.desired().isPresent()) {
            String what = "schedule %s desired".formatted(item.label());
            kind.check(what, action.desired().getAsInt());
            Check.that(via != Actuation.SCALABLE_TARGET, what + " must stand without via %s", "scalableTarget");
        }
    }

    private static void checkNames(Rule rule, SortedSet<String> known) {
        try {
            rule.metric().check(known);
        } catch (ExpressionException e) {
            throw new IllegalArgumentException("rules: %s: metric: %s".formatted(rule.name(), e.getMessage()), e);
        }
    }

    private static void checkChange(Rule rule, Behaviour behaviour) {
        boolean nothing =
                rule instanceof Rule.Threshold threshold && threshold.change().isNothing();
        Check.that(
                !nothing || behaviour.combine() == Behaviour.Combine.FIRST,
                "rules: %s: change must not be 0 unless combine is first, was %%s".formatted(rule.name()),
                0);
    }

    private static Expression instances() {
        try {
            return Expression.parse("instances");
        } catch (ExpressionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public CapacityPolicy withRevision(int revision) {
        return new CapacityPolicy(
                name, revision, enabled, targets, via, bounds, metrics, rules, behaviour, schedule, execution);
    }

    /** What is driven. */
    public TargetKind kind() {
        return TargetKind.of(targets.getFirst());
    }

    /** What the executor writes to change a capacity. */
    public enum Actuation {
        /** The service's own desired count. */
        SERVICE,
        /** The bounds of its Application Auto Scaling target: pinned to the wanted count, or the schedule's own. */
        SCALABLE_TARGET,
        /** The group's desired capacity, inside its own min and max. */
        DESIRED,
        /** The group's min and max, and with them its desired capacity when there are rules. */
        BOUNDS
    }

    /** Whether a rule wants to know how many instances its cluster has. */
    public boolean readsInstances() {
        return rules.stream().anyMatch(rule -> rule.metric().names().contains("instances"));
    }

    /** Whether a rule is predictive. */
    public boolean foresees() {
        for (var rule : rules) {
            if (rule instanceof Predictive) {
                return true;
            }
        }
        return false;
    }

    /** The predictive rules, in their order. */
    public List<Predictive> predictives() {
        return rules.stream()
                .filter(Predictive.class::isInstance)
                .map(Predictive.class::cast)
                .toList();
    }

    /** How long own actions influence decisions, one way or another. */
    public List<Duration> memories() {
        var memories = new ArrayList<Duration>();
        behaviour.memories(memories::add);
        for (var rule : rules) {
            if (rule instanceof StepScaling stepping) {
                stepping.warmup().ifPresent(memories::add);
            }
        }
        return memories;
    }

    /** The longest that own actions influence decisions. */
    public Duration memory() {
        return Collections.max(memories());
    }
}

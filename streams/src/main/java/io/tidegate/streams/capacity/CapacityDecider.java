package io.tidegate.streams.capacity;

import io.tidegate.streams.capacity.CapacityState.Actions;
import io.tidegate.streams.capacity.CapacityState.Facts;
import io.tidegate.streams.capacity.CapacityState.Outstanding;
import io.tidegate.streams.decision.Driven;
import io.tidegate.streams.decision.Events;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.decision.Output.Trigger;
import io.tidegate.streams.decision.Overriding;
import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.decision.Step;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Measured;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Observed;
import io.tidegate.streams.journal.Input.Overridden;
import io.tidegate.streams.journal.Input.Settled;
import io.tidegate.streams.pane.MetricWindow;
import io.tidegate.streams.pane.SeriesPanes;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides the capacity of one target: a pure reducer. Facts only change the state; what evaluates is a tick, when the
 * target is due, or a pane of an early metric, for scale-out only. Total: it answers every valid input, "no" being a
 * decision with its reason.
 */
public final class CapacityDecider {
    /** Of all deciders together: grows when the same journal may give other decisions; replays compare like with like. */
    public static final int VERSION = 3;

    /** After a command that the executor's own dry run left out, how long until the same is ordered again. */
    static final Duration DRY_RUN_RETOLD_AFTER = Duration.ofMinutes(5);

    /** A policy takes the target up, or changes while it drives it. */
    public Step<CapacityState> take(
            @Nullable CapacityState state, String domain, String target, CapacityPolicy policy, @Nullable Instant now) {
        if (state == null) {
            return Step.silent(CapacityState.taken(domain, target, policy));
        }
        if (!state.policy().name().equals(policy.name())) {
            return Events.refuse(state, policy, now);
        }
        if (now == null) {
            return Step.silent(state.under(policy));
        }
        var known = state.policy().metrics();
        var added = policy.metrics().stream()
                .filter(metric -> !known.contains(metric))
                .toList();
        return Step.silent(state.under(policy).with(MissingData.begin(state.facts(), added, now)));
    }

    /** A policy lets the target go. */
    public Step<CapacityState> release(CapacityState state, String policy, @Nullable Instant now) {
        return Events.release(state, policy, now);
    }

    /** A partial pane of a series; whether a metric of the policy selects it is checked here again. */
    public Step<CapacityState> measure(CapacityState state, Measured input, @Nullable Instant now) {
        var metrics = state.policy().metrics().stream()
                .filter(metric -> selects(metric, input))
                .toList();
        if (metrics.isEmpty() || isOneTooMany(metrics, state.facts(), input)) {
            return Step.silent(state);
        }
        var lateness =
                metrics.stream().map(Metric::lateness).max(Duration::compareTo).orElseThrow();
        var pane = input.pane()
                .keeping(
                        metrics.stream().anyMatch(Metric::needsSketch),
                        metrics.stream().anyMatch(Metric::needsReadings));
        var panes = state.facts().series().getOrDefault(input.series().key(), SeriesPanes.of(input.series()));
        var horizon = now == null ? Instant.MIN : now;
        var measured = panes.with(pane, lateness, horizon);
        var next = state.with(state.facts().with(measured));
        boolean early = metrics.stream().anyMatch(Metric::early) && !measured.equals(panes);
        if (!early || now == null || state.ids().epoch() == null) {
            return Step.silent(next);
        }
        return evaluated(next, now, Trigger.EARLY_PANE);
    }

    /** AWS answered about the target. An answer asked for before the last one is older news and is left out. */
    public Step<CapacityState> observe(CapacityState state, Observed input) {
        var facts = state.facts();
        return switch (input.observation()) {
            case Observation.Capacity capacity ->
                isNews(facts.capacity(), input.at())
                        ? Step.silent(seeing(
                                state,
                                new Facts(
                                        new Seen<>(input.at(), capacity),
                                        facts.bounds(),
                                        facts.series(),
                                        facts.misses(),
                                        facts.instances()),
                                input.at()))
                        : Step.silent(state);
            case Observation.ScalableTarget bounds ->
                isNews(facts.bounds(), input.at())
                        ? Step.silent(seeing(
                                state,
                                new Facts(
                                        facts.capacity(),
                                        new Seen<>(input.at(), bounds),
                                        facts.series(),
                                        facts.misses(),
                                        facts.instances()),
                                input.at()))
                        : Step.silent(state);
            case Observation.Cluster(var cluster) ->
                Step.silent(counting(state, input.at(), new Observation.Instances(cluster.active())));
            case Observation.Instances instances -> Step.silent(counting(state, input.at(), instances));
            case Observation.Nothing _ ->
                Step.silent(state.with(new Facts(null, null, facts.series(), facts.misses(), facts.instances()))
                        .dueNow());
        };
    }

    /** A command of the target ended. */
    public Step<CapacityState> settle(CapacityState state, Settled input, @Nullable Instant now) {
        var actions = state.actions();
        var outstanding = actions.outstanding();
        if (outstanding == null || !outstanding.id().equals(input.commandId())) {
            return Step.silent(state);
        }
        var settled = switch (input.result()) {
            case APPLIED -> new Actions(outstanding.applied(input.at()), actions.history(), null);
            case SKIPPED -> new Actions(null, actions.history(), null);
            case LEFT_OUT -> new Actions(outstanding.leftOut(retold(state, input.at())), actions.history(), null);
            case NOT_APPLIED ->
                new Actions(
                        null,
                        outstanding.before(),
                        Optional.ofNullable(now)
                                .map(at -> at.plus(Commanded.RETRY_DELAY))
                                .orElse(null));
        };
        return Step.silent(state.with(settled).dueNow());
    }

    // Where the policy does not say so itself, nobody tells the decider when the dry run is over.
    private static Instant retold(CapacityState state, Instant at) {
        return state.policy().execution().dryRun() ? Driven.NEVER : at.plus(DRY_RUN_RETOLD_AFTER);
    }

    /** The clock reached {@code now}, and the target is due. */
    public Step<CapacityState> tick(CapacityState state, Instant now) {
        var begun = state.ids().epoch() == null
                ? state.with(state.ids().begun(now))
                        .with(MissingData.begin(state.facts(), state.policy().metrics(), now))
                : state;
        return Overriding.expire(begun, now).then(left -> evaluated(forget(left, now), now, Trigger.TICK));
    }

    /** People overrode something in the target's domain, or lifted what they had. */
    public Step<CapacityState> override(CapacityState state, Overridden input, @Nullable Instant now) {
        return Overriding.change(state, input, now);
    }

    /** Makes an evaluation again, from the state that its decision was based on. */
    public Decided again(CapacityState basis, Instant now, Trigger trigger) {
        return Evaluation.of(basis, now, trigger).decided().basedOn(basis);
    }

    private static Step<CapacityState> evaluated(CapacityState state, Instant now, Trigger trigger) {
        var step = Evaluation.of(state, now, trigger).step();
        var based = step.outputs().stream()
                .map(output -> output instanceof Decided decided ? decided.basedOn(state) : output);
        return new Step<>(step.next(), based.toList());
    }

    private static boolean selects(Metric metric, Measured input) {
        return metric.selector().matches(input.series().name(), input.series().dimensions());
    }

    // One series more than allowed is kept, so that readings can tell the overflow.
    private static boolean isOneTooMany(List<Metric> metrics, Facts facts, Input.Measured input) {
        return !facts.series().containsKey(input.series().key())
                && metrics.stream()
                        .allMatch(metric -> Evaluator.seriesOf(metric, facts).size() > MetricWindow.MAX_SERIES);
    }

    private static boolean isNews(@Nullable Seen<?> last, Instant at) {
        return last == null || at.isAfter(last.at());
    }

    private static CapacityState seeing(CapacityState state, Facts facts, Instant at) {
        var actions = moved(state.facts(), facts) ? state.actions().real() : state.actions();
        return state.with(facts)
                .with(new Actions(stillOut(actions.outstanding(), at), actions.history(), actions.retryAfter()))
                .dueNow();
    }

    // Whether somebody changed what is ordered of AWS: then that counts, and no more what a dry run would have done.
    private static boolean moved(Facts before, Facts after) {
        return !settings(before).equals(settings(after));
    }

    private static List<Integer> settings(Facts facts) {
        var settings = new ArrayList<Integer>();
        if (facts.capacity() != null) {
            settings.add(facts.capacity().what().desired());
            if (facts.capacity().what() instanceof Observation.Group group) {
                settings.addAll(List.of(group.min(), group.max()));
            }
        }
        if (facts.bounds() != null) {
            settings.addAll(
                    List.of(facts.bounds().what().min(), facts.bounds().what().max()));
        }
        return settings;
    }

    // Instances say nothing of the service's own capacity, so a command stays out.
    private static CapacityState counting(CapacityState state, Instant at, Observation.Instances instances) {
        var facts = state.facts();
        if (!isNews(facts.instances(), at) || !state.policy().readsInstances()) {
            return state;
        }
        var seen = new Seen<>(at, instances);
        return state.with(new Facts(facts.capacity(), facts.bounds(), facts.series(), facts.misses(), seen))
                .dueNow();
    }

    // A command is over once an observation begun after its application has arrived: from then on AWS's word counts.
    private static @Nullable Outstanding stillOut(@Nullable Outstanding outstanding, Instant observedAt) {
        boolean seen =
                outstanding != null && outstanding.appliedAt() != null && observedAt.isAfter(outstanding.appliedAt());
        return seen ? null : outstanding;
    }

    // Panes outside every window, and series without any, can influence nothing more. A window ends with a whole pane
    // of the longest length there is, so it may begin as much earlier.
    private static CapacityState forget(CapacityState state, Instant now) {
        var facts = state.facts();
        var longest = facts.longestPane();
        var changed = new ArrayList<SeriesPanes>();
        for (var panes : facts.series().values()) {
            var recent = panes.since(now.minus(lookBack(state, panes)).minus(longest));
            if (recent.panes().size() < panes.panes().size() || recent.panes().isEmpty()) {
                changed.add(recent);
            }
        }
        return changed.isEmpty() ? state : state.with(facts.keeping(changed));
    }

    // A plain loop: every evaluation asks it of every series.
    private static Duration lookBack(CapacityState state, SeriesPanes panes) {
        var longest = Duration.ZERO;
        for (var metric : state.policy().metrics()) {
            var lookBack = metric.lookBack();
            if (lookBack.compareTo(longest) > 0 && Evaluator.selects(metric, panes)) {
                longest = lookBack;
            }
        }
        return longest;
    }
}

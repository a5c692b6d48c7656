package io.tidegate.streams.capacity;

import io.tidegate.streams.capacity.CapacityState.Actions;
import io.tidegate.streams.capacity.CapacityState.Facts;
import io.tidegate.streams.capacity.CapacityState.Outstanding;
import io.tidegate.streams.decision.Driven;
import io.tidegate.streams.decision.Events;
import io.tidegate.streams.decision.ImageGate;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.decision.Output.Trigger;
import io.tidegate.streams.decision.Output.Verdict;
import io.tidegate.streams.decision.Overriding;
import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.decision.Step;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Measured;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Observed;
import io.tidegate.streams.journal.Input.Overridden;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.journal.Input.Settled;
import io.tidegate.streams.pane.MetricWindow;
import io.tidegate.streams.pane.SeriesPanes;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides the capacity of one target: a pure reducer. Facts only change the state; what evaluates is a tick, when the
 * target is due, or a pane of an early metric, for scale-out only. Total: it answers every valid input, "no" being a
 * decision with its reason.
 */
public final class CapacityDecider {
    /** Of all deciders together: grows when the same journal may give other decisions; replays compare like with like. */
    public static final int VERSION = 4;

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
        var told = input.rivals()
                .map(rivals -> state.with(state.actions().writes().knowing(rivals)))
                .orElse(state);
        return Step.silent(seeing(told, input));
    }

    private static CapacityState seeing(CapacityState state, Observed input) {
        var facts = state.facts();
        var at = input.at();
        return switch (input.observation()) {
            case Observation.Capacity capacity ->
                isNews(facts.capacity(), at) ? seeing(state, facts.with(new Seen<>(at, capacity)), input) : state;
            case Observation.ScalableTarget bounds ->
                isNews(facts.bounds(), at) ? seeing(state, facts.having(new Seen<>(at, bounds)), input) : state;
            case Observation.Cluster(var cluster) -> counting(state, at, new Observation.Instances(cluster.active()));
            case Observation.Instances instances -> counting(state, at, instances);
            case Observation.HookedGroups _, Observation.Template _ -> state;
            case Observation.Nothing _ ->
                state.with(facts.gone())
                        .with(state.actions().writes().forgetting())
                        .dueNow();
        };
    }

    /** A command of the target ended. */
    public Step<CapacityState> settle(CapacityState state, Settled input, @Nullable Instant now) {
        var known = effective(state, input);
        var actions = known.actions();
        var outstanding = actions.outstanding();
        if (outstanding == null || !outstanding.id().equals(input.commandId())) {
            return Step.silent(known);
        }
        var writes = actions.writes();
        var settled = switch (input.result()) {
            case APPLIED -> new Actions(outstanding.applied(input.at()), actions.history(), null, writes);
            case THERE, SKIPPED -> new Actions(null, actions.history(), null, writes);
            case LEFT_OUT ->
                new Actions(outstanding.leftOut(retold(state, input.at())), actions.history(), null, writes);
            case NOT_APPLIED ->
                new Actions(
                        null,
                        outstanding.before(),
                        Optional.ofNullable(now)
                                .map(at -> at.plus(Commanded.RETRY_DELAY))
                                .orElse(null),
                        writes);
        };
        return Step.silent(known.with(settled).dueNow());
    }

    // Also of a command that another has followed meanwhile.
    private static CapacityState effective(CapacityState state, Settled input) {
        boolean took = input.result() == Result.APPLIED || input.result() == Result.THERE;
        var writes = state.actions().writes();
        return took
                ? writes.issued().stream()
                        .filter(own -> state.commandId(own.sequence()).equals(input.commandId()))
                        .findFirst()
                        .map(own -> state.with(writes.applied(own.sequence(), input.at())))
                        .orElse(state)
                : state;
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
        return Overriding.expire(begun, now)
                .then(left -> rivalry(left, now))
                .then(left -> evaluated(ForeignWrite.expire(forget(left, now), now), now, Trigger.TICK));
    }

    // On record once, and held against nobody: who moves from the scaling policies of AWS has both for a while.
    private static Step<CapacityState> rivalry(CapacityState state, Instant now) {
        var writes = state.actions().writes();
        if (!writes.rivalsUntold()) {
            return Step.silent(state);
        }
        String explanation = writes.rivalry().orElse("no scaling policy of AWS scales the target any more");
        var verdict = new Verdict(Verdict.Outcome.STEADY, "AWS_SCALES_TOO", explanation, null);
        return Events.noted(state.with(writes.rivalsTold()).reconsidered(), Trigger.TICK, verdict, now);
    }

    /** People overrode something in the target's domain, or lifted what they had. */
    public Step<CapacityState> override(CapacityState state, Overridden input, @Nullable Instant now) {
        return Overriding.change(state, input, now);
    }

    /** A scheduled scale-out of the target waits for an image, or waits no longer. */
    public Step<CapacityState> gate(CapacityState state, @Nullable ImageGate gate) {
        return Step.silent(
                Objects.equals(state.facts().gate(), gate)
                        ? state
                        : state.with(state.facts().waiting(gate)).dueNow());
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

    private static CapacityState seeing(CapacityState state, Facts facts, Observed input) {
        var actions = moved(state.facts(), facts) ? state.actions().real() : state.actions();
        var out = stillOut(actions.outstanding(), input.at());
        var writes = judging(state, out, input);
        return state.with(facts)
                .with(new Actions(out, actions.history(), actions.retryAfter(), writes))
                .dueNow();
    }

    // While a command is on its way, what AWS shows may be either; what has gone, or is about to, belongs to nobody.
    private static Writes judging(CapacityState state, @Nullable Outstanding out, Observed input) {
        var writes = state.actions().writes();
        if (input.observation() instanceof Observation.Service service && !service.active()) {
            return writes.forgetting();
        }
        var shown = Mark.in(input.observation(), state.policy().via());
        boolean waits = out != null && out.deadline().isAfter(input.at());
        return shown == null || waits
                ? writes
                : writes.seeing(
                        shown,
                        input.at(),
                        input.change(),
                        state.policy().execution().foreignWrites());
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
        return state.with(facts.counting(seen)).dueNow();
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

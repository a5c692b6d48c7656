package io.tidegate.streams.capacity;

import io.tidegate.streams.capacity.CapacityState.Actions;
import io.tidegate.streams.capacity.CapacityState.Facts;
import io.tidegate.streams.decision.Driven;
import io.tidegate.streams.decision.Events;
import io.tidegate.streams.decision.ImageGate;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.decision.Output.Trigger;
import io.tidegate.streams.decision.Output.Verdict;
import io.tidegate.streams.decision.Overriding;
import io.tidegate.streams.decision.Step;
import io.tidegate.streams.journal.Input.Measured;
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
        var next = state.under(policy);
        return Step.silent(next.with(MissingData.begin(next.facts(), added, now)));
    }

    /** A policy lets the target go. */
    public Step<CapacityState> release(CapacityState state, String policy, @Nullable Instant now) {
        return Events.release(state, policy, now);
    }

    /** A partial pane of a series; whether a metric of the policy selects it is checked here again. */
    @SuppressWarnings("ReferenceEquality") // Itself means that nothing changed.
    public Step<CapacityState> measure(CapacityState state, Measured input, @Nullable Instant now) {
        var metrics = selecting(state.policy(), input);
        var known = state.facts().series().get(input.series().key());
        if (metrics.isEmpty() || (known == null && areFull(metrics, state.facts()))) {
            return Step.silent(state);
        }
        var panes = known == null ? SeriesPanes.of(input.series()) : known;
        boolean sketch = false;
        boolean readings = false;
        boolean mayBeEarly = false;
        var shortest = metrics.getFirst().lateness();
        var longest = shortest;
        for (var metric : metrics) {
            var lateness = metric.lateness();
            sketch |= metric.needsSketch();
            readings |= metric.needsReadings();
            mayBeEarly |= metric.early();
            shortest = lateness.compareTo(shortest) < 0 ? lateness : shortest;
            longest = lateness.compareTo(longest) > 0 ? lateness : longest;
        }
        var measured = panes.with(input.pane().keeping(sketch, readings), longest, now == null ? Instant.MIN : now);
        if (measured == panes) {
            return Step.silent(state);
        }
        var taken = state.with(state.facts().with(measured));
        // It may be complete sooner than the panes known before it promise.
        var complete = input.pane().end().plus(shortest);
        var next = now != null && complete.isAfter(now) ? taken.dueBy(complete) : taken;
        if (!mayBeEarly || now == null || state.ids().epoch() == null) {
            return Step.silent(next);
        }
        return evaluated(next, now, Trigger.EARLY_PANE);
    }

    /** AWS answered about the target. An answer asked for before the last one is older news and is left out. */
    public Step<CapacityState> observe(CapacityState state, Observed input) {
        return Step.silent(Sighting.of(state, input));
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
        boolean applied = input.result() == Result.APPLIED;
        var next = applied || !state.policy().foresees()
                ? known
                : known.with(known.facts().foreseeing(known.facts().foresight().without(outstanding.sequence())));
        return Step.silent(next.with(settled).dueNow());
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
                .then(left -> evaluated(
                        LoadReader.read(ForeignWrite.expire(Expiry.forget(left, now), now), now), now, Trigger.TICK));
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
        return Evaluation.of(basis, now, trigger).decided().basedOn(basis.basis(now));
    }

    private static Step<CapacityState> evaluated(CapacityState state, Instant now, Trigger trigger) {
        var step = Evaluation.of(state, now, trigger).step();
        if (step.outputs().isEmpty()) {
            return step;
        }
        var based = step.outputs().stream()
                .map(output -> output instanceof Decided decided ? decided.basedOn(state.basis(now)) : output);
        return new Step<>(step.next(), based.toList());
    }

    private static List<Metric> selecting(CapacityPolicy policy, Measured input) {
        var found = new ArrayList<Metric>();
        for (var metric : policy.metrics()) {
            if (metric.selector().matches(input.series().name(), input.series().dimensions())) {
                found.add(metric);
            }
        }
        return found;
    }

    // One series more than allowed is kept, so that readings can tell the overflow.
    private static boolean areFull(List<Metric> metrics, Facts facts) {
        return facts.series().size() > MetricWindow.MAX_SERIES
                && metrics.stream()
                        .allMatch(metric -> Evaluator.seriesOf(metric, facts).size() > MetricWindow.MAX_SERIES);
    }
}

package io.tidegate.streams.capacity;

import io.tidegate.streams.capacity.CapacityState.Facts;
import io.tidegate.streams.capacity.Combination.Answered;
import io.tidegate.streams.capacity.Combination.Proposal;
import io.tidegate.streams.capacity.Evaluation.Asked;
import io.tidegate.streams.decision.Order.Setting;
import io.tidegate.streams.decision.Output.Trigger;
import io.tidegate.streams.decision.Output.Verdict;
import io.tidegate.streams.decision.Output.Verdict.Outcome;
import io.tidegate.streams.pane.SeriesPanes;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.CapacityPolicy.Actuation;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one evaluation, in order: may it act at all → bounds of the schedule → metrics → rules → combination →
 * behaviour → bounds → order.
 */
final class Evaluator {
    private final MissingData data;
    private final CapacityState state;
    private final CapacityPolicy policy;
    private final Instant now;
    private final Trigger trigger;
    private final OrderPlan plan;
    private final History history;
    private final Schedule.Effective effective;

    Evaluator(CapacityState state, Instant now, Trigger trigger) {
        this.data = MissingData.of(state, now, trigger == Trigger.EARLY_PANE);
        this.state = state.with(state.facts().missing(data.misses()));
        this.policy = state.policy();
        this.now = now;
        this.trigger = trigger;
        this.plan = new OrderPlan(state, now);
        this.history = state.actions().history();
        this.effective = Schedule.effective(policy.bounds(), policy.schedule(), now);
    }

    /** The series that a metric selects, in the order of their keys. */
    static List<SeriesPanes> seriesOf(Metric metric, Facts facts) {
        var found = new ArrayList<SeriesPanes>();
        for (var panes : facts.series().values()) {
            if (selects(metric, panes)) {
                found.add(panes);
            }
        }
        return found;
    }

    static boolean selects(Metric metric, SeriesPanes panes) {
        return metric.selector().matches(panes.series().name(), panes.series().dimensions());
    }

    Evaluation evaluate() {
        if (!policy.enabled()) {
            return held("DISABLED", "the policy is disabled");
        }
        boolean bare = policy.rules().isEmpty();
        if (bare && policy.via() == Actuation.SCALABLE_TARGET) {
            return boundsOnly(); // Whatever its state: they may be what lets it come to life.
        }
        return switch (Standing.of(state, now)) {
            case Standing.Unknown unknown -> held(unknown.reason(), unknown.explanation());
            case Standing.Known _ when bare && policy.via() == Actuation.BOUNDS -> boundsOnly();
            case Standing.Known known -> capacity(known);
        };
    }

    private Evaluation capacity(Standing.Known known) {
        int current = plan.current(known);
        var behaviour = policy.behaviour();
        var inquiry = new Inquiry(state, now, known, current, effective.bounds());
        boolean early = trigger == Trigger.EARLY_PANE;
        var round = inquiry.ask(data, Duration.ZERO);
        var tempering = new Tempering(current, round.proposal().raw(), behaviour, now);
        if (!early && inquiry.mayDifferEarly()) {
            var running = MissingData.of(state, now, true);
            tempering.early(() -> inquiry.ask(running, Duration.ZERO).proposal().raw());
        }
        var memory = round.proposal().isMissing()
                ? state.memory()
                : state.memory().after(tempering.desired(), current, now, behaviour);
        var cooldown = behaviour.cooldown().scaleOut();
        var constrained = tempering
                .stabilize(memory)
                .confirm(memory)
                .cool(history, () -> inquiry.ask(data, cooldown).proposal().raw())
                .pace(history)
                .deployment(known.deploying())
                .within(effective, known.own());
        var asked = new Asked(
                data.inputs(),
                round.answers().stream().map(Answered::answer).toList(),
                OptionalInt.of(current),
                OptionalInt.of(known.running()),
                OptionalInt.of(round.proposal().raw()),
                constrained.constraints(),
                OptionalInt.of(constrained.desired()));
        var order = plan.capacity(current, constrained.desired(), effective.bounds());
        return conclude(asked, verdict(round.proposal(), constrained, current, order), order)
                .remembering(memory);
    }

    private static Verdict verdict(Proposal proposal, Constrained constrained, int current, @Nullable Setting order) {
        int desired = constrained.desired();
        if (desired == current) {
            var unchanged = unchanged(proposal, constrained);
            return order == null ? unchanged : unchanged.as(Outcome.SET_BOUNDS);
        }
        var outcome = desired > current ? Outcome.SCALE_OUT : Outcome.SCALE_IN;
        boolean boundsAlone = constrained.tempered() == current;
        return boundsAlone
                ? new Verdict(
                        outcome, "BOUNDS", constrained.constraints().getLast().explanation(), null)
                : new Verdict(outcome, proposal.reason(), proposal.explanation() + constrained.explanation(), null);
    }

    private static Verdict unchanged(Proposal proposal, Constrained constrained) {
        if (proposal.isMissing()) {
            return Verdict.held(proposal.reason(), proposal.explanation());
        }
        if (proposal.raw() == constrained.desired()) {
            return new Verdict(Outcome.STEADY, proposal.reason(), proposal.explanation(), null);
        }
        return new Verdict(
                Outcome.HELD,
                constrained.reason(),
                proposal.explanation() + constrained.explanation(),
                constrained.until());
    }

    // Without rules, what is written are the schedule's bounds; AWS pulls the capacity into them.
    private Evaluation boundsOnly() {
        var order = plan.limits(effective.bounds());
        String wanted = "%d to %d %s by %s"
                .formatted(
                        effective.bounds().min(),
                        effective.bounds().max(),
                        policy.kind().units(),
                        effective.origin());
        var outcome = order == null ? Outcome.STEADY : Outcome.SET_BOUNDS;
        return conclude(Asked.NOTHING, new Verdict(outcome, "SCHEDULE", wanted, null), order);
    }

    /** Sends the order, unless one has just taken no effect. */
    Evaluation conclude(Asked asked, Verdict verdict, @Nullable Setting order) {
        var retryAfter = state.actions().retryAfter();
        if (order != null && retryAfter != null && retryAfter.isAfter(now)) {
            String why = "the last command took no effect; next try after " + retryAfter;
            return evaluation(asked, new Verdict(Outcome.HELD, "COMMAND_FAILED", why, retryAfter), null);
        }
        return evaluation(asked, verdict, order);
    }

    private Evaluation held(String reason, String explanation) {
        return evaluation(Asked.NOTHING, Verdict.held(reason, explanation), null);
    }

    private Evaluation evaluation(Asked asked, Verdict verdict, @Nullable Setting order) {
        return new Evaluation(state, now, trigger, asked, verdict, order);
    }
}

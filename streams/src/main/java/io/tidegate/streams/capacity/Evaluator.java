package io.tidegate.streams.capacity;

import io.tidegate.streams.capacity.CapacityState.Facts;
import io.tidegate.streams.capacity.Combination.Proposal;
import io.tidegate.streams.capacity.Evaluation.Asked;
import io.tidegate.streams.capacity.Inquiry.Undoing;
import io.tidegate.streams.decision.Order.Setting;
import io.tidegate.streams.decision.Output.Trigger;
import io.tidegate.streams.decision.Output.Verdict;
import io.tidegate.streams.decision.Output.Verdict.Outcome;
import io.tidegate.streams.pane.SeriesPanes;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.CapacityPolicy.Actuation;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
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
    private final Scheduled scheduled;
    private final Schedule.Effective effective;

    Evaluator(CapacityState state, Instant now, Trigger trigger) {
        this.data = MissingData.of(state, now, trigger == Trigger.EARLY_PANE);
        boolean same = data.misses().isEmpty() && state.facts().misses().isEmpty();
        this.state = same ? state : state.with(state.facts().missing(data.misses()));
        this.policy = state.policy();
        this.now = now;
        this.trigger = trigger;
        this.plan = new OrderPlan(state, now);
        this.history = state.actions().history();
        this.scheduled = Scheduled.of(state, now);
        this.effective = scheduled.effective();
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
        var evaluation = open();
        boolean rests = evaluation.order() == null && evaluation.verdict().outcome() == Outcome.STEADY;
        return rests
                ? scheduled
                        .held()
                        .map(held -> evaluation(evaluation.asked(), held, null))
                        .orElse(evaluation)
                : evaluation;
    }

    private Evaluation open() {
        if (!policy.enabled()) {
            return held("DISABLED", "the policy is disabled");
        }
        boolean bare = policy.rules().isEmpty();
        if (bare && policy.via() == Actuation.SCALABLE_TARGET) {
            return disturbed(null, this::boundsOnly); // Whatever its state: they may be what lets it come to life.
        }
        return switch (Standing.of(state, now)) {
            case Standing.Unknown unknown -> held(unknown.reason(), unknown.explanation());
            case Standing.Known known ->
                disturbed(
                        known,
                        () -> moved(known)
                                .orElseGet(() ->
                                        bare && policy.via() == Actuation.BOUNDS ? boundsOnly() : capacity(known)));
        };
    }

    private Evaluation disturbed(Standing.@Nullable Known known, Supplier<Evaluation> undisturbed) {
        var found = ForeignWrite.in(state, now);
        if (found.isEmpty()) {
            return undisturbed.get();
        }
        if (found.get().isLeft()) {
            return known == null
                    ? found.get().left(trigger, OptionalInt.empty(), OptionalInt.empty())
                    : found.get().left(trigger, OptionalInt.of(known.desired()), OptionalInt.of(known.running()));
        }
        return found.get().restored(undisturbed.get(), known, plan, effective);
    }

    // Whatever cools down: the clock asks, and not the load. An action of our own since then was it, or came after it.
    private Optional<Evaluation> moved(Standing.Known known) {
        if (trigger != Trigger.TICK || scheduled.items().isEmpty()) {
            return Optional.empty();
        }
        var over = latest(scheduled.movesSince(), state.epoch());
        var since = latest(latest(over, history.lastOutAt()), history.lastInAt());
        int current = plan.current(known);
        return Schedule.lastMove(scheduled.items(), since, now)
                .map(move -> moved(known, current, move))
                .filter(evaluation -> evaluation.asked().change() != 0);
    }

    private Evaluation moved(Standing.Known known, int current, Schedule.Move move) {
        var constrained =
                new Tempering(current, move.desired(), policy.behaviour(), now).within(effective, known.own());
        var asked = new Asked(
                data.inputs(),
                List.of(),
                OptionalInt.of(current),
                OptionalInt.of(known.running()),
                OptionalInt.of(move.desired()),
                constrained.constraints(),
                OptionalInt.of(constrained.desired()));
        var outcome = constrained.desired() > current ? Outcome.SCALE_OUT : Outcome.SCALE_IN;
        String why = "%s of %s moves to %d".formatted(move.action().label(), move.at(), move.desired());
        var verdict = new Verdict(outcome, "SCHEDULE", why + constrained.explanation(), null);
        return conclude(asked, verdict, plan.capacity(current, constrained.desired(), effective.bounds()));
    }

    private static Instant latest(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    private Evaluation capacity(Standing.Known known) {
        int current = plan.current(known);
        var behaviour = policy.behaviour();
        var inquiry = new Inquiry(state, now, known, current, effective.bounds());
        boolean early = trigger == Trigger.EARLY_PANE;
        var round = inquiry.ask(data, Undoing.NOTHING);
        var tempering = new Tempering(current, round.proposal().raw(), behaviour, now);
        if (!early && inquiry.mayDifferEarly()) {
            var running = MissingData.of(state, now, true);
            tempering.early(
                    () -> inquiry.ask(running, Undoing.NOTHING).proposal().raw());
        }
        var memory = round.proposal().isMissing()
                ? state.memory()
                : state.memory().after(tempering.desired(), current, now, behaviour);
        var constrained = tempering
                .stabilize(memory)
                .confirm(memory)
                .cool(
                        history,
                        () -> inquiry.lag(data),
                        undoing -> inquiry.ask(data, undoing).proposal().raw())
                .pace(history)
                .deployment(known.deploying())
                .within(effective, known.own());
        var asked = new Asked(
                data.inputs(),
                round.answers(),
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

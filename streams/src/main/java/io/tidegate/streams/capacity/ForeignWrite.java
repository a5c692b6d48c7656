package io.tidegate.streams.capacity;

import io.tidegate.streams.capacity.Evaluation.Asked;
import io.tidegate.streams.capacity.Writes.Foreign;
import io.tidegate.streams.capacity.Writes.Own;
import io.tidegate.streams.decision.Output.Constraint;
import io.tidegate.streams.decision.Output.Trigger;
import io.tidegate.streams.decision.Output.Verdict;
import io.tidegate.streams.decision.Output.Verdict.Outcome;
import io.tidegate.streams.policy.Execution.Yield;
import io.tidegate.streams.policy.Predictive;
import io.tidegate.streams.policy.Rule;
import io.tidegate.streams.policy.StepScaling;
import io.tidegate.streams.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What follows when AWS shows another value than the last own command set: it is left for a while, or what was applied is
 * commanded again, with what the rules, asked as if nobody had touched it, want beyond that (RATIONALE.md).
 *
 * @param ours what was applied last
 * @param write what is there instead
 * @param yielded until when it is left; null when it is not
 */
record ForeignWrite(
        CapacityState state,
        Instant now,
        Own ours,
        Foreign write,
        @Nullable Instant yielded) {
    private static final String RESTORED = "FOREIGN_WRITE";
    private static final String STALE = "STALE_WRITE";
    private static final String FIGHTS = "FOREIGN_WRITER_FIGHTS";

    /** The reason of a decision to leave it for a while. */
    static final String YIELDED = "FOREIGN_WRITE_YIELDED";

    /** Of the state; empty when AWS shows what is ours, or nothing is. */
    static Optional<ForeignWrite> in(CapacityState state, Instant now) {
        var writes = state.actions().writes();
        var ours = writes.applied();
        var yielded = writes.yielded();
        if (ours == null) {
            return Optional.empty();
        }
        if (yielded != null) {
            return Optional.of(new ForeignWrite(state, now, ours, yielded.write(), yielded.until()));
        }
        return Optional.ofNullable(writes.foreign()).map(seen -> new ForeignWrite(state, now, ours, seen, null));
    }

    /** Ends a yield whose time is over: what is there counts as ours from now on. */
    static CapacityState expire(CapacityState state, Instant now) {
        var writes = state.actions().writes();
        var yielded = writes.yielded();
        return yielded == null || yielded.until().isAfter(now)
                ? state
                : state.with(writes.adopting(yielded.write().mark(), state.ids().commands(), now));
    }

    /** Whether nothing is to be commanded now. */
    boolean isLeft() {
        return yielded != null || awaitsConfirmation();
    }

    // A false yield would hold scaling for long, so it needs two observations; a false restore ends as already there.
    private boolean awaitsConfirmation() {
        return state.policy().execution().foreignWrites() instanceof Yield && !isStale();
    }

    private boolean isStale() {
        return state.actions().writes().isStale(write);
    }

    /** The verdict while it is left. */
    Evaluation left(Trigger trigger, OptionalInt current, OptionalInt running) {
        String then = yielded == null
                ? "it is looked at once more before it is left as it is"
                : "left as it is until " + yielded;
        String reason = yielded == null ? RESTORED : YIELDED;
        var asked =
                new Asked(List.of(), List.of(), current, running, OptionalInt.empty(), constraints(List.of()), current);
        var verdict = new Verdict(Outcome.HELD, reason, told() + "; " + then, yielded);
        return new Evaluation(state, now, trigger, asked, verdict, null);
    }

    /**
     * An evaluation of what the rules want, with what was applied in place of what is there, led back to it.
     *
     * @param known what there is; null when the evaluation is about bounds alone
     */
    Evaluation restored(
            Evaluation would, Standing.@Nullable Known known, OrderPlan plan, Schedule.Effective effective) {
        if (would.trigger() == Trigger.EARLY_PANE) {
            return would.silenced(); // A tick restores it within a second.
        }
        if (would.verdict().reason().equals("COMMAND_FAILED")) {
            return would;
        }
        var evaluation =
                known == null || would.asked().current().isEmpty() ? would : combined(would, known, plan, effective);
        return evaluation.order() == null ? accepted(evaluation, known) : paced(evaluation);
    }

    // A scale-in of the rules comes after it; one of the clock is no question of load, and would be forgotten.
    private Evaluation combined(Evaluation would, Standing.Known known, OrderPlan plan, Schedule.Effective effective) {
        var asked = would.asked();
        boolean moves = would.verdict().reason().equals("SCHEDULE");
        int least = ours.mark().capacity().orElse(asked.desired().getAsInt());
        int desired = moves ? asked.desired().getAsInt() : Math.max(least, needed(asked));
        var constrained = new Tempering(known.desired(), desired, state.policy().behaviour(), now)
                .deployment(known.deploying() && !moves)
                .within(effective, known.own());
        var constraints = new ArrayList<>(asked.constraints());
        constraints.addAll(constrained.constraints());
        var led = new Asked(
                asked.inputs(),
                asked.rules(),
                OptionalInt.of(known.desired()),
                asked.running(),
                asked.raw(),
                constraints,
                OptionalInt.of(constrained.desired()));
        String beyond = desired > least || moves ? "; " + would.verdict().explanation() : "";
        var verdict = new Verdict(
                outcome(led), RESTORED, "set to " + constrained.desired() + beyond + constrained.explanation(), null);
        var order = plan.capacity(known.desired(), constrained.desired(), effective.bounds());
        return new Evaluation(would.state(), now, would.trigger(), led, verdict, order);
    }

    // What the rules want, as far as it is a number: a rule that takes a step down says nothing about what is needed.
    private int needed(Asked asked) {
        int current = asked.current().getAsInt();
        int needed = asked.change() > 0 ? asked.desired().getAsInt() : 0;
        for (int i = 0; i < asked.rules().size(); i++) {
            int answer = asked.rules().get(i).desired().orElse(0);
            boolean counts = answer > current || isNumber(state.policy().rules().get(i));
            needed = counts ? Math.max(needed, Math.min(answer, current)) : needed;
        }
        return needed;
    }

    private static boolean isNumber(Rule rule) {
        return switch (rule) {
            case Rule.Absolute _, Rule.Activation _, Predictive _ -> true;
            case Rule.Threshold _, StepScaling _ -> false;
        };
    }

    private static Outcome outcome(Asked asked) {
        if (asked.change() == 0) {
            return Outcome.SET_BOUNDS;
        }
        return asked.change() > 0 ? Outcome.SCALE_OUT : Outcome.SCALE_IN;
    }

    private Evaluation paced(Evaluation evaluation) {
        var writes = state.actions().writes();
        boolean fights = writes.isFight(now);
        var wait = writes.restoreAfter(now);
        String often = fights
                ? "; it was restored %d times within %d minutes, so from now on once a minute"
                        .formatted(writes.restoredLately(now).size(), Writes.FIGHT.toMinutes())
                : "";
        if (wait != null && wait.isAfter(now)) {
            String why = told() + often + ", next at " + wait;
            return concluded(evaluation, new Verdict(Outcome.HELD, FIGHTS, why, wait), true);
        }
        String reason = fights ? FIGHTS : isStale() ? STALE : RESTORED;
        String why = told() + "; " + evaluation.verdict().explanation() + often;
        return concluded(evaluation, new Verdict(evaluation.verdict().outcome(), reason, why, null), false);
    }

    // Nothing needs to be commanded: it is wanted now, or a deployment has to end first.
    private Evaluation accepted(Evaluation evaluation, Standing.@Nullable Known known) {
        var asked = evaluation.asked();
        boolean deploying =
                asked.constraints().stream().anyMatch(limit -> limit.name().equals("deployment"))
                        && known != null
                        && known.deploying();
        if (deploying) {
            String why = told() + "; " + evaluation.verdict().explanation();
            return concluded(evaluation, Verdict.held(RESTORED, why), true);
        }
        var ours = state.actions().writes().adopting(write.mark(), state.ids().commands(), now);
        var verdict = new Verdict(Outcome.STEADY, RESTORED, told() + "; that is what is wanted now", null);
        return concluded(evaluation, verdict, true).in(evaluation.state().with(ours));
    }

    private Evaluation concluded(Evaluation evaluation, Verdict verdict, boolean stays) {
        var asked = evaluation.asked();
        var told = new Asked(
                asked.inputs(),
                asked.rules(),
                asked.current(),
                asked.running(),
                asked.raw(),
                constraints(asked.constraints()),
                stays ? asked.current() : asked.desired());
        return new Evaluation(
                evaluation.state(), now, evaluation.trigger(), told, verdict, stays ? null : evaluation.order());
    }

    /** What was applied and what is there, before what else limits. */
    List<Constraint> constraints(List<Constraint> others) {
        String who = isStale() ? "a write of an earlier command" : "a write of somebody else";
        var all = new ArrayList<>(ours.mark().differences(write.mark(), who + explanation()));
        all.addAll(others);
        return List.copyOf(all);
    }

    /** Who wrote what, for people. */
    String told() {
        String who = isStale() ? "carried out an earlier command of ours once more" : "wrote it";
        return "AWS has %s where %s was applied at %s: somebody else %s%s"
                .formatted(write.mark(), ours.mark(), ours.at(), who, explanation());
    }

    private String explanation() {
        return write.change() == null ? "" : " (" + write.change() + ")";
    }
}

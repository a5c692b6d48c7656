package io.tidegate.streams.capacity;

import io.tidegate.streams.capacity.CapacityState.Actions;
import io.tidegate.streams.capacity.CapacityState.Outstanding;
import io.tidegate.streams.decision.Order.Setting;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Constraint;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.decision.Output.MetricInput;
import io.tidegate.streams.decision.Output.RuleAnswer;
import io.tidegate.streams.decision.Output.Trigger;
import io.tidegate.streams.decision.Output.Verdict;
import io.tidegate.streams.decision.Step;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation of a target from the numbers to the verdict, and what it changes in the state.
 *
 * @param asked what the rules and bounds ask for
 * @param order null when nothing is to be sent
 */
record Evaluation(
        CapacityState state,
        Instant now,
        Trigger trigger,
        Asked asked,
        Verdict verdict,
        @Nullable Setting order) {

    /**
     * What the rules and bounds ask for, step by step.
     *
     * @param current desired capacity that it starts from
     * @param raw by the rules, before constraints
     * @param desired after the constraints
     */
    record Asked(
            List<MetricInput> inputs,
            List<RuleAnswer> rules,
            OptionalInt current,
            OptionalInt running,
            OptionalInt raw,
            List<Constraint> constraints,
            OptionalInt desired) {
        static final Asked NOTHING = new Asked(
                List.of(),
                List.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                List.of(),
                OptionalInt.empty());

        int change() {
            return desired.isPresent() && current.isPresent() ? desired.getAsInt() - current.getAsInt() : 0;
        }
    }

    static Evaluation of(CapacityState state, Instant now, Trigger trigger) {
        return Overruled.evaluate(state, now, trigger);
    }

    /** With what the next evaluation must know of this one; an early pane leaves no trace unless it acts. */
    Evaluation remembering(Memory memory) {
        return memory.equals(state.memory()) || isSilent()
                ? this
                : new Evaluation(state.with(memory), now, trigger, asked, verdict, order);
    }

    /** The same in another state: what is said, and what is remembered, may differ. */
    Evaluation in(CapacityState other) {
        return new Evaluation(other, now, trigger, asked, verdict, order);
    }

    /** The same without leaving a trace. */
    Evaluation silenced() {
        return new Evaluation(state, now, Trigger.EARLY_PANE, asked, verdict, null);
    }

    // An early pane may only add capacity.
    private boolean isSilent() {
        return trigger == Trigger.EARLY_PANE && (order == null || verdict.outcome() != Verdict.Outcome.SCALE_OUT);
    }

    /** Records the verdict when it is new, and sends the order. An early pane may only add capacity, else it is silent. */
    Step<CapacityState> step() {
        if (isSilent()) {
            return Step.silent(state);
        }
        var due = trigger == Trigger.EARLY_PANE ? state : state.dueAt(DueTime.of(state, now));
        if (order == null) {
            return fingerprint().equals(state.lastVerdict())
                    ? Step.silent(due)
                    : new Step<>(counted(due), List.of(decided()));
        }
        var command = commanded(order);
        return new Step<>(commanding(counted(due), command, order), List.of(decided(), command));
    }

    Decided decided() {
        return new Decided(
                state.domain(),
                state.target(),
                state.epoch(),
                state.ids().decisions() + 1,
                now,
                trigger,
                state.policy().name(),
                state.policy().revision(),
                asked.inputs(),
                asked.rules(),
                asked.current(),
                asked.running(),
                asked.raw(),
                asked.constraints(),
                asked.desired(),
                verdict,
                order == null ? List.of() : List.of(state.commandId(state.ids().commands() + 1)),
                null);
    }

    private Commanded commanded(Setting order) {
        long sequence = state.ids().commands() + 1;
        return new Commanded(
                state.commandId(sequence),
                state.domain(),
                state.target(),
                state.epoch(),
                sequence,
                state.policy().name(),
                state.policy().revision(),
                now,
                now.plus(Commanded.LIFETIME),
                asked.change(),
                order,
                verdict.explanation(),
                state.policy().execution());
    }

    private CapacityState counted(CapacityState due) {
        return due.with(due.ids().decided()).concluding(fingerprint());
    }

    private CapacityState commanding(CapacityState counted, Commanded command, Setting order) {
        var before = state.actions().history();
        var out =
                new Outstanding(command.id(), command.sequence(), order, now, command.deadline(), null, before, false);
        var writes = state.actions().writes().issuing(command.sequence(), Mark.of(order, state.policy()), now);
        return ordering(counted, command)
                .with(counted.ids().commanded(1))
                .with(new Actions(out, before.after(command.change(), now, state.memoryOfActions()), null, writes));
    }

    private CapacityState ordering(CapacityState counted, Commanded command) {
        if (!counted.policy().foresees() || command.change() == 0) {
            return counted;
        }
        var facts = counted.facts();
        var ordered =
                facts.foresight().ordering(command.sequence(), asked.desired().getAsInt(), command.change() > 0, now);
        return counted.with(facts.foreseeing(ordered));
    }

    private String fingerprint() {
        var text = new StringBuilder()
                .append(verdict.outcome())
                .append(' ')
                .append(verdict.reason())
                .append(' ')
                .append(
                        asked.desired().isPresent()
                                ? String.valueOf(asked.desired().getAsInt())
                                : "-");
        if (verdict.reason().equals(ForeignWrite.YIELDED)) {
            text.append(" until ").append(verdict.until());
        }
        for (var input : asked.inputs()) {
            if (input.reading().value().isEmpty()) {
                text.append(" without ").append(input.alias());
            }
        }
        return text.toString();
    }
}

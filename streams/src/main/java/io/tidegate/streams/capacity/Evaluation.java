package io.tidegate.streams.capacity;

import io.tidegate.streams.capacity.CapacityDecider.Step;
import io.tidegate.streams.capacity.CapacityState.Actions;
import io.tidegate.streams.capacity.CapacityState.Ids;
import io.tidegate.streams.capacity.CapacityState.Outstanding;
import io.tidegate.streams.capacity.Output.Commanded;
import io.tidegate.streams.capacity.Output.Constraint;
import io.tidegate.streams.capacity.Output.Decided;
import io.tidegate.streams.capacity.Output.MetricInput;
import io.tidegate.streams.capacity.Output.RuleAnswer;
import io.tidegate.streams.capacity.Output.Trigger;
import io.tidegate.streams.capacity.Output.Verdict;
import io.tidegate.streams.policy.CapacityPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
        CapacityPolicy policy,
        Instant now,
        Trigger trigger,
        Asked asked,
        Verdict verdict,
        @Nullable Order order) {

    /** A command that has not been applied by then is void. */
    static final Duration COMMAND_LIFETIME = Duration.ofSeconds(60);

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
        return isSilent() ? this : new Evaluation(state.with(memory), policy, now, trigger, asked, verdict, order);
    }

    // An early pane may only add capacity.
    private boolean isSilent() {
        return trigger == Trigger.EARLY_PANE && (order == null || verdict.outcome() != Verdict.Outcome.SCALE_OUT);
    }

    /** A verdict that no numbers led to. */
    static Evaluation bare(CapacityState state, CapacityPolicy policy, Verdict verdict, Instant now) {
        return new Evaluation(state, policy, now, Trigger.TICK, Asked.NOTHING, verdict, null);
    }

    /** Records the verdict when it is new, and sends the order. An early pane may only add capacity, else it is silent. */
    Step step() {
        if (isSilent()) {
            return Step.silent(state);
        }
        var due = trigger == Trigger.EARLY_PANE ? state : state.dueAt(DueTime.of(state, now));
        if (order == null) {
            return fingerprint().equals(state.lastVerdict())
                    ? Step.silent(due)
                    : new Step(counted(due), List.of(decided()));
        }
        var command = commanded(order);
        return new Step(commanding(counted(due), command), List.of(decided(), command));
    }

    Decided decided() {
        return new Decided(
                state.domain(),
                state.target(),
                epoch(),
                state.ids().decisions() + 1,
                now,
                trigger,
                policy.name(),
                policy.revision(),
                asked.inputs(),
                asked.rules(),
                asked.current(),
                asked.running(),
                asked.raw(),
                asked.constraints(),
                asked.desired(),
                verdict,
                order == null ? null : commandId(),
                null);
    }

    private Commanded commanded(Order order) {
        return new Commanded(
                commandId(),
                state.domain(),
                state.target(),
                epoch(),
                state.ids().commands() + 1,
                policy.name(),
                policy.revision(),
                now,
                now.plus(COMMAND_LIFETIME),
                asked.change(),
                order,
                verdict.explanation());
    }

    private CapacityState counted(CapacityState due) {
        var ids = due.ids();
        return due.with(new Ids(ids.epoch(), ids.commands(), ids.decisions() + 1))
                .concluding(fingerprint());
    }

    private CapacityState commanding(CapacityState counted, Commanded command) {
        var ids = counted.ids();
        var before = state.actions().history();
        var out = new Outstanding(
                command.id(), command.sequence(), command.order(), now, command.deadline(), null, before);
        return counted.with(new Ids(ids.epoch(), command.sequence(), ids.decisions()))
                .with(new Actions(out, before.after(command.change(), now, state.memoryOfActions()), null));
    }

    private Instant epoch() {
        return Objects.requireNonNull(state.ids().epoch(), "a target is evaluated from its first tick on");
    }

    private String commandId() {
        return "%s|%s|%d|%d"
                .formatted(
                        state.domain(),
                        state.target(),
                        epoch().toEpochMilli(),
                        state.ids().commands() + 1);
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
        for (var input : asked.inputs()) {
            if (input.reading().value().isEmpty()) {
                text.append(" without ").append(input.alias());
            }
        }
        return text.toString();
    }
}

package io.tidegate.streams.decide;

import io.tidegate.schemas.AppliedConstraint;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.DecisionOutcome;
import io.tidegate.schemas.Direction;
import io.tidegate.schemas.MetricInput;
import io.tidegate.schemas.RuleResult;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.TargetState;
import io.tidegate.schemas.Trigger;
import io.tidegate.streams.capacity.CapacityDecider;
import io.tidegate.streams.capacity.CapacityState;
import io.tidegate.streams.decision.Driven;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import java.nio.ByteBuffer;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Decisions and commands as records; the same output gives the same bytes. */
public final class OutputSerdes {
    /** What the panes of a decision's basis may take; with more it is recorded without a basis. */
    static final int MAX_PANE_BYTES = 16 * 1024;

    // Five doubles and five variable-length longs and ints: at most this much, sketch and readings aside.
    private static final int PANE_BYTES = 64;

    private OutputSerdes() {}

    public static Decision toAvro(Decided decided, String tzdataVersion) {
        var verdict = decided.verdict();
        return Decision.newBuilder()
                .setDomain(decided.domain())
                .setTarget(decided.target())
                .setEpoch(decided.epoch())
                .setSequence(decided.sequence())
                .setAt(decided.at())
                .setTrigger(Trigger.valueOf(decided.trigger().name()))
                .setPolicy(decided.policy())
                .setPolicyRevision(decided.policyRevision())
                .setDeciderVersion(CapacityDecider.VERSION)
                .setTzdataVersion(tzdataVersion)
                .setInputs(decided.inputs().stream().map(OutputSerdes::input).toList())
                .setRules(decided.rules().stream()
                        .map(rule -> new RuleResult(
                                rule.name(), boxed(rule.value()), boxed(rule.desired()), rule.explanation()))
                        .toList())
                .setCurrent(boxed(decided.current()))
                .setRunning(boxed(decided.running()))
                .setRaw(boxed(decided.raw()))
                .setConstraints(decided.constraints().stream()
                        .map(constraint -> new AppliedConstraint(
                                constraint.name(), constraint.before(), constraint.after(), constraint.explanation()))
                        .toList())
                .setDesired(boxed(decided.desired()))
                .setOutcome(DecisionOutcome.valueOf(verdict.outcome().name()))
                .setReason(verdict.reason())
                .setExplanation(verdict.explanation())
                .setUntil(verdict.until())
                .setCommandId(decided.commandId())
                .setBasis(basis(decided.basis()))
                .build();
    }

    // A metric over hundreds of series would make records larger than Kafka takes.
    private static @Nullable TargetState basis(@Nullable Driven<?> state) {
        var basis = state instanceof CapacityState capacity ? StateSerdes.toAvro(capacity) : null;
        return basis == null || paneBytes(basis) > MAX_PANE_BYTES ? null : basis;
    }

    private static long paneBytes(TargetState state) {
        return state.getSeries().stream()
                .flatMap(series -> series.getPanes().stream())
                .mapToLong(pane -> PANE_BYTES + size(pane.getSketch()) + size(pane.getReadings()))
                .sum();
    }

    private static int size(@Nullable ByteBuffer bytes) {
        return bytes == null ? 0 : bytes.remaining();
    }

    public static ScaleCommand toAvro(Commanded command) {
        return new ScaleCommand(
                command.id(),
                command.domain(),
                command.target(),
                command.epoch(),
                command.sequence(),
                command.policy(),
                command.policyRevision(),
                command.issuedAt(),
                command.deadline(),
                command.change() > 0 ? Direction.OUT : command.change() < 0 ? Direction.IN : Direction.NONE,
                StateSerdes.order(command.order()),
                command.reason());
    }

    private static MetricInput input(io.tidegate.streams.decision.Output.MetricInput input) {
        var reading = input.reading();
        return MetricInput.newBuilder()
                .setAlias(input.alias())
                .setValue(boxed(reading.value()))
                .setWindowStart(reading.start())
                .setWindowEnd(reading.end())
                .setSeries(reading.series())
                .setEarly(reading.early())
                .setProblem(reading.problem().map(Enum::name).orElse(null))
                .setMisses(input.misses())
                .setStandIn(boxed(input.standIn()))
                .build();
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static @Nullable Integer boxed(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }
}

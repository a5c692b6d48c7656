package io.tidegate.streams.decide;

import io.tidegate.schemas.AppliedConstraint;
import io.tidegate.schemas.ClusterTargetState;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.DecisionOutcome;
import io.tidegate.schemas.Direction;
import io.tidegate.schemas.MetricInput;
import io.tidegate.schemas.RuleResult;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.TargetState;
import io.tidegate.schemas.Trigger;
import io.tidegate.streams.capacity.CapacityDecider;
import io.tidegate.streams.decision.Driven;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Decisions and commands as records; the same output gives the same bytes. */
public final class OutputSerdes {
    /** What the panes of a decision's basis may take; with more it is recorded without a basis. */
    static final int MAX_PANE_BYTES = 16 * 1024;

    /** What the state of a cluster may take in a decision's basis. */
    static final int MAX_CLUSTER_BYTES = 256 * 1024;

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
                .setCommandId(
                        decided.commandIds().isEmpty()
                                ? null
                                : decided.commandIds().getFirst())
                .setCommandIds(decided.commandIds().size() > 1 ? decided.commandIds() : List.of())
                .setBasis(basis(decided.basis()))
                .build();
    }

    // A metric over hundreds of series, or a cluster of hundreds of instances, would make records larger than Kafka
    // takes.
    private static @Nullable SpecificRecord basis(@Nullable Driven<?> state) {
        if (state == null) {
            return null;
        }
        return switch (Held.of(state)) {
            case Held.Capacity(var capacity) -> {
                var basis = StateSerdes.toAvro(capacity);
                yield paneBytes(basis) > MAX_PANE_BYTES ? null : basis;
            }
            case Held.Cluster(var cluster) -> bounded(ClusterStateSerdes.toAvro(cluster));
            case Held.File(var file) -> bounded(ClusterStateSerdes.toAvro(file));
            case Held.Drain(var drain) -> TerminationSerdes.toAvro(drain);
            case Held.Instance(var instance) -> TerminationSerdes.toAvro(instance);
            case Held.Image(var image) -> ImageStateSerdes.toAvro(image);
        };
    }

    private static @Nullable ClusterTargetState bounded(ClusterTargetState state) {
        try {
            return ClusterTargetState.getEncoder().encode(state).remaining() > MAX_CLUSTER_BYTES ? null : state;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
                OrderState.toAvro(command.order(), command.target(), command.id()),
                command.reason(),
                command.execution().priority(),
                command.execution().dryRun());
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

package io.tidegate.connectors.executor.command;

import io.tidegate.connectors.executor.command.Outcome.Applied;
import io.tidegate.connectors.executor.command.Outcome.Failed;
import io.tidegate.connectors.executor.command.Outcome.Refused;
import io.tidegate.connectors.executor.command.Outcome.Skipped;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Direction;
import io.tidegate.schemas.Observe;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.SetBounds;
import io.tidegate.schemas.SetCapacity;
import io.tidegate.schemas.Step;
import io.tidegate.schemas.naming.Target;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Maps commands and outcomes from and to their Avro forms. */
public final class Wire {
    private Wire() {}

    /**
     * Reads a command.
     *
     * @throws IllegalArgumentException naming the field, its constraint and its value, when it cannot be one
     */
    public static Command command(ScaleCommand wire) {
        var target = Target.parse(wire.getTarget());
        return new Command(
                wire.getId(),
                wire.getDomain(),
                target,
                new Position(wire.getEpoch(), wire.getSequence()),
                wire.getDeadline(),
                wire.getDirection() == Direction.OUT,
                wire.getPriority(),
                wire.getDryRun(),
                order(target, wire),
                wire);
    }

    private static Order order(Target target, ScaleCommand wire) {
        var action = wire.getAction();
        return switch (action) {
            case SetCapacity capacity -> capacity(target, capacity.getDesired());
            case SetBounds bounds -> bounds(target, bounds);
            case Step step -> StepWire.order(target, step, wire.getIssuedAt());
            case Observe _ -> new Order.NotYet("Observe");
            default ->
                throw new IllegalArgumentException(
                        "action must be a known kind, was " + action.getClass().getSimpleName());
        };
    }

    private static Order capacity(Target target, int desired) {
        return switch (target) {
            case Target.EcsService _ -> new Order.SetCapacity(desired);
            case Target.Group _ -> new Order.SetGroupDesired(desired);
            default -> new Order.NotYet("SetCapacity of " + target.text());
        };
    }

    private static Order bounds(Target target, SetBounds bounds) {
        return switch (target) {
            case Target.EcsService _, Target.Scalable _ -> new Order.SetBounds(bounds.getMin(), bounds.getMax());
            case Target.Group _ -> new Order.SetGroupSize(bounds.getMin(), bounds.getMax(), desired(bounds));
            default -> new Order.NotYet("SetBounds of " + target.text());
        };
    }

    private static OptionalInt desired(SetBounds bounds) {
        @Nullable Integer desired = bounds.getDesired();
        return desired == null ? OptionalInt.empty() : OptionalInt.of(desired);
    }

    /** Writes the outcome of a command. */
    public static CommandOutcome outcome(Command command, Outcome outcome, Effort effort) {
        return CommandOutcome.newBuilder()
                .setCommandId(command.id())
                .setDomain(command.domain())
                .setTarget(command.target().text())
                .setEpoch(command.position().epoch())
                .setSequence(command.position().sequence())
                .setStatus(status(outcome))
                .setReason(outcome.reason())
                .setMessage(message(outcome))
                .setAt(effort.endedAt())
                .setRequestId(requestId(outcome).orElse(null))
                .setAttempts(effort.attempts())
                .setLatencyMillis(effort.latencyMillis())
                .setRetryable(outcome instanceof Failed failed && failed.retryable())
                .build();
    }

    private static OutcomeStatus status(Outcome outcome) {
        return switch (outcome) {
            case Applied _ -> OutcomeStatus.APPLIED;
            case Skipped _ -> OutcomeStatus.SKIPPED;
            case Refused _ -> OutcomeStatus.REFUSED;
            case Failed _ -> OutcomeStatus.FAILED;
        };
    }

    private static @Nullable String message(Outcome outcome) {
        return switch (outcome) {
            case Applied _ -> null;
            case Skipped skipped -> skipped.message().orElse(null);
            case Refused refused -> refused.message();
            case Failed failed -> failed.message();
        };
    }

    private static Optional<String> requestId(Outcome outcome) {
        return switch (outcome) {
            case Applied applied -> applied.requestId();
            case Skipped _ -> Optional.empty();
            case Refused refused -> refused.requestId();
            case Failed failed -> failed.requestId();
        };
    }
}

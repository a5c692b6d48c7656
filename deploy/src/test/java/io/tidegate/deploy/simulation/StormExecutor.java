package io.tidegate.deploy.simulation;

import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.connectors.executor.command.Command;
import io.tidegate.connectors.executor.command.Effort;
import io.tidegate.connectors.executor.command.InstanceStep;
import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.command.Position;
import io.tidegate.connectors.executor.command.Wire;
import io.tidegate.connectors.executor.plan.Action;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Memory;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.plan.Planner;
import io.tidegate.connectors.executor.target.ClassicDeregistration;
import io.tidegate.connectors.executor.target.Draining;
import io.tidegate.connectors.executor.target.LifecycleActions;
import io.tidegate.connectors.executor.target.StepActuator;
import io.tidegate.connectors.executor.target.TargetDeregistration;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Carries commands out by the production planner and actuators, without a ledger: what AWS did not answer is tried again in doubt, and
 * a command that comes twice is passed over. The production loop has {@link Simulation} of its own.
 */
final class StormExecutor {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Set<Place> REACHED = Set.of(Place.DEFAULT);

    private final StepActuator<Target.Instance, Order.DrainInstance> draining;
    private final StepActuator<Target.Instance, InstanceStep.DeregisterTarget> targets;
    private final StepActuator<Target.Instance, InstanceStep.DeregisterInstance> classic;
    private final StepActuator<Target.Instance, InstanceStep.OfHook> hooks;
    private final Map<Target, Position> settled = new HashMap<>();
    private final Map<String, Boolean> inDoubt = new HashMap<>();

    StormExecutor(AwsClients aws) {
        draining = new Draining(aws.ecs(), TIMEOUT);
        targets = new TargetDeregistration(aws.balancers(), TIMEOUT);
        classic = new ClassicDeregistration(aws.classicBalancers(), TIMEOUT);
        hooks = new LifecycleActions(aws.groups(), TIMEOUT);
    }

    /** What came of a try: an outcome, or nothing when there is none yet or none any more. */
    record Tried(Optional<CommandOutcome> outcome, boolean again) {}

    Tried tryNow(ScaleCommand wire, Instant now) {
        var command = Wire.command(wire);
        var memory = memory(command, now);
        try {
            var action = Planner.beforeLooking(command, memory, REACHED, now);
            if (action instanceof Action.Look look) {
                action = Planner.afterLooking(command, observe(look.target(), look.order()), memory, now);
            }
            return act(command, action, memory, now);
        } catch (SdkException _) {
            return new Tried(Optional.empty(), true);
        }
    }

    private Tried act(Command command, Action action, Memory memory, Instant now) {
        return switch (action) {
            case Action.End(var outcome) -> ended(Wire.outcome(command, outcome, effort(now)), command);
            case Action.Call(var target, var order) -> {
                inDoubt.put(command.id(), true);
                var answer = apply(target, order);
                yield ended(
                        Wire.outcome(command, Planner.afterCalling(command, answer, memory.inDoubt()), effort(now)),
                        command);
            }
            case Action.Pass _ -> new Tried(Optional.empty(), false);
            case Action.Look _, Action.LookAgain _ -> new Tried(Optional.empty(), true);
        };
    }

    private Tried ended(CommandOutcome outcome, Command command) {
        settled.merge(command.target(), command.position(), Position::max);
        return new Tried(Optional.of(outcome), false);
    }

    private Memory memory(Command command, Instant now) {
        return new Memory(
                Optional.ofNullable(settled.get(command.target())),
                command.position(),
                inDoubt.getOrDefault(command.id(), false),
                now);
    }

    private static Effort effort(Instant now) {
        return new Effort(now, now, 1);
    }

    private Observed observe(Target target, Order.Executable order) {
        var instance = (Target.Instance) target;
        return switch (order) {
            case Order.DrainInstance drain -> draining.observe(instance, drain);
            case InstanceStep.DeregisterTarget leave -> targets.observe(instance, leave);
            case InstanceStep.DeregisterInstance leave -> classic.observe(instance, leave);
            case InstanceStep.OfHook answer -> hooks.observe(instance, answer);
            default -> throw new AssertionError("nobody orders " + order);
        };
    }

    private Answer apply(Target target, Order.Executable order) {
        var instance = (Target.Instance) target;
        return switch (order) {
            case Order.DrainInstance drain -> draining.apply(instance, drain);
            case InstanceStep.DeregisterTarget leave -> targets.apply(instance, leave);
            case InstanceStep.DeregisterInstance leave -> classic.apply(instance, leave);
            case InstanceStep.OfHook answer -> hooks.apply(instance, answer);
            default -> throw new AssertionError("nobody orders " + order);
        };
    }
}

package io.tidegate.connectors.executor;

import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.target.Actuator;
import io.tidegate.connectors.executor.target.EcsServices;
import io.tidegate.connectors.executor.target.Groups;
import io.tidegate.connectors.executor.target.ScalableTargets;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;

/**
 * Who carries out each kind of order in one account and region. A command's order is always one that its kind of target can be
 * given.
 */
record Actuators(
        Actuator<Target.EcsService, Order.SetCapacity> services,
        Actuator<Target, Order.SetBounds> scalableTargets,
        Actuator<Target.Group, Order.OfGroup> groups,
        StepActuators steps,
        Runnable credentials) {

    /** Those of AWS itself, each call within {@code timeout}. */
    static Actuators through(AwsCalls aws, Duration timeout) {
        return new Actuators(
                new EcsServices(aws.ecs(), timeout),
                new ScalableTargets(aws.scaling(), timeout),
                new Groups(aws.groups(), timeout),
                StepActuators.through(aws, timeout),
                aws.credentials());
    }

    Observed observe(Target target, Order.Executable order) {
        return switch (order) {
            case Order.SetCapacity _ -> services.observe((Target.EcsService) target);
            case Order.SetBounds _ -> scalableTargets.observe(target);
            case Order.OfGroup _ -> groups.observe((Target.Group) target);
            case Order.Step step -> steps.observe(target, step);
        };
    }

    Answer apply(Target target, Order.Executable order) {
        return switch (order) {
            case Order.SetCapacity capacity ->
                new Answer.Accepted(services.apply((Target.EcsService) target, capacity));
            case Order.SetBounds bounds -> new Answer.Accepted(scalableTargets.apply(target, bounds));
            case Order.OfGroup size -> new Answer.Accepted(groups.apply((Target.Group) target, size));
            case Order.Step step -> steps.apply(target, step);
        };
    }
}

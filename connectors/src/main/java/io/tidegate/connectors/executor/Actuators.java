package io.tidegate.connectors.executor;

import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.target.Actuator;
import io.tidegate.schemas.naming.Target;

/** The actuator of each kind of order. A command's order is always one that its kind of target can be given. */
record Actuators(
        Actuator<Target.EcsService, Order.SetCapacity> services,
        Actuator<Target, Order.SetBounds> scalableTargets,
        Actuator<Target.Group, Order.OfGroup> groups) {

    Observed observe(Target target, Order.Absolute order) {
        return switch (order) {
            case Order.SetCapacity _ -> services.observe((Target.EcsService) target);
            case Order.SetBounds _ -> scalableTargets.observe(target);
            case Order.OfGroup _ -> groups.observe((Target.Group) target);
        };
    }

    String apply(Target target, Order.Absolute order) {
        return switch (order) {
            case Order.SetCapacity capacity -> services.apply((Target.EcsService) target, capacity);
            case Order.SetBounds bounds -> scalableTargets.apply(target, bounds);
            case Order.OfGroup size -> groups.apply((Target.Group) target, size);
        };
    }
}

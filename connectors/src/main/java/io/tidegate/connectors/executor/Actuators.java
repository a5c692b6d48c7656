package io.tidegate.connectors.executor;

import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.target.Actuator;
import io.tidegate.schemas.naming.Target;

/** The actuator of each kind of order. */
record Actuators(Actuator<Order.SetCapacity> services, Actuator<Order.SetBounds> scalableTargets) {

    Observed observe(Target.EcsService target, Order.Absolute order) {
        return switch (order) {
            case Order.SetCapacity _ -> services.observe(target);
            case Order.SetBounds _ -> scalableTargets.observe(target);
        };
    }

    String apply(Target.EcsService target, Order.Absolute order) {
        return switch (order) {
            case Order.SetCapacity capacity -> services.apply(target, capacity);
            case Order.SetBounds bounds -> scalableTargets.apply(target, bounds);
        };
    }
}

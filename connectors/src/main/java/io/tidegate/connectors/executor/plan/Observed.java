package io.tidegate.connectors.executor.plan;

import io.tidegate.connectors.executor.command.Order;

/** What AWS showed about a target. */
public sealed interface Observed {

    /** An active ECS service. */
    record Capacity(int desired) implements Observed {}

    /** A registered scalable target. */
    record Bounds(int min, int max) implements Observed {}

    /** An EC2 Auto Scaling group. */
    record Group(int min, int max, int desired) implements Observed {
        private boolean shows(Order.OfGroup order) {
            return switch (order) {
                case Order.SetGroupDesired wanted -> wanted.desired() == desired;
                case Order.SetGroupSize wanted ->
                    wanted.min() == min
                            && wanted.max() == max
                            && wanted.desired().orElse(desired) == desired;
            };
        }
    }

    /** Nothing is registered as a scalable target yet: bounds can be set. */
    record Unregistered() implements Observed {}

    /** AWS knows no such target. */
    record NotFound(String message) implements Observed {}

    /** It exists and cannot be scaled, for example a service that is DRAINING. */
    record Inactive(String status) implements Observed {}

    /** Whether it is what {@code order} asks for. */
    default boolean shows(Order order) {
        return switch (order) {
            case Order.SetCapacity wanted -> equals(new Capacity(wanted.desired()));
            case Order.SetBounds wanted -> equals(new Bounds(wanted.min(), wanted.max()));
            case Order.OfGroup wanted -> this instanceof Group group && group.shows(wanted);
            case Order.NotYet _ -> false;
        };
    }

    /** Whether it is the same kind of value as {@code order} and another one. */
    default boolean contradicts(Order order) {
        return switch (this) {
            case Capacity _ -> order instanceof Order.SetCapacity && !shows(order);
            case Bounds _ -> order instanceof Order.SetBounds && !shows(order);
            case Group _ -> order instanceof Order.OfGroup && !shows(order);
            case Unregistered _, NotFound _, Inactive _ -> false;
        };
    }
}

package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target;

/**
 * One AWS API's way to show and to change a target. Both calls end within a time limit, are safe to repeat, throw
 * the SDK's own exceptions and may be made from any thread.
 *
 * @param <T> kind of target
 * @param <O> what it can be ordered
 */
public interface Actuator<T extends Target, O extends Order.Absolute> {

    /** What AWS shows now. */
    Observed observe(T target);

    /** Makes AWS show what is ordered; the AWS request id. */
    String apply(T target, O order);
}

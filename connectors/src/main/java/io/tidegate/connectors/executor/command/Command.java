package io.tidegate.connectors.executor.command;

import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.naming.Target;
import java.time.Instant;

/**
 * One command to the executor.
 *
 * @param deadline the last moment at which it may be carried out
 * @param scaleOut whether it adds capacity
 * @param priority among commands that go first, and among all others, the higher goes before the lower
 * @param dryRun whether the change itself is left out
 * @param source as it was read, for the ledger to repeat
 */
public record Command(
        String id,
        String domain,
        Target target,
        Position position,
        Instant deadline,
        boolean scaleOut,
        int priority,
        boolean dryRun,
        Order order,
        ScaleCommand source) {

    /** The same with the change left out. */
    public Command withoutChange() {
        return new Command(id, domain, target, position, deadline, scaleOut, priority, true, order, source);
    }

    /** Whether it goes before others: it adds capacity, or a lifecycle hook waits for it, whose time runs out. */
    public boolean goesFirst() {
        return scaleOut || order instanceof InstanceStep.OfHook;
    }

    /** Whether {@code other} asks for the same kind of absolute value on the same target; steps never do. */
    public boolean sameKindAs(Command other) {
        return order instanceof Order.Absolute
                && order.getClass() == other.order.getClass()
                && target.equals(other.target);
    }
}

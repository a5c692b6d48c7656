package io.tidegate.connectors.executor.plan;

import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.command.Outcome;
import io.tidegate.schemas.naming.Target;
import java.time.Instant;

/** What to do next with a command. */
public sealed interface Action {

    /** Ask AWS what it shows, then plan again. */
    record Look(Target target, Order.Executable order) implements Action {}

    /** AWS shows no such target and may only not show it yet: look again, at that time at the latest. */
    record LookAgain(Instant by) implements Action {}

    /** Write the intent and make the call. */
    record Call(Target target, Order.Executable order) implements Action {}

    /** It has ended. */
    record End(Outcome outcome) implements Action {}

    /** It ended before: its outcome is published, so nothing is said again. */
    record Pass() implements Action {}
}

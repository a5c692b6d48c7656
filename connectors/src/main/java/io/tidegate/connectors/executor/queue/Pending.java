package io.tidegate.connectors.executor.queue;

import io.tidegate.connectors.executor.command.Command;
import io.tidegate.connectors.executor.command.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * A command that has not ended.
 *
 * @param attempts AWS calls started for it by this process, reads excluded
 * @param failures calls that failed for it in this process, reads included
 * @param inDoubt whether a call may have been made without its result being known
 * @param cause why the last call failed, which it ends with when its time is over; empty while none has
 */
public record Pending(
        Command command,
        Instant receivedAt,
        int attempts,
        int failures,
        boolean inDoubt,
        Optional<Outcome.Failed> cause) {

    /** A command just read. */
    public static Pending received(Command command, Instant now) {
        return new Pending(command, now, 0, 0, false, Optional.empty());
    }

    /** A command whose intent was found in the ledger without a result. */
    public static Pending found(Command command, Instant now) {
        return new Pending(command, now, 0, 0, true, Optional.empty());
    }

    /** The same with one more call started. */
    public Pending started() {
        return new Pending(command, receivedAt, attempts + 1, failures, inDoubt, cause);
    }

    /** The same with one more failed call. */
    public Pending failed() {
        return new Pending(command, receivedAt, attempts, failures + 1, inDoubt, cause);
    }

    /** The same with one more failed call, which it ends with when its time is over. */
    public Pending failed(Outcome.Failed why) {
        return new Pending(command, receivedAt, attempts, failures + 1, inDoubt, Optional.of(why));
    }

    /** The same after a call whose effect is not known. */
    public Pending doubted() {
        return new Pending(command, receivedAt, attempts, failures, true, cause);
    }
}

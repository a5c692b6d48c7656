package io.tidegate.connectors.executor.queue;

import io.tidegate.connectors.executor.command.Command;
import java.time.Instant;

/**
 * A command that has not ended.
 *
 * @param attempts AWS calls started for it by this process, reads excluded
 * @param failures calls that failed for it in this process, reads included
 * @param inDoubt whether a call may have been made without its result being known
 */
public record Pending(Command command, Instant receivedAt, int attempts, int failures, boolean inDoubt) {

    /** A command just read. */
    public static Pending received(Command command, Instant now) {
        return new Pending(command, now, 0, 0, false);
    }

    /** A command whose intent was found in the ledger without a result. */
    public static Pending found(Command command, Instant now) {
        return new Pending(command, now, 0, 0, true);
    }

    /** The same with one more call started. */
    public Pending started() {
        return new Pending(command, receivedAt, attempts + 1, failures, inDoubt);
    }

    /** The same with one more failed call. */
    public Pending failed() {
        return new Pending(command, receivedAt, attempts, failures + 1, inDoubt);
    }

    /** The same after a call whose effect is not known. */
    public Pending doubted() {
        return new Pending(command, receivedAt, attempts, failures, true);
    }
}

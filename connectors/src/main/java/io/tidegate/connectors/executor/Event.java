package io.tidegate.connectors.executor;

import io.tidegate.connectors.executor.ledger.LedgerRecord;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.queue.Pending;
import io.tidegate.connectors.executor.target.Failure;
import java.util.List;

/** What a worker tells the loop. */
sealed interface Event {

    /** The ledger of an assigned partition was read. */
    record LedgerRead(Assignment assignment, List<LedgerRecord> records) implements Event {}

    /** Something failed that nothing here can mend. */
    record Broken(Throwable cause) implements Event {}

    /** Something about a command in flight. */
    sealed interface OfCommand extends Event {
        PartitionWork work();

        Pending entry();
    }

    /** AWS answered what it shows. */
    record Looked(PartitionWork work, Pending entry, Observed observed) implements OfCommand {}

    /** AWS could not be looked at. */
    record LookFailed(PartitionWork work, Pending entry, Failure failure) implements OfCommand {}

    /** AWS answered the call. */
    record Called(PartitionWork work, Pending entry, Answer answer) implements OfCommand {}

    /** The call failed. */
    record CallFailed(PartitionWork work, Pending entry, Failure failure) implements OfCommand {}

    /** The call was not started: the last heartbeat or the intent is too old, or the partition is being given up. */
    record CallWithheld(PartitionWork work, Pending entry) implements OfCommand {}
}

package io.tidegate.connectors.executor;

import io.tidegate.connectors.executor.ledger.LedgerReader;
import io.tidegate.connectors.executor.plan.Action;
import io.tidegate.connectors.executor.queue.Pending;
import io.tidegate.connectors.executor.target.Failures;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/** Does what takes time beside the loop, and reports to its inbox: each order is answered by exactly one event. */
final class Workers {
    private final Executor threads;
    private final Actuators actuators;
    private final LedgerReader ledgers;
    private final Lease lease;
    private final Consumer<Event> inbox;

    Workers(Executor threads, Actuators actuators, LedgerReader ledgers, Lease lease, Consumer<Event> inbox) {
        this.threads = threads;
        this.actuators = actuators;
        this.ledgers = ledgers;
        this.lease = lease;
        this.inbox = inbox;
    }

    void readLedger(Assignment assignment, TopicPartition partition) {
        run(() -> new Event.LedgerRead(assignment, ledgers.read(partition)), Event.Broken::new);
    }

    void look(PartitionWork work, Pending entry, Action.Look look) {
        run(
                () -> new Event.Looked(work, entry, actuators.observe(look.target(), look.order())),
                e -> new Event.LookFailed(work, entry, Failures.classify(e)));
    }

    void call(PartitionWork work, Pending entry, Action.Call call, Instant intendedAt) {
        var started = entry.started();
        run(
                () -> work.mayCall(intendedAt) && lease.permitsCall()
                        ? new Event.Called(work, started, actuators.apply(call.target(), call.order()))
                        : new Event.CallWithheld(work, entry),
                e -> new Event.CallFailed(work, started, Failures.classify(e)));
    }

    private void run(Supplier<Event> task, Function<Exception, Event> onException) {
        threads.execute(() -> {
            try {
                inbox.accept(task.get());
            } catch (RuntimeException e) {
                inbox.accept(onException.apply(e));
            } catch (Error e) {
                inbox.accept(new Event.Broken(e));
                throw e;
            }
        });
    }
}

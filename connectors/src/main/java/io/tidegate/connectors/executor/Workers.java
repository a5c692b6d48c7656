package io.tidegate.connectors.executor;

import io.tidegate.connectors.executor.ledger.LedgerReader;
import io.tidegate.connectors.executor.plan.Action;
import io.tidegate.connectors.executor.queue.Pending;
import io.tidegate.connectors.executor.target.Failures;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/** Does what takes time beside the loop, and reports to its inbox: each order is answered by exactly one event. */
final class Workers {
    private final Executor threads;
    private final Map<Place, Actuators> actuators;
    private final LedgerReader ledgers;
    private final Lease lease;
    private final Consumer<Event> inbox;

    Workers(
            Executor threads,
            Map<Place, Actuators> actuators,
            LedgerReader ledgers,
            Lease lease,
            Consumer<Event> inbox) {
        this.threads = threads;
        this.actuators = Map.copyOf(actuators);
        this.ledgers = ledgers;
        this.lease = lease;
        this.inbox = inbox;
    }

    /** The accounts and regions that it can act in. */
    Set<Place> places() {
        return actuators.keySet();
    }

    void readLedger(Assignment assignment, TopicPartition partition) {
        run(() -> new Event.LedgerRead(assignment, ledgers.read(partition)), Event.Broken::new);
    }

    void look(PartitionWork work, Pending entry, Action.Look look) {
        run(
                () -> new Event.Looked(work, entry, of(look.target()).observe(look.target(), look.order())),
                e -> new Event.LookFailed(work, entry, Failures.classify(e)));
    }

    void call(PartitionWork work, Pending entry, Action.Call call, Instant intendedAt) {
        var started = entry.started();
        run(
                () -> {
                    var actuator = of(call.target());
                    // A role may have to be assumed anew, which takes time: before the question, not between it and the
                    // call.
                    actuator.credentials().run();
                    return work.mayCall(intendedAt) && lease.permitsCall()
                            ? new Event.Called(work, started, actuator.apply(call.target(), call.order()))
                            : new Event.CallWithheld(work, entry);
                },
                e -> new Event.CallFailed(work, started, Failures.classify(e)));
    }

    private Actuators of(Target target) {
        var found = actuators.get(target.place());
        if (found == null) {
            throw new AssertionError("no calls to " + target.place().key());
        }
        return found;
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

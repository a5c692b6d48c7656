package io.tidegate.connectors.executor;

import io.tidegate.connectors.executor.command.Command;
import io.tidegate.connectors.executor.command.Effort;
import io.tidegate.connectors.executor.command.Outcome;
import io.tidegate.connectors.executor.command.Outcome.SkipReason;
import io.tidegate.connectors.executor.command.Wire;
import io.tidegate.connectors.executor.ledger.Ledger;
import io.tidegate.connectors.executor.ledger.LedgerRecord;
import io.tidegate.connectors.executor.plan.Action;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Memory;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.plan.Planner;
import io.tidegate.connectors.executor.queue.Allowance;
import io.tidegate.connectors.executor.queue.CommandQueue;
import io.tidegate.connectors.executor.queue.Offsets;
import io.tidegate.connectors.executor.queue.Pending;
import io.tidegate.connectors.executor.queue.Queues;
import io.tidegate.connectors.executor.queue.Reply;
import io.tidegate.connectors.executor.target.Failure;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands of one owned partition, from receipt to outcome: observe, plan, intent, call, result. Used by the loop's
 * thread alone, except {@link #mayCall}.
 */
final class PartitionWork {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionWork.class);

    /** How long a command waits when its call was withheld. */
    private static final Duration WITHHELD_WAIT = Duration.ofMillis(200);

    /** How often a call in doubt is looked at after its deadline before it is given up. */
    private static final int MOST_LOOKS_WHEN_LATE = 5;

    /** Instances that a ledger forgets when its partition is taken: a bounded part of that transaction. */
    private static final int MOST_FORGOTTEN_AT_FIRST = 1_000;

    /** Instances that it forgets for each that it comes to know: more than one, so that it shrinks in between. */
    private static final int MOST_FORGOTTEN_FOR_ONE = 2;

    private final TopicPartition commands;
    private final Tools tools;
    private final Queues queues;
    private final Offsets offsets;
    private final Ledger ledger;
    private final Instant callsFrom;
    private volatile boolean closing;

    private PartitionWork(Assignment assignment, Ledger ledger, Tools tools) {
        var now = tools.now();
        this.commands = assignment.commands();
        this.tools = tools;
        this.offsets = new Offsets(assignment.position());
        this.ledger = ledger;
        this.queues = new Queues(tools.config().queue(), ledger.lastWrite().orElse(Instant.EPOCH));
        // An owner that did not hand over may have a call under way, or one whose intent was just committed.
        this.callsFrom = ledger.isHandedOver() ? now : now.plus(tools.config().takeoverWait());
    }

    /** Takes up what the ledger leaves. */
    static PartitionWork take(Assignment assignment, Ledger ledger, Tools tools) {
        var work = new PartitionWork(assignment, ledger, tools);
        ledger.openIntents()
                .forEach(command -> work.queue(command).offer(Pending.found(work.meant(command), tools.now())));
        work.write(ledger.owned(tools.now()));
        work.forget(MOST_FORGOTTEN_AT_FIRST);
        return work;
    }

    /** A command was read. */
    void receive(Command command, long offset) {
        if (isSettled(command)) {
            // Its outcome is published: it is read again after a restart.
            offsets.skip(offset);
            return;
        }
        offsets.read(offset, command.id());
        queue(command).offer(Pending.received(meant(command), tools.now()));
        endReplaced();
    }

    /** A record was read that holds no command; {@code letter} says so. */
    void receiveUnreadable(long offset, ProducerRecord<byte[], byte[]> letter) {
        offsets.skip(offset);
        tools.batch().add(this, letter);
        tools.counters().deadLettered();
    }

    /** Starts what may start now. */
    void dispatch() {
        var now = tools.now();
        if (closing || now.isBefore(callsFrom)) {
            return;
        }
        for (var next = queues.next(now); next.isPresent(); next = queues.next(now)) {
            var entry = next.get();
            var reached = tools.workers().places();
            act(entry, Planner.beforeLooking(entry.command(), memory(entry), reached, now));
        }
    }

    /** A worker reported about a command in flight. */
    void on(Event.OfCommand event) {
        switch (event) {
            case Event.Looked looked -> looked(looked.entry(), looked.observed());
            case Event.LookFailed failed -> {
                queue(failed.entry()).looked(failed.entry(), reply(failed.failure()), tools.now());
                failed(failed.entry().failed(gaveUp(failed.failure(), true)), failed.failure());
            }
            case Event.Called called -> called(called.entry(), called.answer());
            case Event.CallFailed failed -> {
                queue(failed.entry()).called(failed.entry(), reply(failed.failure()), tools.now());
                boolean open = failed.failure().kind() == Failure.Kind.AMBIGUOUS;
                var entry = failed.entry().failed(gaveUp(failed.failure(), true));
                failed(open ? entry.doubted() : entry, failed.failure());
            }
            case Event.CallWithheld withheld -> again(withheld.entry(), WITHHELD_WAIT);
        }
    }

    /** Starts no more calls. */
    void close() {
        closing = true;
    }

    /** Says that no call is under way: only once {@link #inFlight} is zero after {@link #close}. */
    void release() {
        write(ledger.released(tools.now()));
    }

    /**
     * Whether a call may be started whose intent was made then; asked by workers. The group's coordinator took the intent
     * from a member that it knew. That says nothing of long after: this process may have been stopped since.
     */
    boolean mayCall(Instant intendedAt) {
        var age = Duration.between(intendedAt, tools.now());
        return !closing && !age.isNegative() && age.compareTo(tools.config().intentLifetime()) <= 0;
    }

    boolean isFull() {
        return queues.isFull();
    }

    int depth() {
        return queues.depth();
    }

    int inFlight() {
        return queues.inFlight();
    }

    Optional<Instant> oldest() {
        return queues.oldest();
    }

    int openBreakers() {
        return queues.openBreakers();
    }

    List<Allowance> allowances() {
        return queues.allowances(tools.now());
    }

    /** The partition of commands that this is about. */
    TopicPartition commands() {
        return commands;
    }

    /** Where a new owner would have to start. */
    long committable() {
        return offsets.committable();
    }

    private void looked(Pending entry, Observed observed) {
        queue(entry).looked(entry, Reply.ANSWERED, tools.now());
        countDrift(entry, observed);
        if (closing) {
            again(entry, Duration.ZERO);
        } else {
            act(entry, Planner.afterLooking(entry.command(), observed, memory(entry), tools.now()));
        }
    }

    private void called(Pending entry, Answer answer) {
        queue(entry).called(entry, Reply.ANSWERED, tools.now());
        end(entry, Planner.afterCalling(entry.command(), answer, entry.inDoubt()));
    }

    private void act(Pending entry, Action action) {
        switch (action) {
            case Action.Look look -> tools.workers().look(this, entry, look);
            case Action.LookAgain(var by) -> againBy(by, entry.failed());
            case Action.Call call -> intend(entry, call);
            case Action.End(var outcome) -> end(entry, explained(entry, outcome));
            case Action.Pass _ -> {
                offsets.ended(entry.command().id());
                queue(entry).end(entry);
                endReplaced();
            }
        }
    }

    // What failed until its time was over says why.
    private static Outcome explained(Pending entry, Outcome outcome) {
        boolean late = outcome instanceof Outcome.Skipped skipped && skipped.why() == SkipReason.EXPIRED;
        return late ? entry.cause().<Outcome>map(failed -> failed).orElse(outcome) : outcome;
    }

    private void intend(Pending entry, Action.Call call) {
        var intendedAt = tools.now();
        write(ledger.intent(entry.command(), intendedAt), () -> {
            LOG.atInfo()
                    .addKeyValue("commandId", entry.command().id())
                    .addKeyValue("target", entry.command().target().text())
                    .addKeyValue("order", call.order())
                    .log("intent");
            tools.workers().call(this, entry, call, intendedAt);
        });
    }

    private void failed(Pending entry, Failure failure) {
        switch (failure.kind()) {
            // A look that finds nothing says so in its answer; here only a call can.
            case GONE -> end(entry, Planner.afterCalling(entry.command(), new Answer.Gone(), entry.inDoubt()));
            case FATAL -> refuse(entry, failure);
            case ABSENT -> {
                if (tools.now().isBefore(shownBy(entry))) {
                    againBy(shownBy(entry), entry);
                } else {
                    refuse(entry, failure);
                }
            }
            case BROKEN -> end(entry, gaveUp(failure, false));
            case RETRYABLE, AMBIGUOUS -> retry(entry, failure);
            case THROTTLED -> {
                tools.counters().throttled();
                retry(entry, failure);
            }
        }
    }

    private void retry(Pending entry, Failure failure) {
        var deadline = entry.command().deadline();
        if (tools.now().isBefore(deadline)) {
            // At the deadline at the latest: a wait past it would give up what can still be done.
            againBy(deadline, entry);
        } else if (entry.inDoubt() && entry.failures() < MOST_LOOKS_WHEN_LATE) {
            again(entry, delay(entry));
        } else {
            end(entry, gaveUp(failure, true));
        }
    }

    private void againBy(Instant latest, Pending entry) {
        var delay = delay(entry);
        var left = Duration.between(tools.now(), latest);
        again(entry, delay.compareTo(left) < 0 ? delay : left);
    }

    private Duration delay(Pending entry) {
        return tools.config().retry().after(entry.failures(), tools.random());
    }

    // A look that starts then is answered before the deadline: its answer says more than that the time is over.
    private Instant shownBy(Pending entry) {
        var grace = entry.receivedAt().plus(tools.config().notFoundGrace());
        var last = entry.command().deadline().minus(tools.config().callTimeout());
        return grace.isBefore(last) ? grace : last;
    }

    private void refuse(Pending entry, Failure failure) {
        end(entry, new Outcome.Refused(failure.reason(), failure.message(), failure.requestId()));
    }

    private static Reply reply(Failure failure) {
        return switch (failure.kind()) {
            case THROTTLED -> Reply.THROTTLED;
            case AMBIGUOUS -> Reply.NONE;
            case GONE, RETRYABLE, ABSENT, FATAL, BROKEN -> Reply.ANSWERED;
        };
    }

    private static Outcome.Failed gaveUp(Failure failure, boolean retryable) {
        return new Outcome.Failed(failure.reason(), failure.message(), retryable, failure.requestId());
    }

    private void again(Pending entry, Duration delay) {
        queue(entry).again(entry, tools.now().plus(delay));
        endReplaced();
    }

    private void end(Pending entry, Outcome outcome) {
        settle(entry, outcome);
        queue(entry).end(entry);
        endReplaced();
    }

    private void endReplaced() {
        queues.takeReplaced().forEach(entry -> settle(entry, new Outcome.Skipped(SkipReason.SUPERSEDED)));
    }

    private void settle(Pending entry, Outcome outcome) {
        var command = entry.command();
        var now = tools.now();
        var wire = Wire.outcome(command, outcome, new Effort(entry.receivedAt(), now, entry.attempts()));
        write(ledger.result(command, wire, now), () -> {
            tools.counters().ended(outcome, Duration.ofMillis(wire.getLatencyMillis()));
            LOG.atInfo()
                    .addKeyValue("commandId", command.id())
                    .addKeyValue("target", wire.getTarget())
                    .addKeyValue("status", wire.getStatus())
                    .addKeyValue("reason", wire.getReason())
                    .addKeyValue("attempts", wire.getAttempts())
                    .addKeyValue("latencyMillis", wire.getLatencyMillis())
                    .log("result");
        });
        tools.batch().add(this, tools.records().outcome(wire));
        offsets.ended(entry.command().id());
        if (command.target() instanceof Target.Instance) {
            forget(MOST_FORGOTTEN_FOR_ONE);
        }
    }

    private void forget(int most) {
        ledger.forget(tools.now(), most).forEach(this::write);
    }

    // Somebody else changed it, or an owner that was taken for dead. Counted here; the deciders restore it.
    private void countDrift(Pending entry, Observed observed) {
        ledger.lastApplied(entry.command().target())
                .filter(order -> !entry.inDoubt())
                .filter(order -> observed.contradicts(order))
                .ifPresent(order -> {
                    tools.counters().drifted();
                    LOG.atWarn()
                            .addKeyValue("target", entry.command().target().text())
                            .addKeyValue("applied", order)
                            .addKeyValue("observed", observed)
                            .log("target differs from what was applied last");
                });
    }

    private CommandQueue queue(Pending entry) {
        return queue(entry.command());
    }

    private CommandQueue queue(Command command) {
        return queues.of(command);
    }

    private Memory memory(Pending entry) {
        var command = entry.command();
        return new Memory(ledger.settled(command.target()), queues.newest(command), entry.inDoubt(), shownBy(entry));
    }

    private Command meant(Command command) {
        return tools.config().dryRun().of(command);
    }

    private boolean isSettled(Command command) {
        return ledger.settled(command.target())
                .filter(settled -> !command.position().isAfter(settled))
                .isPresent();
    }

    private void write(LedgerRecord record) {
        write(record, () -> {});
    }

    private void write(LedgerRecord record, Runnable onceCommitted) {
        tools.batch().add(this, tools.records().ledger(commands.partition(), record), onceCommitted);
    }
}

package io.tidegate.deploy.whatif.simulation;

import io.tidegate.connectors.executor.command.Wire;
import io.tidegate.connectors.executor.queue.Pending;
import io.tidegate.connectors.executor.queue.QueueConfig;
import io.tidegate.connectors.executor.queue.Queues;
import io.tidegate.connectors.executor.queue.Reply;
import io.tidegate.deploy.whatif.past.Happened;
import io.tidegate.streams.decide.JournalPartition;
import io.tidegate.streams.decide.JournalPartition.Result;
import io.tidegate.streams.decide.OutputSerdes;
import io.tidegate.streams.decide.TargetStates;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.decision.Output.Verdict;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.policy.CapacityPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The deciders over all targets under some policies, by the ticks of the past or on a clock of their own, with the executor's
 * queues and budgets between them and the targets. Not thread-safe.
 */
final class Contender {
    private static final Duration NO_SNAPSHOTS = Duration.ofDays(36_500);
    private static final long SECOND = 1_000;
    // One tick alone may not move the clock farther.
    private static final long LEAP = 60 * SECOND;
    // What waited longer than for the next tick had no token when it came.
    private static final Duration HELD_UP = Duration.ofSeconds(2);

    private final Variant variant;
    private final Map<String, Seat> seats; // Looked up only.
    private final Clusters clusters;
    private final JournalPartition partition = new JournalPartition(new TargetStates.InMemory(), NO_SNAPSHOTS);
    private final Queues queues;
    private final Map<String, Commanded> orders = new HashMap<>(); // Looked up only.
    private final Wakes wakes;
    private final boolean ownClock;
    private long clock;
    private long known;

    Contender(Variant variant, Map<String, Seat> seats, long start, boolean ownClock) {
        this.ownClock = ownClock;
        this.variant = variant;
        this.seats = new HashMap<>(seats);
        this.clusters = new Clusters(this.seats);
        this.wakes = new Wakes(seats.keySet());
        this.clock = start - SECOND;
        this.known = clock;
        this.queues =
                new Queues(QueueConfig.defaults(), Instant.ofEpochMilli(start).minus(Duration.ofMinutes(10)));
        seats.keySet().forEach(this::look);
        for (var policy : variant.policies()) {
            for (var target : policy.targets()) {
                var seat = seats.get(target.text());
                if (seat != null) {
                    seat.under(policy);
                    look(target.text());
                    apply(
                            target.domain(),
                            new Input.PolicyChanged(
                                    policy.name(), List.of(target.text()), List.of(), Optional.of(policy)));
                }
            }
        }
    }

    /** Of a target that is simulated. */
    Seat seat(String target) {
        return Objects.requireNonNull(seats.get(target), target);
    }

    /** The course of a target begins with so many units at work. */
    void begin(String target, int running, long at) {
        seat(target).begin(running, at);
        clusters.around(target).forEach(this::look);
    }

    Clusters clusters() {
        return clusters;
    }

    private void look(String target) {
        wakes.set(target, seat(target).wake());
    }

    /** Takes in what happened, once all that would have happened before it has. */
    void take(Happened happened, Map<String, Recording> recordings) {
        advance(happened.at() - 1); // A tick comes after all that is known by then.
        known = ownClock ? happened.at() : clock;
        switch (happened.input()) {
            case Input.Measured measured -> measured(happened.domain(), measured, recordings);
            case Input.PolicyChanged changed -> changed(happened.domain(), changed);
            case Input.Overridden overridden -> apply(happened.domain(), overridden);
            case Input.Ticked ticked -> ticked(ticked.at().toEpochMilli());
            // Its capacity is its own, and so are commands and what becomes of them; the instances under it are those
            // on record.
            case Input.Observed observed ->
                clusters.observed(observed, happened.at()).forEach(this::look);
            case Input.Settled _ -> {}
            case Input.Noticed _, Input.Fired _, Input.Other _ -> {}
        }
    }

    private void measured(String domain, Input.Measured input, Map<String, Recording> recordings) {
        for (var target : input.targets()) {
            var seat = seats.get(target);
            var recording = recordings.get(target);
            var pane = seat == null || recording == null ? null : seat.seen(input, recording);
            if (pane != null) {
                apply(domain, new Input.Measured(input.series(), pane, List.of(target)));
            }
        }
    }

    private void changed(String domain, Input.PolicyChanged changed) {
        if (!variant.isRecorded() || !(changed.policy().orElse(null) instanceof CapacityPolicy policy)) {
            return;
        }
        changed.targets().stream().filter(seats::containsKey).forEach(target -> {
            seat(target).under(policy);
            look(target);
        });
        apply(domain, changed);
    }

    private void ticked(long at) {
        if (at > clock && !ownClock) {
            tick(at);
        }
    }

    /** Lets time pass until {@code to}, inclusive: on a clock of its own tick by tick, where anything is due. */
    void advance(long to) {
        if (!ownClock) {
            return;
        }
        for (long next = wake(); next <= to; next = wake()) {
            tick(next);
        }
    }

    private long wake() {
        long next = Math.min(clock + LEAP, wakes.first());
        next = Math.min(next, partition.nextDue().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
        if (queues.depth() > 0) {
            next = clock + SECOND;
        }
        return Math.max(clock + SECOND, Math.ceilDiv(next, SECOND) * SECOND);
    }

    private void tick(long at) {
        clock = at;
        known = at;
        var now = Instant.ofEpochMilli(at);
        for (var due : wakes.upTo(at)) {
            var seat = seat(due);
            for (var seen : seat.advance(at)) {
                apply(seat.subject.target().domain(), new Input.Observed(due, now, seen));
            }
            look(due);
        }
        apply("", new Input.Ticked(now));
        carryOut(now);
    }

    private void apply(String domain, Input input) {
        for (var result : partition.apply(domain, input)) {
            if (result instanceof Result.Emitted(Decided decided)) {
                note(decided);
            } else if (result instanceof Result.Emitted(Commanded commanded)
                    && seats.containsKey(commanded.target())
                    && !(commanded.order() instanceof Order.OneShot)) {
                var command = Wire.command(OutputSerdes.toAvro(commanded));
                orders.put(commanded.id(), commanded);
                queues.of(command).offer(Pending.received(command, Instant.ofEpochMilli(known)));
            }
        }
    }

    private void note(Decided decided) {
        var seat = seats.get(decided.target());
        boolean acts = decided.verdict().outcome() == Verdict.Outcome.SCALE_OUT
                || decided.verdict().outcome() == Verdict.Outcome.SCALE_IN
                || decided.verdict().outcome() == Verdict.Outcome.SET_BOUNDS;
        if (seat != null && acts) {
            int from = decided.current().orElse(0);
            seat.decided(
                    decided.at(),
                    from,
                    decided.desired().orElse(from),
                    decided.verdict().outcome().name(),
                    decided.verdict().explanation());
        }
    }

    private void carryOut(Instant now) {
        for (var replaced : queues.takeReplaced()) {
            settle(replaced, Input.Result.SKIPPED, now);
        }
        for (var next = queues.next(now); next.isPresent(); next = queues.next(now)) {
            carryOut(next.get(), now);
        }
    }

    private void carryOut(Pending pending, Instant now) {
        var command = pending.command();
        var queue = queues.of(command);
        var seat = seats.get(command.target().text());
        var order = orders.get(command.id());
        boolean takes = !command.deadline().isBefore(now) && seat != null && order != null;
        if (seat != null && order != null && takes) {
            queue.looked(pending, Reply.ANSWERED, now);
            queue.called(pending, Reply.ANSWERED, now);
            boolean heldUp = !pending.receivedAt().plus(HELD_UP).isAfter(now);
            seat.calls(2, heldUp ? 1 : 0, now.toEpochMilli()); // A look, and the change.
            seat.carryOut(order.order(), now.toEpochMilli());
            clusters.around(command.target().text()).forEach(this::look);
        }
        queue.end(pending);
        settle(pending, takes ? Input.Result.APPLIED : Input.Result.SKIPPED, now);
    }

    private void settle(Pending pending, Input.Result result, Instant now) {
        var command = pending.command();
        orders.remove(command.id());
        apply(command.domain(), new Input.Settled(command.target().text(), command.id(), result, now));
    }
}

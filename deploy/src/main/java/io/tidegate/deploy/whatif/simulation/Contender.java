package io.tidegate.deploy.whatif.simulation;

import io.tidegate.connectors.executor.command.Wire;
import io.tidegate.connectors.executor.queue.Pending;
import io.tidegate.connectors.executor.queue.QueueConfig;
import io.tidegate.connectors.executor.queue.Queues;
import io.tidegate.connectors.executor.queue.Reply;
import io.tidegate.deploy.whatif.past.Happened;
import io.tidegate.deploy.whatif.simulation.Passage.Setting;
import io.tidegate.schemas.naming.Target;
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
import io.tidegate.streams.policy.ClusterPolicy;
import io.tidegate.streams.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    private final Map<String, Ordered> orders = new HashMap<>(); // Looked up only.
    private final Wakes wakes;
    private final boolean ownClock;
    private long clock;
    private long known;

    private record Ordered(Order order, Place taker) {}

    Contender(Variant variant, Map<String, Seat> seats, long start, Setting setting) {
        this.ownClock = setting.ownClock();
        this.variant = variant;
        this.seats = new HashMap<>(seats);
        this.clusters = new Clusters(this.seats, setting);
        this.wakes = new Wakes(Stream.concat(seats.keySet().stream(), clusters.names().stream())
                .toList());
        this.clock = start - SECOND;
        this.known = clock;
        this.queues =
                new Queues(QueueConfig.defaults(), Instant.ofEpochMilli(start).minus(Duration.ofMinutes(10)));
        seats.keySet().forEach(this::look);
        variant.policies().forEach(policy -> policy.targets().forEach(target -> puts(policy, target)));
        variant.clusters().forEach(policy -> puts(policy, policy.target()));
    }

    // A policy takes a target up, where that is simulated.
    private void puts(Policy policy, Target target) {
        if (isUnder(target.text(), policy)) {
            apply(
                    target.domain(),
                    new Input.PolicyChanged(policy.name(), List.of(target.text()), List.of(), Optional.of(policy)));
        }
    }

    private boolean isUnder(String target, Policy policy) {
        var seat = seats.get(target);
        if (seat != null && policy instanceof CapacityPolicy capacity) {
            seat.under(capacity);
            look(target);
            return true;
        }
        var cluster = clusters.find(target);
        if (cluster != null && cluster.isSubject() && policy instanceof ClusterPolicy instances) {
            cluster.under(instances, variant.names(target));
            return true;
        }
        return false;
    }

    /** Of a target that is simulated. */
    Seat seat(String target) {
        return Objects.requireNonNull(seats.get(target), target);
    }

    /** The course of a target begins with so many units at work. */
    void begin(String target, int running, long at) {
        seat(target).begin(running, at);
        lookAround(target, at);
    }

    Clusters clusters() {
        return clusters;
    }

    private @Nullable Place find(String target) {
        var seat = seats.get(target);
        return seat == null ? clusters.find(target) : seat;
    }

    private Place place(String target) {
        return Objects.requireNonNull(find(target), target);
    }

    private void look(String target) {
        wakes.set(target, place(target).wake());
    }

    // What one target does makes or takes room for all that share its instances.
    private void lookAround(String target, long at) {
        look(target);
        var under = clusters.under(target);
        var cluster = under == null ? clusters.find(target) : under;
        if (cluster != null) {
            lookInside(cluster, at);
        }
    }

    private void lookInside(ClusterSeat cluster, long at) {
        look(cluster.target());
        for (var target : cluster.targets()) {
            if (seat(target).changed(at)) {
                look(target);
            }
        }
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
            case Input.Observed observed -> {
                var cluster = clusters.observed(observed, happened.at());
                if (cluster != null) {
                    cluster.targets().forEach(this::look);
                    lookInside(cluster, happened.at());
                }
            }
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
        var policy = changed.policy().orElse(null);
        if (policy == null) {
            return;
        }
        var targets = changed.targets().stream()
                .filter(target -> !variant.names(target) && isUnder(target, policy))
                .toList();
        if (!targets.isEmpty()) {
            apply(domain, new Input.PolicyChanged(changed.name(), targets, List.of(), changed.policy()));
        }
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
            var place = place(due);
            for (var seen : place.advance(at)) {
                apply(place.domain(), new Input.Observed(due, now, seen));
            }
            look(due);
            if (place instanceof ClusterSeat cluster) {
                lookInside(cluster, at);
            }
        }
        apply("", new Input.Ticked(now));
        carryOut(now);
    }

    private void apply(String domain, Input input) {
        for (var result : partition.apply(domain, input)) {
            if (result instanceof Result.Emitted(Decided decided)) {
                if (decided.target().startsWith("cluster"))
                    System.out.println("DBG " + variant.label() + " " + decided.at() + " " + decided.verdict());
                note(decided);
            } else if (result instanceof Result.Emitted(Commanded commanded)) {
                ordered(commanded);
            }
        }
    }

    // What nobody here would follow is left out.
    private void ordered(Commanded commanded) {
        var place = find(commanded.target());
        // Orders about a cluster's group and its instances are those of the cluster.
        var taker = place == null ? clusters.find(commanded.domain()) : place;
        if (taker != null && taker.takes(commanded.order())) {
            var command = Wire.command(OutputSerdes.toAvro(commanded));
            orders.put(commanded.id(), new Ordered(commanded.order(), taker));
            queues.of(command).offer(Pending.received(command, Instant.ofEpochMilli(known)));
        }
    }

    private void note(Decided decided) {
        var place = find(decided.target());
        boolean acts = decided.verdict().outcome() == Verdict.Outcome.SCALE_OUT
                || decided.verdict().outcome() == Verdict.Outcome.SCALE_IN
                || decided.verdict().outcome() == Verdict.Outcome.SET_BOUNDS;
        if (place != null && acts) {
            int from = decided.current().orElse(0);
            place.decided(
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
        var ordered = orders.get(command.id());
        boolean takes = !command.deadline().isBefore(now) && ordered != null;
        if (ordered != null && takes) {
            queue.looked(pending, Reply.ANSWERED, now);
            queue.called(pending, Reply.ANSWERED, now);
            boolean heldUp = !pending.receivedAt().plus(HELD_UP).isAfter(now);
            ordered.taker().calls(2, heldUp ? 1 : 0, now.toEpochMilli()); // A look, and the change.
            ordered.taker().carryOut(ordered.order(), now.toEpochMilli());
            lookAround(ordered.taker().target(), now.toEpochMilli());
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

package io.tidegate.connectors.executor.queue;

import io.tidegate.connectors.executor.command.ApiCategory;
import io.tidegate.connectors.executor.command.Command;
import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.command.Position;
import io.tidegate.schemas.naming.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The commands of one account and region that have not ended: one in flight for each target, the latest of a kind wins
 * unless a step stands between, scale-out and answers to lifecycle hooks go first, then the policy's priority, then age,
 * within the rates of the AWS APIs. Commands of a target end in the order they came. No I/O, and time is passed in. Not thread-safe.
 */
public final class CommandQueue {
    private final QueueConfig config;
    private final Budget budget;
    private final Breaker breaker = new Breaker();

    /** Looked up only, never walked: its order reaches nothing. */
    private final Map<Target, Lane> lanes = new HashMap<>();

    /** Lanes with nothing in flight. A lane leaves it before it changes, for its place depends on its content. */
    private final TreeSet<Lane> idle = new TreeSet<>(Lane.PRIORITY);

    private final List<Pending> replaced = new ArrayList<>();
    private long lanesMade;
    private int depth;
    private int inFlight;

    /**
     * An empty queue.
     *
     * @param emptyAt when its budget was used up, at the latest
     */
    CommandQueue(QueueConfig config, Instant emptyAt) {
        this.config = config;
        this.budget = new Budget(config.rates(), emptyAt);
    }

    /** Adds a command, unless the same one is here already. */
    public void offer(Pending entry) {
        var lane = lanes.computeIfAbsent(entry.command().target(), target -> new Lane(target, lanesMade++));
        if (lane.holds(entry.command().position())) {
            return;
        }
        if (!lane.isEmpty()) {
            idle.remove(lane);
        }
        lane.add(entry);
        depth++;
        park(lane);
    }

    /** The next command to carry out, now in flight with its tokens taken; empty when none may start. */
    Optional<Pending> next(Instant now) {
        if (inFlight >= config.maxInFlight()) {
            return Optional.empty();
        }
        for (var lane : idle) {
            if (!lane.notBefore().isAfter(now) && start(lane, now)) {
                idle.remove(lane);
                inFlight++;
                return Optional.of(lane.head());
            }
        }
        return Optional.empty();
    }

    /** Commands that ended since the last call because a later one replaced them, in their order. */
    List<Pending> takeReplaced() {
        var taken = List.copyOf(replaced);
        replaced.clear();
        return taken;
    }

    /** The latest position of a command in flight and of those that replace it. */
    Position newest(Command command) {
        return Optional.ofNullable(lanes.get(command.target()))
                .flatMap(lane -> lane.newest(command))
                .map(command.position()::max)
                .orElse(command.position());
    }

    /** AWS was asked what it shows, for a command in flight. */
    public void looked(Pending entry, Reply reply, Instant now) {
        spent(entry, reads(entry.command()), reply, now);
    }

    /** The call of a command in flight was made. */
    public void called(Pending entry, Reply reply, Instant now) {
        spent(entry, change(entry.command()), reply, now);
    }

    /** A command in flight waits again, not before {@code from}; it keeps its place in its target's order. */
    public void again(Pending entry, Instant from) {
        var lane = lane(entry);
        giveBack(lane);
        lane.again(entry, from);
        inFlight--;
        park(lane);
    }

    /** A command in flight has ended. */
    public void end(Pending entry) {
        var lane = lane(entry);
        giveBack(lane);
        lane.end();
        depth--;
        inFlight--;
        park(lane);
    }

    /** Commands that have not ended, those in flight included. */
    int depth() {
        return depth;
    }

    int inFlight() {
        return inFlight;
    }

    /** When the oldest command that has not ended was received. */
    Optional<Instant> oldest() {
        return lanes.values().stream().map(Lane::since).min(Comparator.naturalOrder());
    }

    /** Whether no call may start because none is answered. */
    boolean isStopped() {
        return breaker.isOpen();
    }

    /** What is left of each category. */
    List<Allowance> allowances(Instant now) {
        return budget.allowances(now);
    }

    private boolean start(Lane lane, Instant now) {
        var tokens = tokens(lane.head(), now);
        if (tokens.isEmpty()) {
            lane.start(tokens);
            return true;
        }
        if (breaker.permits(now) && budget.tryTake(tokens, now)) {
            lane.start(tokens);
            breaker.began();
            return true;
        }
        return false;
    }

    // What ends without a call needs neither a token nor an AWS that answers.
    private static Set<ApiCategory> tokens(Pending entry, Instant now) {
        var tokens = EnumSet.noneOf(ApiCategory.class);
        if (entry.inDoubt() || !now.isAfter(entry.command().deadline())) {
            tokens.addAll(reads(entry.command()));
            tokens.addAll(change(entry.command()));
        }
        return tokens;
    }

    private void spent(Pending entry, Set<ApiCategory> tokens, Reply reply, Instant now) {
        lane(entry).spend(tokens);
        switch (reply) {
            case ANSWERED -> breaker.answered();
            case THROTTLED -> {
                breaker.answered();
                budget.slow(tokens, now);
            }
            case NONE -> breaker.unanswered(entry.command().target(), now);
        }
    }

    private void giveBack(Lane lane) {
        budget.giveBack(lane.takeUnspent());
        if (lane.wasToAsk()) {
            breaker.unasked();
        }
    }

    private void park(Lane lane) {
        while (lane.headIsReplaced()) {
            replaced.add(lane.head());
            lane.end();
            depth--;
        }
        if (!lane.isEmpty() && !lane.isInFlight()) {
            idle.add(lane);
        }
        if (lane.isEmpty()) {
            lanes.remove(lane.target());
        }
    }

    private static Set<ApiCategory> reads(Command command) {
        return command.order() instanceof Order.Executable order ? order.reads() : Set.of();
    }

    private static Set<ApiCategory> change(Command command) {
        return command.order() instanceof Order.Executable order ? Set.of(order.change()) : Set.of();
    }

    private Lane lane(Pending entry) {
        var lane = lanes.get(entry.command().target());
        if (lane == null || !lane.isInFlight()) {
            throw new IllegalStateException(
                    "command must be in flight, was " + entry.command().id());
        }
        return lane;
    }
}

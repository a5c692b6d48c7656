package io.tidegate.connectors.executor.queue;

import io.tidegate.connectors.executor.command.ApiCategory;
import io.tidegate.connectors.executor.command.Command;
import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.command.Position;
import io.tidegate.schemas.naming.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The commands of one account and region that have not ended: one in flight for each target, the latest of a kind
 * wins unless a step stands between, scale-out goes first, then age, within the rates of the AWS APIs. Commands of a target end in the order they
 * came. No I/O, and time is passed in. Not thread-safe.
 */
public final class CommandQueue {
    private final QueueConfig config;
    private final Map<ApiCategory, TokenBucket> buckets = new EnumMap<>(ApiCategory.class);

    /** Looked up only, never walked: its order reaches nothing. */
    private final Map<Target, Lane> lanes = new HashMap<>();

    /** Lanes with nothing in flight. A lane leaves it before it changes, for its place depends on its content. */
    private final TreeSet<Lane> idle = new TreeSet<>(Lane.PRIORITY);

    private final List<Pending> replaced = new ArrayList<>();
    private long lanesMade;
    private int depth;
    private int inFlight;
    private boolean full;

    /** An empty queue with full rates. */
    public CommandQueue(QueueConfig config, Instant now) {
        this.config = config;
        config.rates().forEach((category, rate) -> buckets.put(category, new TokenBucket(rate, now)));
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

    /** The next command to carry out, now in flight with its token taken; empty when none may start. */
    public Optional<Pending> next(Instant now) {
        if (inFlight >= config.maxInFlight()) {
            return Optional.empty();
        }
        for (var lane : idle) {
            if (!lane.notBefore().isAfter(now) && takeToken(lane.head().command(), now)) {
                idle.remove(lane);
                lane.start();
                inFlight++;
                return Optional.of(lane.head());
            }
        }
        return Optional.empty();
    }

    /** Commands that ended since the last call because a later one replaced them, in their order. */
    public List<Pending> takeReplaced() {
        var taken = List.copyOf(replaced);
        replaced.clear();
        return taken;
    }

    /** The latest position of a command in flight and of those that replace it. */
    public Position newest(Command command) {
        return Optional.ofNullable(lanes.get(command.target()))
                .flatMap(lane -> lane.newest(command))
                .map(command.position()::max)
                .orElse(command.position());
    }

    /** A command in flight waits again, not before {@code from}; it keeps its place in its target's order. */
    public void again(Pending entry, Instant from) {
        var lane = lane(entry);
        lane.again(entry, from);
        inFlight--;
        park(lane);
    }

    /** A command in flight has ended. */
    public void end(Pending entry) {
        var lane = lane(entry);
        lane.end();
        depth--;
        inFlight--;
        park(lane);
    }

    /** Returns the token of a command that needed no call. */
    public void giveBackToken(Command command) {
        if (command.order() instanceof Order.Executable order) {
            bucket(order.category()).giveBack();
        }
    }

    /** Whether reading has to pause: from the high mark on, until the low mark is reached. */
    public boolean isFull() {
        full = depth >= config.highMark() || (full && depth > config.lowMark());
        return full;
    }

    /** Commands that have not ended, those in flight included. */
    public int depth() {
        return depth;
    }

    public int inFlight() {
        return inFlight;
    }

    /** When the oldest command that has not ended was received. */
    public Optional<Instant> oldest() {
        return lanes.values().stream().map(Lane::since).min(Comparator.naturalOrder());
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

    private boolean takeToken(Command command, Instant now) {
        return switch (command.order()) {
            case Order.NotYet _ -> true;
            case Order.Executable order -> bucket(order.category()).tryTake(now);
        };
    }

    private TokenBucket bucket(ApiCategory category) {
        return Optional.ofNullable(buckets.get(category)).orElseThrow();
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

package io.tidegate.connectors.executor.queue;

import io.tidegate.connectors.executor.command.ApiCategory;
import io.tidegate.connectors.executor.command.Command;
import io.tidegate.connectors.executor.command.Position;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The commands of one partition: a queue for each account and region that comes by it, so that none waits for another's
 * budget. No I/O, and time is passed in. Not thread-safe.
 */
public final class Queues {
    private final QueueConfig config;
    private final Instant emptyAt;
    private final SortedMap<String, CommandQueue> places = new TreeMap<>();
    private boolean full;

    /**
     * Empty queues.
     *
     * @param emptyAt when the last call may have been made: budgets count as used up then
     */
    public Queues(QueueConfig config, Instant emptyAt) {
        this.config = config;
        this.emptyAt = emptyAt;
    }

    /** The queue of a command's account and region. */
    public CommandQueue of(Command command) {
        return places.computeIfAbsent(key(command), _ -> new CommandQueue(config, emptyAt));
    }

    /** The next command to carry out, now in flight; empty when none may start. */
    public Optional<Pending> next(Instant now) {
        return places.values().stream()
                .flatMap(queue -> queue.next(now).stream())
                .findFirst();
    }

    /** Commands that ended since the last call because a later one replaced them. */
    public List<Pending> takeReplaced() {
        var taken = new ArrayList<Pending>();
        places.values().forEach(queue -> taken.addAll(queue.takeReplaced()));
        return taken;
    }

    /** The latest position of a command in flight and of those that replace it. */
    public Position newest(Command command) {
        return of(command).newest(command);
    }

    /** Whether reading has to pause: from the high mark on, until the low mark is reached. */
    public boolean isFull() {
        int depth = depth();
        full = depth >= config.highMark() || (full && depth > config.lowMark());
        return full;
    }

    /** Commands that have not ended, those in flight included. */
    public int depth() {
        return places.values().stream().mapToInt(CommandQueue::depth).sum();
    }

    public int inFlight() {
        return places.values().stream().mapToInt(CommandQueue::inFlight).sum();
    }

    /** When the oldest command that has not ended was received. */
    public Optional<Instant> oldest() {
        return places.values().stream()
                .flatMap(queue -> queue.oldest().stream())
                .min(Comparator.naturalOrder());
    }

    /** Accounts and regions whose breaker is open. */
    public int openBreakers() {
        return (int) places.values().stream().filter(CommandQueue::isStopped).count();
    }

    /** What is left of each category, where it is least. */
    public List<Allowance> allowances(Instant now) {
        return tightest(places.values().stream()
                .map(queue -> queue.allowances(now))
                .flatMap(Collection::stream)
                .toList());
    }

    /** Of each category the tightest, in the order of the categories. */
    public static List<Allowance> tightest(List<Allowance> allowances) {
        var tightest = new EnumMap<ApiCategory, Allowance>(ApiCategory.class);
        allowances.forEach(each -> tightest.merge(each.category(), each, Allowance::tighter));
        return List.copyOf(tightest.values());
    }

    private static String key(Command command) {
        Place place = command.target().place();
        return place.key();
    }
}

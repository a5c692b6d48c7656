package io.tidegate.connectors.executor.queue;

import io.tidegate.connectors.executor.command.ApiCategory;
import io.tidegate.connectors.executor.command.Command;
import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.command.Position;
import io.tidegate.schemas.naming.Target;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The commands of one target, oldest first. They end in this order, so that one position tells what has ended; a
 * replaced command waits its turn for its outcome, not for AWS. A step parts them: what stands before it is not replaced by
 * what comes after it, for its precondition may rest on it.
 */
final class Lane {
    /** Scale-out and answers to lifecycle hooks first, then the policy's priority, then age; the lane's number makes the order total. */
    static final Comparator<Lane> PRIORITY = Comparator.comparing(Lane::goesFirst, Comparator.reverseOrder())
            .thenComparing(Lane::priority, Comparator.reverseOrder())
            .thenComparing(Lane::since)
            .thenComparingLong(lane -> lane.number);

    private final Target target;
    private final long number;
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private final Set<ApiCategory> unspent = EnumSet.noneOf(ApiCategory.class);
    private boolean inFlight;
    private boolean toAsk;
    private Instant notBefore = Instant.MIN;

    Lane(Target target, long number) {
        this.target = target;
        this.number = number;
    }

    Target target() {
        return target;
    }

    boolean holds(Position position) {
        return waiting.stream().anyMatch(entry -> entry.command().position().equals(position));
    }

    void add(Pending entry) {
        waiting.addLast(entry);
        // A doubted command that is replaced is looked at now: its successor waits for it.
        if (!inFlight && isReplaced(head())) {
            notBefore = Instant.MIN;
        }
    }

    /** The head is in flight, with a token of each of these. */
    void start(Set<ApiCategory> tokens) {
        inFlight = true;
        toAsk = !tokens.isEmpty();
        unspent.addAll(tokens);
    }

    /** A call of the head has used these tokens. */
    void spend(Set<ApiCategory> tokens) {
        toAsk = false;
        unspent.removeAll(tokens);
    }

    /** Whether AWS was to be called for the head in flight, and was not. */
    boolean wasToAsk() {
        return toAsk;
    }

    /** The tokens that no call has used; they are the lane's no more. */
    Set<ApiCategory> takeUnspent() {
        var taken = Set.copyOf(unspent);
        unspent.clear();
        return taken;
    }

    /** The command in flight waits again, at the head. */
    void again(Pending entry, Instant from) {
        waiting.removeFirst();
        waiting.addFirst(entry);
        inFlight = false;
        notBefore = isReplaced(entry) ? Instant.MIN : from;
    }

    /** The command at the head has ended. */
    void end() {
        waiting.removeFirst();
        inFlight = false;
        notBefore = Instant.MIN;
    }

    Pending head() {
        return waiting.getFirst();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    boolean isInFlight() {
        return inFlight;
    }

    Instant notBefore() {
        return notBefore;
    }

    /** When the oldest of its commands was received. */
    Instant since() {
        return head().receivedAt();
    }

    /** Whether the head can end as replaced without asking AWS. */
    boolean headIsReplaced() {
        return !inFlight && !isEmpty() && !head().inDoubt() && isReplaced(head());
    }

    /** The latest position of the command's kind up to the first step. */
    Optional<Position> newest(Command command) {
        return upToStep()
                .map(Pending::command)
                .filter(command::sameKindAs)
                .map(Command::position)
                .max(Comparator.naturalOrder());
    }

    private int priority() {
        return waiting.stream()
                .mapToInt(entry -> entry.command().priority())
                .max()
                .orElse(0);
    }

    // Any: an old scale-in at the head must not hold back the scale-out behind it.
    private boolean goesFirst() {
        return waiting.stream().anyMatch(entry -> entry.command().goesFirst());
    }

    /** Asked of the head only. */
    private boolean isReplaced(Pending entry) {
        return upToStep().anyMatch(later -> replaces(later.command(), entry.command()));
    }

    private Stream<Pending> upToStep() {
        return waiting.stream().takeWhile(entry -> !(entry.command().order() instanceof Order.Step));
    }

    private static boolean replaces(Command later, Command earlier) {
        return later.sameKindAs(earlier) && later.position().isAfter(earlier.position());
    }
}

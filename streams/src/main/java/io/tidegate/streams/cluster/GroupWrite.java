package io.tidegate.streams.cluster;

import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Ordered;
import io.tidegate.streams.decision.Orders;
import io.tidegate.streams.decision.Output.Constraint;
import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.journal.Input.Change;
import io.tidegate.streams.journal.Input.Observed;
import io.tidegate.streams.journal.Input.Settled;
import io.tidegate.streams.journal.ObservedCluster;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What own orders made of the desired capacity of a cluster's group. Another one is the write of somebody else: it is told once,
 * and counts from then on, for every evaluation computes anew from the fleet what is needed.
 *
 * @param at when the last of them took effect
 * @param shown what AWS shows instead, and no decision has told of yet
 * @param change what AWS tells of that; null when nothing
 */
public record GroupWrite(
        int desired,
        Instant at,
        OptionalInt shown,
        @Nullable Change change) {

    private static GroupWrite of(int desired, Instant at) {
        return new GroupWrite(desired, at, OptionalInt.empty(), null);
    }

    /** After an order ended; null when nobody can tell any more what the group has. */
    static @Nullable GroupWrite settled(@Nullable GroupWrite before, Order order, Settled input) {
        return switch (order) {
            case Order.Capacity capacity ->
                switch (input.result()) {
                    case APPLIED, THERE -> of(capacity.desired(), input.at());
                    case SKIPPED, LEFT_OUT, NOT_APPLIED -> before;
                };
            case Order.Terminate terminate
            when terminate.decrement() ->
                switch (input.result()) {
                    case APPLIED -> before == null ? null : of(before.desired - 1, input.at());
                    case LEFT_OUT -> before;
                    case THERE, SKIPPED, NOT_APPLIED -> null; // It may have taken effect, or somebody else did it.
                };
            case Order.Limits _, Order.Drain _, Order.Terminate _, Order.Apart _ -> before;
        };
    }

    /** After AWS was seen; null when it has no such group. */
    static @Nullable GroupWrite seeing(
            @Nullable GroupWrite before, Observed input, ObservedCluster cluster, Orders waiting) {
        var group = cluster.group();
        if (before == null || group.isEmpty()) {
            return null;
        }
        boolean settled = input.at().isAfter(before.at.plus(Seen.SETTLE))
                && waiting.all().stream().map(Ordered::order).noneMatch(GroupWrite::changesGroup);
        int desired = group.get().desired();
        if (!settled) {
            return before;
        }
        return desired == before.desired
                ? of(before.desired, before.at)
                : new GroupWrite(
                        before.desired,
                        before.at,
                        OptionalInt.of(desired),
                        input.change().orElse(null));
    }

    private static boolean changesGroup(Order order) {
        return order instanceof Order.Capacity || order instanceof Order.Terminate;
    }

    /** What is there counts from now on. */
    GroupWrite told() {
        return shown.isEmpty() ? this : of(shown.getAsInt(), at);
    }

    /** What was ordered and what is there; empty when that is the same. */
    Optional<Constraint> difference() {
        return shown.isEmpty()
                ? Optional.empty()
                : Optional.of(new Constraint(
                        "foreign.desired", desired, shown.getAsInt(), "a write of somebody else" + explanation()));
    }

    /** For people: empty, or a text that begins with a semicolon. */
    String explained() {
        return shown.isEmpty()
                ? ""
                : "; the group has %d where %d was applied at %s: somebody else wrote it%s, and what is needed is computed anew"
                        .formatted(shown.getAsInt(), desired, at, explanation());
    }

    private String explanation() {
        return change == null ? "" : " (" + change + ")";
    }
}

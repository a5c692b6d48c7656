package io.tidegate.streams.cluster;

import io.tidegate.streams.policy.ClusterPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Everything that may influence the next decision about a cluster's instances, except the clock. Immutable.
 *
 * @param seen last observation; null before one
 * @param orders on their way, oldest first
 * @param sequence counts the orders from 1
 * @param history own actions, for cooldowns
 * @param patience readings of a reservation
 * @param retryAfter after an order that took no effect no other is sent before this; null for at once
 * @param lastVerdict what the last decision came to, so that only changes are told; null before one
 */
public record ClusterState(
        ClusterPolicy policy,
        @Nullable Seen seen,
        List<Ordered> orders,
        long sequence,
        History history,
        Patience patience,
        @Nullable Instant retryAfter,
        @Nullable String lastVerdict) {
    public ClusterState {
        orders = List.copyOf(orders);
    }

    /** A cluster that a policy has just taken up. */
    public static ClusterState taken(ClusterPolicy policy) {
        return new ClusterState(policy, null, List.of(), 0, new History(null, null), new Patience(0, null), null, null);
    }

    /** A fleet and when it was asked for. */
    public record Seen(Instant at, Fleet fleet) {}

    /**
     * An order on its way.
     *
     * @param deadline void when it is not applied by then
     * @param appliedAt null until its outcome says applied
     */
    public record Ordered(
            long sequence,
            ClusterOrder order,
            Instant deadline,
            @Nullable Instant appliedAt) {
        boolean isOver(Instant observedAt) {
            return appliedAt != null && observedAt.isAfter(appliedAt);
        }
    }

    /** When instances were last added and taken away; null for never. */
    public record History(@Nullable Instant out, @Nullable Instant in) {
        @Nullable
        Instant last() {
            return out == null || (in != null && in.isAfter(out)) ? in : out;
        }
    }

    /**
     * Readings of a reservation.
     *
     * @param low readings below the target in a row
     * @param readAt when the last was taken; null before one
     */
    public record Patience(int low, @Nullable Instant readAt) {
        // Amazon ECS developer guide, "Managed scaling behavior": CapacityProviderReservation is computed every minute.
        private static final Duration INTERVAL = Duration.ofMinutes(1);

        boolean isDue(Instant now) {
            return readAt == null || !readAt.plus(INTERVAL).isAfter(now);
        }
    }

    ClusterState seeing(Seen news) {
        return new ClusterState(policy, news, orders, sequence, history, patience, retryAfter, lastVerdict);
    }

    ClusterState under(ClusterPolicy changed) {
        return new ClusterState(changed, seen, orders, sequence, history, patience, retryAfter, lastVerdict);
    }

    ClusterState with(UnaryOperator<List<Ordered>> change) {
        return new ClusterState(
                policy, seen, change.apply(orders), sequence, history, patience, retryAfter, lastVerdict);
    }

    ClusterState retryingAfter(@Nullable Instant at) {
        return new ClusterState(policy, seen, orders, sequence, history, patience, at, lastVerdict);
    }

    ClusterState with(Patience changed) {
        return new ClusterState(policy, seen, orders, sequence, history, changed, retryAfter, lastVerdict);
    }

    ClusterState after(List<Ordered> all, long count, History changed) {
        return new ClusterState(policy, seen, all, count, changed, patience, null, lastVerdict);
    }

    ClusterState concluding(String verdict) {
        return new ClusterState(policy, seen, orders, sequence, history, patience, retryAfter, verdict);
    }
}

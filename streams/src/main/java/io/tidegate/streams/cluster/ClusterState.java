package io.tidegate.streams.cluster;

import io.tidegate.streams.decision.Driven;
import io.tidegate.streams.decision.Ids;
import io.tidegate.streams.decision.Ordered;
import io.tidegate.streams.decision.Orders;
import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.journal.Input.Settled;
import io.tidegate.streams.journal.ManualOverride;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.policy.ClusterPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that may influence the next decision about a cluster's instances, except the clock of its partition. Immutable.
 *
 * @param ids what ids are made of
 * @param facts what was observed, and what services were ordered to have
 * @param actions what was ordered
 * @param patience readings of a reservation
 * @param override what a person decided; null when nothing
 * @param lastVerdict what the last decision came to, so that only changes are recorded; null before one
 * @param dueAt the first tick at or after it evaluates the cluster again
 */
public record ClusterState(
        String domain,
        String target,
        ClusterPolicy policy,
        Ids ids,
        Facts facts,
        Actions actions,
        Patience patience,
        @Nullable ManualOverride override,
        @Nullable String lastVerdict,
        Instant dueAt)
        implements Driven<ClusterState> {

    /** A cluster that a policy has just taken up. */
    static ClusterState taken(String domain, String target, ClusterPolicy policy) {
        return new ClusterState(
                domain,
                target,
                policy,
                Ids.NONE,
                new Facts(null, new TreeMap<>()),
                new Actions(Orders.NONE, new History(null, null), null, null),
                new Patience(0, null),
                null,
                null,
                Instant.EPOCH);
    }

    /**
     * What was observed, and what services were ordered to have.
     *
     * @param seen last observation; null before one
     * @param wants by service, until the cluster is seen after it
     */
    public record Facts(@Nullable Seen<ObservedCluster> seen, SortedMap<String, Want> wants) {
        public Facts {
            wants = Collections.unmodifiableSortedMap(new TreeMap<>(wants));
        }

        Facts without(Predicate<Want> over) {
            var kept = new TreeMap<>(wants);
            return kept.values().removeIf(over) ? new Facts(seen, kept) : this;
        }
    }

    /**
     * A number of tasks that a service was ordered to have.
     *
     * @param commandId of the order
     * @param deadline when it is not applied by then, it will not be
     * @param appliedAt null until its outcome says applied
     */
    public record Want(
            String commandId,
            int tasks,
            Instant deadline,
            @Nullable Instant appliedAt) {
        /** On its way. */
        public Want(String commandId, int tasks, Instant deadline) {
            this(commandId, tasks, deadline, null);
        }

        boolean isOver(Instant observedAt) {
            return appliedAt != null && observedAt.isAfter(appliedAt);
        }

        Instant voidAt() {
            return Ordered.voidAt(deadline, appliedAt);
        }

        /** After its command ended; null when it took no effect. */
        @Nullable
        Want settled(Settled input) {
            return switch (input.result()) {
                case APPLIED, THERE, SKIPPED -> new Want(commandId, tasks, deadline, input.at());
                // What a dry run left out brings no tasks that instances would be needed for.
                case LEFT_OUT, NOT_APPLIED -> null;
            };
        }
    }

    /**
     * What was ordered.
     *
     * @param orders on their way
     * @param history for cooldowns
     * @param retryAfter after an order that took no effect no other is sent before this; null for at once
     * @param written what own orders made of the group's desired capacity; null while nobody can tell
     */
    public record Actions(
            Orders orders,
            History history,
            @Nullable Instant retryAfter,
            @Nullable GroupWrite written) {}

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

        /** When the next is to be taken; null for at once. */
        @Nullable
        Instant dueAt() {
            return readAt == null ? null : readAt.plus(INTERVAL);
        }

        boolean isDue(Instant now) {
            var at = dueAt();
            return at == null || !at.isAfter(now);
        }
    }

    ClusterState under(ClusterPolicy changed) {
        boolean same = changed.enabled() == policy.enabled()
                && changed.group().equals(policy.group())
                && changed.execution().dryRun() == policy.execution().dryRun();
        var known = same ? actions : new Actions(actions.orders(), actions.history(), actions.retryAfter(), null);
        return new ClusterState(
                domain, target, changed, ids, facts, known, patience, override, lastVerdict, Instant.EPOCH);
    }

    @Override
    public ClusterState with(Ids changed) {
        return new ClusterState(
                domain, target, policy, changed, facts, actions, patience, override, lastVerdict, dueAt);
    }

    ClusterState with(Facts changed) {
        return new ClusterState(domain, target, policy, ids, changed, actions, patience, override, lastVerdict, dueAt);
    }

    ClusterState with(Actions changed) {
        return new ClusterState(domain, target, policy, ids, facts, changed, patience, override, lastVerdict, dueAt);
    }

    ClusterState with(Patience changed) {
        return new ClusterState(domain, target, policy, ids, facts, actions, changed, override, lastVerdict, dueAt);
    }

    @Override
    public ClusterState overriddenBy(@Nullable ManualOverride changed) {
        return new ClusterState(domain, target, policy, ids, facts, actions, patience, changed, null, Instant.EPOCH);
    }

    ClusterState concluding(String verdict) {
        return new ClusterState(domain, target, policy, ids, facts, actions, patience, override, verdict, dueAt);
    }

    ClusterState dueAt(Instant at) {
        return new ClusterState(domain, target, policy, ids, facts, actions, patience, override, lastVerdict, at);
    }

    /** The next tick evaluates it. */
    ClusterState dueNow() {
        return dueAt(Instant.EPOCH);
    }
}

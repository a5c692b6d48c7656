package io.tidegate.streams.termination;

import io.tidegate.streams.decision.Driven;
import io.tidegate.streams.decision.Ids;
import io.tidegate.streams.decision.Orders;
import io.tidegate.streams.journal.ManualOverride;
import io.tidegate.streams.policy.DrainPolicy;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that may influence the next decision about one instance that leaves or comes, except the clock of its partition.
 * Immutable.
 *
 * @param target {@code instance/<id>}
 * @param ids what ids are made of
 * @param course how far it has come
 * @param orders on their way
 * @param retryAfter after an order that took no effect no other is sent before this; null for at once
 * @param lastVerdict what the last decision came to, so that only changes are recorded; null before one
 * @param dueAt the first tick at or after it evaluates the instance again
 */
public record InstanceState(
        String domain,
        String target,
        DrainPolicy policy,
        Ids ids,
        Notice notice,
        Course course,
        Facts facts,
        Orders orders,
        @Nullable Instant retryAfter,
        @Nullable String lastVerdict,
        Instant dueAt)
        implements Driven<InstanceState> {

    /**
     * How far an instance has come.
     *
     * @param since the clock when the phase began; null before the first tick
     * @param heartbeatAt the clock when the hooks were last told to wait on; null for never
     * @param rungs how many steps of escalation were taken
     * @param ends how the actions of hooks ended, by hook
     */
    public record Course(
            Phase phase,
            @Nullable Instant since,
            @Nullable Instant heartbeatAt,
            int rungs,
            SortedMap<String, End> ends) {
        static final Course BEGUN = new Course(Phase.RECEIVED, null, null, 0, new TreeMap<>());

        public Course {
            ends = Collections.unmodifiableSortedMap(new TreeMap<>(ends));
        }

        Course entering(Phase next, Instant now) {
            return new Course(next, now, heartbeatAt, rungs, ends);
        }

        Course beaten(@Nullable Instant at) {
            return new Course(phase, since, at, rungs, ends);
        }

        Course climbed(int more) {
            return new Course(phase, since, heartbeatAt, rungs + more, ends);
        }

        Course ended(String hook, End how) {
            var more = new TreeMap<>(ends);
            more.putIfAbsent(hook, how);
            return new Course(phase, since, heartbeatAt, rungs, more);
        }
    }

    /** How a hook's action ended. */
    public enum End {
        /** It was told to go on. */
        CONTINUED,
        /** It was told to give up. */
        ABANDONED,
        /** AWS ended it before it was told. */
        TIMED_OUT
    }

    /** The actions of hooks that still wait. */
    List<Notice.Hold> open() {
        return notice.holds().stream()
                .filter(hold -> !course.ends().containsKey(hold.hook()))
                .toList();
    }

    /** An instance whose notice has just come. */
    static InstanceState noticed(String domain, String target, DrainPolicy policy, Notice notice) {
        return new InstanceState(
                domain,
                target,
                policy,
                Ids.NONE,
                notice,
                Course.BEGUN,
                Facts.NONE,
                Orders.NONE,
                null,
                null,
                Instant.EPOCH);
    }

    /** Nobody overrides what an instance does: a paused domain lets it leave, for AWS ends it in any case. */
    @Override
    public @Nullable ManualOverride override() {
        return null;
    }

    @Override
    public InstanceState overriddenBy(@Nullable ManualOverride changed) {
        return this;
    }

    @Override
    public InstanceState with(Ids changed) {
        return new InstanceState(
                domain, target, policy, changed, notice, course, facts, orders, retryAfter, lastVerdict, dueAt);
    }

    InstanceState with(Notice changed) {
        return new InstanceState(
                domain, target, policy, ids, changed, course, facts, orders, retryAfter, lastVerdict, dueAt);
    }

    InstanceState with(Course changed) {
        return new InstanceState(
                domain, target, policy, ids, notice, changed, facts, orders, retryAfter, lastVerdict, dueAt);
    }

    InstanceState with(Facts changed) {
        return new InstanceState(
                domain, target, policy, ids, notice, course, changed, orders, retryAfter, lastVerdict, dueAt);
    }

    InstanceState with(Orders changed) {
        return new InstanceState(
                domain, target, policy, ids, notice, course, facts, changed, retryAfter, lastVerdict, dueAt);
    }

    InstanceState under(DrainPolicy changed) {
        return new InstanceState(
                domain, target, changed, ids, notice, course, facts, orders, retryAfter, lastVerdict, Instant.EPOCH);
    }

    InstanceState retryAfter(@Nullable Instant at) {
        return new InstanceState(domain, target, policy, ids, notice, course, facts, orders, at, lastVerdict, dueAt);
    }

    InstanceState concluding(String verdict) {
        return new InstanceState(
                domain, target, policy, ids, notice, course, facts, orders, retryAfter, verdict, dueAt);
    }

    /** What it comes to next is recorded in any case. */
    InstanceState saidNothing() {
        return new InstanceState(domain, target, policy, ids, notice, course, facts, orders, retryAfter, null, dueAt);
    }

    InstanceState dueAt(Instant at) {
        return new InstanceState(
                domain, target, policy, ids, notice, course, facts, orders, retryAfter, lastVerdict, at);
    }

    /** The next tick evaluates it. */
    InstanceState dueNow() {
        return dueAt(Instant.EPOCH);
    }
}

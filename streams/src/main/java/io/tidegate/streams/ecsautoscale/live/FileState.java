package io.tidegate.streams.ecsautoscale.live;

import io.tidegate.streams.decision.Driven;
import io.tidegate.streams.decision.Ids;
import io.tidegate.streams.decision.Orders;
import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.journal.ManualOverride;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.pane.SeriesPanes;
import io.tidegate.streams.policy.EcsAutoscalePolicy;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that may influence the next run of a file of ecs-autoscale, except the clock of its partition. Immutable.
 *
 * @param ids what ids are made of
 * @param seen last observation of the cluster; null before one
 * @param series panes by series key
 * @param orders on their way: the next run waits for what they come to
 * @param lastRun null before the first
 * @param override what a person decided; null when nothing
 * @param lastVerdict what the last decision came to, so that only changes are recorded; null before one
 * @param dueAt the first tick at or after it looks again
 */
public record FileState(
        String domain,
        String target,
        EcsAutoscalePolicy policy,
        Ids ids,
        @Nullable Seen<ObservedCluster> seen,
        SortedMap<String, SeriesPanes> series,
        Orders orders,
        @Nullable Instant lastRun,
        @Nullable ManualOverride override,
        @Nullable String lastVerdict,
        Instant dueAt)
        implements Driven<FileState> {
    public FileState {
        series = Collections.unmodifiableSortedMap(series);
    }

    /** A cluster that a file has just taken up. */
    static FileState taken(String domain, String target, EcsAutoscalePolicy policy) {
        return new FileState(
                domain, target, policy, Ids.NONE, null, new TreeMap<>(), Orders.NONE, null, null, null, Instant.EPOCH);
    }

    FileState under(EcsAutoscalePolicy changed) {
        return new FileState(
                domain, target, changed, ids, seen, series, orders, lastRun, override, lastVerdict, Instant.EPOCH);
    }

    @Override
    public FileState with(Ids changed) {
        return new FileState(
                domain, target, policy, changed, seen, series, orders, lastRun, override, lastVerdict, dueAt);
    }

    FileState with(SortedMap<String, SeriesPanes> changed) {
        return new FileState(domain, target, policy, ids, seen, changed, orders, lastRun, override, lastVerdict, dueAt);
    }

    FileState with(Orders changed) {
        return new FileState(domain, target, policy, ids, seen, series, changed, lastRun, override, lastVerdict, dueAt);
    }

    FileState seeing(@Nullable Seen<ObservedCluster> news) {
        return new FileState(domain, target, policy, ids, news, series, orders, lastRun, override, lastVerdict, dueAt);
    }

    FileState ranAt(Instant at) {
        return new FileState(domain, target, policy, ids, seen, series, orders, at, override, lastVerdict, dueAt);
    }

    @Override
    public FileState overriddenBy(@Nullable ManualOverride changed) {
        return new FileState(domain, target, policy, ids, seen, series, orders, lastRun, changed, null, Instant.EPOCH);
    }

    FileState concluding(String verdict) {
        return new FileState(domain, target, policy, ids, seen, series, orders, lastRun, override, verdict, dueAt);
    }

    FileState dueAt(Instant at) {
        return new FileState(domain, target, policy, ids, seen, series, orders, lastRun, override, lastVerdict, at);
    }

    /** The next tick looks at it. */
    FileState dueNow() {
        return dueAt(Instant.EPOCH);
    }
}

package io.tidegate.connectors.cloudwatch;

import io.tidegate.connectors.bridge.Agenda;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/** Arranges queries into calls: pure, so that batching and the periods read are plain tables. */
final class CloudWatchPlan {
    // GetMetricData: at most 500 MetricDataQuery structures a call (API reference).
    static final int MAX_QUERIES = 500;

    private final CloudWatchConfig config;

    CloudWatchPlan(CloudWatchConfig config) {
        this.config = config;
    }

    /**
     * Whole periods to read.
     *
     * @param start of the first period
     * @param end of the last one, exclusive; {@code settle} or more in the past
     */
    record Range(Instant start, Instant end, Duration period) {
        Instant lastPeriod() {
            return end.minus(period);
        }
    }

    /** The queries of one call, at most {@link #MAX_QUERIES}, all over the same range. */
    record Batch(Range range, List<CloudWatchQuery> queries) {
        Batch {
            queries = List.copyOf(queries);
        }
    }

    /** The calls that read every query once, in the order given. */
    List<Batch> batches(Collection<CloudWatchQuery> queries, Instant now) {
        var byRange = new LinkedHashMap<Range, List<CloudWatchQuery>>();
        for (var query : queries) {
            byRange.computeIfAbsent(range(query, now), _ -> new ArrayList<>()).add(query);
        }
        var batches = new ArrayList<Batch>();
        byRange.forEach((range, all) -> {
            for (int from = 0; from < all.size(); from += MAX_QUERIES) {
                batches.add(new Batch(range, all.subList(from, Math.min(all.size(), from + MAX_QUERIES))));
            }
        });
        return batches;
    }

    /** The latest settled periods: {@code rereadPeriods} of them, more where the lateness reaches further back. */
    Range range(CloudWatchQuery query, Instant now) {
        var period = query.period();
        var end = Agenda.truncated(now.minus(config.settle()), period);
        long late = Math.ceilDiv(query.lateness().toMillis(), period.toMillis());
        return new Range(end.minus(period.multipliedBy(Math.max(config.rereadPeriods(), late))), end, period);
    }
}

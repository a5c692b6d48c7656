package io.tidegate.connectors.cloudwatch;

import io.tidegate.connectors.cloudwatch.CloudWatchPlan.Range;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What CloudWatch answered about one query over one range. */
sealed interface Reading {
    CloudWatchQuery query();

    Range range();

    /**
     * Points by the start of their period.
     *
     * @param complete whether a period without a point has none; false while CloudWatch still holds some back
     */
    record Answered(CloudWatchQuery query, Range range, SortedMap<Instant, Double> points, boolean complete)
            implements Reading {
        public Answered {
            points = Collections.unmodifiableSortedMap(new TreeMap<>(points));
        }

        static Answered of(CloudWatchQuery query, Range range, Map<Instant, Double> points) {
            return new Answered(query, range, new TreeMap<>(points), true);
        }
    }

    /** No answer. */
    record Failed(CloudWatchQuery query, Range range, String error) implements Reading {}
}

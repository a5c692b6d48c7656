package io.tidegate.streams.demand;

import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.MetricSource;
import io.tidegate.streams.policy.Rule;
import io.tidegate.streams.policy.Statistic;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How each metric of a policy depends on capacity: as given, else as the policy's own rules take it, else by its name.
 * Immutable.
 *
 * @param given by alias; an alias of no policy is nothing
 */
public record Feedbacks(SortedMap<String, Feedback> given) {
    /** All as policies and names tell. */
    public static final Feedbacks ASSUMED = new Feedbacks(new TreeMap<>());

    public Feedbacks {
        given = Collections.unmodifiableSortedMap(new TreeMap<>(given));
    }

    /** How a metric of a policy depends on the policy's target. */
    public Feedback of(CapacityPolicy policy, Metric metric) {
        var known = given.get(metric.alias());
        return known == null ? assumed(policy, metric) : known;
    }

    // A counter of requests is a total; so is a sum over series that are shares each, for their number follows the
    // capacity.
    private static Feedback assumed(CapacityPolicy policy, Metric metric) {
        boolean counts = metric.statistic() == Statistic.Exact.RATE || metric.statistic() == Statistic.Exact.COUNT;
        boolean adds = metric.across() == Metric.Across.SUM || metric.across() == Metric.Across.COUNT;
        if (counts || adds) {
            return new Feedback.Total();
        }
        var named = Feedback.named(metric);
        return switch (named) {
            case Feedback.Utilization _ -> addsDataPoints(metric) ? new Feedback.Total() : named;
            case Feedback.Total _ -> isTrackedPerUnit(policy, metric) ? new Feedback.PerUnit() : named;
            case Feedback.PerUnit _, Feedback.Backlog _ -> named;
        };
    }

    // Of a utilization CloudWatch's sum adds up data points, whose number follows the capacity.
    private static boolean addsDataPoints(Metric metric) {
        return metric.source() instanceof MetricSource.CloudWatch asked
                && (asked.statistic().equals("Sum") || asked.statistic().equals("SampleCount"));
    }

    // Who tracks a bare alias by what runs says that value x running is what is asked.
    private static boolean isTrackedPerUnit(CapacityPolicy policy, Metric metric) {
        return policy.rules().stream()
                .anyMatch(rule -> rule instanceof Rule.TargetTracking tracking
                        && tracking.measure() != Rule.Measure.TOTAL
                        && tracking.metric().toString().equals(metric.alias()));
    }
}

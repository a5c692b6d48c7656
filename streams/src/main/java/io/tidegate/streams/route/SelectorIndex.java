package io.tidegate.streams.route;

import io.tidegate.schemas.PolicyMetric;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.policy.SeriesSelector;
import io.tidegate.streams.policy.Statistic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which targets want a series: the metrics of all policies, by metric name. Immutable; a changed policy makes a new one. */
final class SelectorIndex {
    private final Map<String, List<Wanted>> byName = new HashMap<>();

    private record Wanted(
            SeriesSelector selector,
            List<String> targets,
            boolean early,
            long latenessMillis,
            @Nullable Statistic statistic) {}

    SelectorIndex(Iterable<ScalingPolicy> policies) {
        for (var policy : policies) {
            for (var metric : policy.getMetrics()) {
                byName.computeIfAbsent(metric.getSelectorName(), _ -> new ArrayList<>())
                        .add(wanted(policy, metric));
            }
        }
    }

    private static Wanted wanted(ScalingPolicy policy, PolicyMetric metric) {
        var selector = new SeriesSelector(metric.getSelectorName(), metric.getSelectorDimensions());
        var statistic = Statistic.of(metric.getStatistic()).orElse(null);
        return new Wanted(selector, policy.getTargets(), metric.getEarly(), metric.getLatenessMillis(), statistic);
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    Interest of(SeriesId series) {
        var targets = new TreeMap<String, TreeSet<String>>();
        boolean early = false;
        long lateness = 0;
        boolean quantiles = false;
        boolean rate = false;
        for (var wanted : byName.getOrDefault(series.name(), List.of())) {
            if (wanted.selector().matches(series.name(), series.dimensions())) {
                early |= wanted.early();
                lateness = Math.max(lateness, wanted.latenessMillis());
                quantiles |= wanted.statistic() instanceof Statistic.Quantile;
                rate |= wanted.statistic() == Statistic.Exact.RATE;
                for (String target : wanted.targets()) {
                    targets.computeIfAbsent(Target.parse(target).domain(), _ -> new TreeSet<>())
                            .add(target);
                }
            }
        }
        var sorted = new TreeMap<String, List<String>>();
        targets.forEach((domain, found) -> sorted.put(domain, List.copyOf(found)));
        return new Interest(sorted, early, lateness, quantiles, rate);
    }
}

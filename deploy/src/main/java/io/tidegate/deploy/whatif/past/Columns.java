package io.tidegate.deploy.whatif.past;

import io.tidegate.deploy.whatif.past.TracePast.Traced;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Metric;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which column of a trace each metric of some policies reads: the one of its alias; where there is one column alone, the metric that
 * tells the load reads that, whatever its name.
 */
public final class Columns {
    private final Trace trace;
    private final List<Metric> ofLoad;
    private final TreeMap<String, Traced> traced = new TreeMap<>();
    private final List<String> untold = new ArrayList<>();

    private Columns(Trace trace, List<Metric> ofLoad) {
        this.trace = trace;
        this.ofLoad = ofLoad;
    }

    /**
     * A trace as the past of some policies.
     *
     * @param ofLoad metrics that tell the load
     * @throws IllegalArgumentException naming the target or the policy that it has nothing for
     */
    public static TracePast past(Trace trace, Collection<CapacityPolicy> policies, List<Metric> ofLoad) {
        var columns = new Columns(trace, ofLoad);
        policies.forEach(policy -> policy.targets().forEach(target -> columns.add(policy, target)));
        return new TracePast(trace, columns.traced.values(), columns.untold);
    }

    private void add(CapacityPolicy policy, Target target) {
        if (trace.of(target.text()).isEmpty()) {
            throw new IllegalArgumentException("%s: column target must name %s, named %s"
                    .formatted(trace.file(), target.text(), trace.lines().keySet()));
        }
        var without = new ArrayList<String>();
        for (var metric : policy.metrics()) {
            // Policies that read the same series read the same column of it.
            column(metric)
                    .ifPresentOrElse(
                            column -> traced.putIfAbsent(
                                    "%s|%s|%s".formatted(target.text(), metric.selector(), metric.statistic()),
                                    new Traced(target, metric, column)),
                            () -> without.add(metric.alias()));
        }
        if (without.size() == policy.metrics().size()) {
            throw new IllegalArgumentException("%s: a column must be named after a metric of %s, %s, were %s"
                    .formatted(trace.file(), policy.name(), without, trace.metrics()));
        }
        without.forEach(alias -> untold.add(
                "%s: no column %s, so policy %s misses it throughout".formatted(trace.file(), alias, policy.name())));
    }

    private Optional<String> column(Metric metric) {
        var names = trace.metrics();
        if (names.contains(metric.alias())) {
            return Optional.of(metric.alias());
        }
        return names.size() == 1 && ofLoad.contains(metric) ? Optional.of(names.getFirst()) : Optional.empty();
    }
}

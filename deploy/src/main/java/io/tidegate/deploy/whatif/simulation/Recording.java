package io.tidegate.deploy.whatif.simulation;

import io.tidegate.deploy.whatif.plant.Occupancy;
import io.tidegate.streams.demand.Feedback;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.pane.Aggregate;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.SeriesSelector;
import io.tidegate.streams.policy.Statistic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** What the past tells of one target: how much of it worked, and what was asked of it. Not thread-safe. */
final class Recording {
    // Longer than any pane and its lateness together.
    private static final long REMEMBERED = 2 * 3_600_000L;

    private final Subject subject;
    private final Occupancy occupancy = new Occupancy();
    private final TreeMap<Long, Open> open = new TreeMap<>();
    private final Map<String, Boolean> loads = new HashMap<>(); // Looked up only, by series.
    private boolean observed;
    private long told = Long.MIN_VALUE;
    // Of a backlog: what waited at the end of the pane before the last one, of that one, and what came meanwhile.
    private double waitedBefore = Double.NaN;
    private double waiting = Double.NaN;
    private long counted = Long.MIN_VALUE;
    private double arrivals;

    /** A pane that may still change; of a backlog with the items a second that came meanwhile. */
    private record Open(long end, SequencedMap<Part, Aggregate> parts, double arrivals, boolean censored) {}

    private record Part(String series, long origin) {}

    Recording(Subject subject) {
        this.subject = subject;
    }

    /** AWS answered about it; whether nothing was known of its capacity before. */
    boolean observed(long at, Input.Observation.Capacity seen) {
        boolean first = !observed;
        observed = true;
        occupancy.set(at, seen.running(), Math.max(seen.running(), seen.desired()));
        occupancy.forget(at - REMEMBERED);
        return first;
    }

    /** Units that worked over a pane, on average; not a number where nobody knows. */
    double running(PartialPane pane) {
        return running(pane.start().toEpochMilli(), pane.end().toEpochMilli());
    }

    private double running(long from, long to) {
        return observed ? occupancy.mean(from, to) : subject.assumed().orElse(Double.NaN);
    }

    /** Items a second that came to a backlog in the last pane. */
    double arrivals() {
        return arrivals;
    }

    // A pane that is told again is counted again, from what waited before it.
    private boolean count(PartialPane pane, double perUnit) {
        long start = pane.start().toEpochMilli();
        if (start != counted) {
            waitedBefore = waiting;
            counted = start;
        }
        waiting = pane.aggregate().last();
        double grown = Double.isNaN(waitedBefore)
                ? 0
                : (waiting - waitedBefore) / (pane.length().toMillis() / 1000.0);
        double works = running(pane);
        double most = Double.isNaN(works) ? 0 : works * perUnit;
        // An empty queue tells only that no more came than could be done.
        arrivals = waiting > 0 ? Math.max(0, grown + most) : Math.min(arrivals, most);
        return waiting <= 0;
    }

    /** Whether a series is of the metric that tells the load. */
    boolean isOfLoad(Input.Measured input) {
        return loads.computeIfAbsent(
                input.series().key(),
                _ -> selector().matches(input.series().name(), input.series().dimensions()));
    }

    private SeriesSelector selector() {
        return subject.objective().metric().selector();
    }

    /** Takes in a pane of the metric that tells the load. */
    void measured(Input.Measured input) {
        var pane = input.pane();
        long start = pane.start().toEpochMilli();
        if (start < told || pane.aggregate().isEmpty()) {
            return;
        }
        boolean censored =
                subject.objective().feedback() instanceof Feedback.Backlog(double perUnit) && count(pane, perUnit);
        var before = open.get(start);
        var parts = before == null ? new LinkedHashMap<Part, Aggregate>() : before.parts();
        parts.put(new Part(input.series().key(), pane.origin()), pane.aggregate());
        open.put(start, new Open(pane.end().toEpochMilli(), parts, arrivals, censored));
    }

    /** The load of panes that change no more. */
    List<Stretch> complete(long now) {
        long until = now == Long.MAX_VALUE
                ? now
                : now - subject.objective().metric().lateness().toMillis();
        if (open.isEmpty() || open.firstEntry().getValue().end() > until) {
            return List.of();
        }
        var stretches = new ArrayList<Stretch>();
        while (!open.isEmpty() && open.firstEntry().getValue().end() <= until) {
            var pane = open.pollFirstEntry();
            long from = Math.max(pane.getKey(), told);
            if (from < pane.getValue().end()) {
                told = pane.getValue().end();
                stretch(from, pane.getValue(), stretches);
            }
        }
        return stretches;
    }

    private void stretch(long from, Open pane, List<Stretch> stretches) {
        double works = running(from, pane.end());
        double known = observed ? works : Double.NaN;
        double value = value(pane, from);
        switch (subject.objective().feedback()) {
            case Feedback.Shared shared -> {
                if (works > 0) {
                    stretches.add(new Stretch(from, pane.end(), value * works, shared.censors(value), known));
                }
            }
            case Feedback.Total _ -> stretches.add(new Stretch(from, pane.end(), value, false, known));
            case Feedback.Backlog _ ->
                stretches.add(new Stretch(from, pane.end(), pane.arrivals(), pane.censored(), known));
        }
    }

    private double value(Open pane, long from) {
        var metric = subject.objective().metric();
        double sum = 0;
        double most = 0;
        double least = Double.POSITIVE_INFINITY;
        for (var part : pane.parts().values()) {
            double each = value(metric, part, pane.end() - from);
            sum += each;
            most = Math.max(most, each);
            least = Math.min(least, each);
        }
        return switch (metric.across()) {
            case AVG, MERGE -> sum / pane.parts().size();
            case SUM -> sum;
            case MIN -> least;
            case MAX -> most;
            case COUNT -> pane.parts().size();
        };
    }

    // As the metric would read with such panes alone; a quantile as the mean, for the load of a unit is no quantile.
    private static double value(Metric metric, Aggregate part, long millis) {
        double panes = metric.window().toMillis() / (double) millis;
        return switch (metric.statistic()) {
            case Statistic.Exact.SUM -> part.sum() * panes;
            case Statistic.Exact.COUNT -> part.count() * panes;
            case Statistic.Exact.MIN -> part.min();
            case Statistic.Exact.MAX -> part.max();
            case Statistic.Exact.LAST -> part.last();
            case Statistic.Exact.AVG, Statistic.Exact.RATE -> part.sum() / part.count();
            case Statistic.Quantile _ -> part.sum() / part.count();
        };
    }
}

package io.tidegate.streams.capacity;

import io.tidegate.streams.capacity.CapacityState.Facts;
import io.tidegate.streams.capacity.CapacityState.Miss;
import io.tidegate.streams.decision.Output.MetricInput;
import io.tidegate.streams.decision.Output.RuleAnswer;
import io.tidegate.streams.pane.MetricWindow;
import io.tidegate.streams.pane.MetricWindow.Reading;
import io.tidegate.streams.pane.SeriesPanes;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.OnMissing.Reaction;
import io.tidegate.streams.policy.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one evaluation, and what becomes of rules whose metrics are missing. A rule over several metrics is
 * missing when one of them is; of several reactions the most cautious counts: hold, fallback, ignore, scale-out only.
 *
 * <p>A window is missed when it has no value or, for {@code allowOut}, is incomplete. Misses are counted at ticks, once for
 * each window that the source could have filled since the policy reads the metric.
 */
final class MissingData {
    private final Instant now;
    private final List<MetricInput> inputs;
    private final Map<String, Gap> gaps;
    private final SortedMap<String, Miss> misses;

    private MissingData(Instant now, List<MetricInput> inputs, Map<String, Gap> gaps, SortedMap<String, Miss> misses) {
        this.now = now;
        this.inputs = List.copyOf(inputs);
        this.gaps = gaps;
        this.misses = Collections.unmodifiableSortedMap(misses);
    }

    /** Reads the metrics of a target's policy. An early reading counts no misses. */
    static MissingData of(CapacityState state, Instant now, boolean early) {
        var inputs = new ArrayList<MetricInput>();
        var gaps = new TreeMap<String, Gap>();
        var misses = new TreeMap<String, Miss>();
        for (var metric : state.policy().metrics()) {
            var found = Evaluator.seriesOf(metric, state.facts());
            boolean running = early && metric.early();
            var reading = MetricWindow.read(metric, found, now, running);
            var before = state.facts().misses().get(metric.alias());
            var miss = early ? before : missed(metric, found, reading, before, now);
            if (miss != null) {
                misses.put(metric.alias(), miss);
            }
            int windows = windows(reading, miss);
            inputs.add(new MetricInput(metric.alias(), reading, windows, standIn(metric, reading, windows)));
            Gap.of(metric, reading, windows).ifPresent(gap -> gaps.put(metric.alias(), gap));
        }
        return new MissingData(now, inputs, gaps, misses);
    }

    /** The facts of a target whose policy reads these metrics from {@code now} on: nothing earlier can be missed. */
    static Facts begin(Facts facts, List<Metric> metrics, Instant now) {
        var misses = new TreeMap<>(facts.misses());
        metrics.forEach(metric -> misses.put(metric.alias(), new Miss(0, now)));
        return facts.missing(misses);
    }

    private static @Nullable Miss missed(
            Metric metric, List<SeriesPanes> found, Reading reading, @Nullable Miss before, Instant now) {
        if (reading.problem().isEmpty()) {
            return null;
        }
        var end = MetricWindow.lastEnd(metric, found, now);
        if (before == null) {
            return new Miss(1, end);
        }
        boolean another = end.isAfter(before.lastEnd())
                && before.windows() < metric.onMissing().after();
        return another ? new Miss(before.windows() + 1, end) : before;
    }

    // An early reading, which is not counted, may be the first that misses.
    private static int windows(Reading reading, @Nullable Miss miss) {
        if (reading.problem().isEmpty()) {
            return 0;
        }
        return miss == null ? 1 : miss.windows();
    }

    private static OptionalDouble standIn(Metric metric, Reading reading, int windows) {
        boolean reached = windows >= metric.onMissing().after();
        return reached && reading.value().isEmpty() && metric.onMissing().reaction() instanceof Reaction.Value value
                ? OptionalDouble.of(value.value())
                : OptionalDouble.empty();
    }

    List<MetricInput> inputs() {
        return inputs;
    }

    /** By alias, what the next evaluation must know of the misses. */
    SortedMap<String, Miss> misses() {
        return misses;
    }

    /** What rules read under an alias; null while it is missing. */
    @Nullable
    Double number(String alias) {
        for (var input : inputs) {
            if (input.alias().equals(alias)) {
                var read = input.reading().value().isPresent() ? input.reading().value() : input.standIn();
                return read.isPresent() ? read.getAsDouble() : null;
            }
        }
        return null;
    }

    /** Start of the oldest window that a rule reads: nothing later has its full effect on what it reads. */
    Instant since(Rule rule) {
        var since = now;
        for (var input : inputs) {
            var start = input.reading().start();
            if (start.isBefore(since) && rule.metric().names().contains(input.alias())) {
                since = start;
            }
        }
        return since;
    }

    /** Whether a rule does not take part. */
    boolean leavesOut(Rule rule) {
        return gap(rule) instanceof Gap.Ignore;
    }

    /** What a rule asks for, given what it asked for by the values there are. */
    RuleAnswer temper(Rule rule, RuleAnswer asked, int current) {
        return switch (gap(rule)) {
            case null -> asked.noting(standIns(rule));
            case Gap.Hold hold -> silent(asked, hold.why());
            case Gap.Ignore ignore -> silent(asked, ignore.why() + ", the rule is left out");
            case Gap.OutOnly _ when asked.desired().orElse(current) > current -> asked;
            case Gap.OutOnly only -> silent(asked, only.why() + " and counts for scale-out only");
            case Gap.Fallback fallback -> {
                int capacity = largestFallback(rule, current);
                yield new RuleAnswer(
                        asked.name(),
                        OptionalDouble.empty(),
                        OptionalInt.of(capacity),
                        "%s, falling back to %d".formatted(fallback.why(), capacity));
            }
        };
    }

    private @Nullable Gap gap(Rule rule) {
        if (gaps.isEmpty()) {
            return null;
        }
        Gap mostCautious = null;
        for (String name : rule.metric().names()) {
            var gap = gaps.get(name);
            if (gap != null && (mostCautious == null || gap.caution() < mostCautious.caution())) {
                mostCautious = gap;
            }
        }
        return mostCautious;
    }

    private int largestFallback(Rule rule, int current) {
        int largest = 0;
        for (String name : rule.metric().names()) {
            if (gaps.get(name) instanceof Gap.Fallback fallback) {
                largest = Math.max(largest, fallback.to().from(current));
            }
        }
        return largest;
    }

    private String standIns(Rule rule) {
        var notes = new StringJoiner(", ");
        for (var input : inputs) {
            if (input.standIn().isPresent() && rule.metric().names().contains(input.alias())) {
                String standIn = Rules.number(input.standIn().getAsDouble());
                notes.add(Gap.why(input.alias(), input.reading()) + ", " + standIn + " stands in");
            }
        }
        return notes.toString();
    }

    private static RuleAnswer silent(RuleAnswer asked, String why) {
        return new RuleAnswer(asked.name(), OptionalDouble.empty(), OptionalInt.empty(), why);
    }
}

package io.tidegate.streams.capacity;

import io.tidegate.streams.expression.Result;
import io.tidegate.streams.pane.MetricWindow;
import io.tidegate.streams.pane.MetricWindow.Reading;
import io.tidegate.streams.policy.Predictive;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes what there is to do into the history of the loads that a policy foresees: once for each window that is complete. A
 * window that some metric has no value for leaves a gap; what stands in for a missing value is nothing that was seen.
 */
final class LoadReader {
    private LoadReader() {}

    /** A state that has read its loads at a tick. */
    static CapacityState read(CapacityState state, Instant now) {
        if (!state.policy().foresees()) {
            return state;
        }
        var foresight = state.facts().foresight();
        for (var rule : state.policy().predictives()) {
            foresight = read(rule, foresight, readings(rule, state, now));
        }
        return state.with(state.facts().foreseeing(foresight));
    }

    private static Map<String, Reading> readings(Predictive rule, CapacityState state, Instant now) {
        var readings = new TreeMap<String, Reading>();
        for (var metric : state.policy().metrics()) {
            if (rule.load().names().contains(metric.alias())) {
                var found = Evaluator.seriesOf(metric, state.facts());
                readings.put(metric.alias(), MetricWindow.read(metric, found, now, false));
            }
        }
        return readings;
    }

    private static Foresight read(Predictive rule, Foresight foresight, Map<String, Reading> readings) {
        var start = Instant.MAX;
        var end = Instant.MIN;
        for (var reading : readings.values()) {
            start = reading.start().isBefore(start) ? reading.start() : start;
            end = reading.end().isAfter(end) ? reading.end() : end;
        }
        var running = foresight.headcount().between(start, end);
        var read = rule.load().evaluate(name -> name.equals("running") ? boxed(running) : value(readings.get(name)));
        return read instanceof Result.Number(double load) ? foresight.reading(rule, load, end) : foresight;
    }

    private static @Nullable Double value(@Nullable Reading reading) {
        return reading == null || reading.problem().isPresent() ? null : boxed(reading.value());
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
    }
}

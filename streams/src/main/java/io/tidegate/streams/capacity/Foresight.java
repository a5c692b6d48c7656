package io.tidegate.streams.capacity;

import io.tidegate.streams.forecast.Forecast;
import io.tidegate.streams.forecast.LoadHistory;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.Predictive;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What predictive rules remember; nothing for a policy without any. Immutable.
 *
 * @param loads what was seen, by the text of the load's expression
 */
public record Foresight(SortedMap<String, LoadHistory> loads, Headcount headcount, StartUps startUps) {
    /** Nothing to remember. */
    public static final Foresight NONE = new Foresight(new TreeMap<>(), Headcount.NONE, StartUps.NONE);

    public Foresight {
        loads = Collections.unmodifiableSortedMap(loads);
    }

    /** What a rule's load was. */
    LoadHistory of(Predictive rule) {
        return loads.getOrDefault(rule.load().toString(), LoadHistory.NONE);
    }

    /** How far a rule looks. */
    Duration ahead(Predictive rule) {
        return rule.ahead().orElseGet(startUps::usual);
    }

    /** With a reading of a rule's load. */
    Foresight reading(Predictive rule, double load, Instant upTo) {
        return with(rule, of(rule).with(load, upTo));
    }

    private Foresight with(Predictive rule, LoadHistory history) {
        if (history.equals(loads.get(rule.load().toString()))) {
            return this;
        }
        var changed = new TreeMap<>(loads);
        changed.put(rule.load().toString(), history);
        return new Foresight(changed, headcount, startUps);
    }

    /** So many tasks were seen to run. */
    Foresight seeing(int running, Instant at, Instant horizon) {
        return new Foresight(loads, headcount.seeing(running, at, horizon), startUps.running(running, at));
    }

    /** A command for so many tasks goes out. */
    Foresight ordering(long sequence, int desired, boolean out, Instant now) {
        return starting(all -> all.ordering(sequence, desired, out && headcount.isLessThan(desired), now));
    }

    /** A command took no effect of its own. */
    Foresight without(long sequence) {
        return starting(all -> all.without(sequence));
    }

    private Foresight starting(UnaryOperator<StartUps> change) {
        return new Foresight(loads, headcount, change.apply(startUps));
    }

    /** The target is gone; how much there was to do, and how long it takes to start, stays true. */
    Foresight gone() {
        return new Foresight(loads, Headcount.NONE, startUps.awaitingNothing());
    }

    /** With what an evaluation at {@code now} reads of it, and no more: a decision needs no fortnight to be made again. */
    Foresight cut(CapacityPolicy policy, Instant now) {
        var cut = new TreeMap<>(loads);
        for (var rule : policy.predictives()) {
            cut.put(rule.load().toString(), Forecast.cut(of(rule), now, ahead(rule)));
        }
        return new Foresight(cut, headcount, startUps);
    }

    /** Under another policy: a load that it does not read the same way is forgotten. */
    Foresight under(CapacityPolicy before, CapacityPolicy after) {
        if (!after.foresees()) {
            return NONE;
        }
        var kept = new TreeMap<String, LoadHistory>();
        for (var rule : after.predictives()) {
            var history = loads.get(rule.load().toString());
            boolean same = rule.load().names().stream()
                    .allMatch(name -> read(before, name).equals(read(after, name)));
            if (history != null && same) {
                kept.put(rule.load().toString(), history);
            }
        }
        return new Foresight(kept, headcount, startUps);
    }

    private static List<List<Object>> read(CapacityPolicy policy, String name) {
        return policy.metrics().stream()
                .filter(metric -> metric.alias().equals(name))
                .map(Foresight::reading)
                .toList();
    }

    // All that a value depends on: how late it comes, and what is done without it, is no part of what it is.
    private static List<Object> reading(Metric metric) {
        return List.of(metric.source(), metric.selector(), metric.window(), metric.statistic(), metric.across());
    }
}

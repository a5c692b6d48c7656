package io.tidegate.streams.capacity;

import io.tidegate.streams.decision.Driven;
import io.tidegate.streams.decision.Ids;
import io.tidegate.streams.decision.ImageGate;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Order.Setting;
import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.ManualOverride;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesPanes;
import io.tidegate.streams.policy.CapacityPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that may influence the next decision about one target's capacity, except the clock of its partition. Immutable.
 *
 * @param ids what ids are made of
 * @param facts what was observed and measured
 * @param actions what was ordered
 * @param override what a person decided; null when nothing
 * @param memory what earlier evaluations wanted
 * @param lastVerdict what the last decision came to, so that only changes are recorded; null before one
 * @param dueAt the first tick at or after it evaluates the target again
 */
public record CapacityState(
        String domain,
        String target,
        CapacityPolicy policy,
        Ids ids,
        Facts facts,
        Actions actions,
        @Nullable ManualOverride override,
        Memory memory,
        @Nullable String lastVerdict,
        Instant dueAt)
        implements Driven<CapacityState> {

    /** Version of what states mean, those of all kinds together; a replay does not start from another one. */
    public static final int VERSION = 4;

    /** A target that a policy has just taken up. */
    static CapacityState taken(String domain, String target, CapacityPolicy policy) {
        return new CapacityState(
                domain, target, policy, Ids.NONE, Facts.NONE, Actions.NONE, null, Memory.NONE, null, Instant.EPOCH);
    }

    /**
     * What was observed and measured.
     *
     * @param capacity last observation of the service or group; null before one
     * @param bounds last observation of the scalable target; null before one
     * @param series panes by series key
     * @param misses by alias: metrics that have no value, and for how long
     * @param instances last observation of its cluster's instances; null before one
     * @param gate what a scheduled scale-out waits for, or waited for last; null for nothing
     * @param foresight what predictive rules remember
     */
    public record Facts(
            @Nullable Seen<? extends Observation.Capacity> capacity,
            @Nullable Seen<Observation.ScalableTarget> bounds,
            SortedMap<String, SeriesPanes> series,
            SortedMap<String, Miss> misses,
            @Nullable Seen<Observation.Instances> instances,
            @Nullable ImageGate gate,
            Foresight foresight) {
        static final Facts NONE = new Facts(null, null, new TreeMap<>(), new TreeMap<>(), null, null, Foresight.NONE);

        public Facts {
            series = Collections.unmodifiableSortedMap(series);
            misses = Collections.unmodifiableSortedMap(misses);
        }

        Facts with(Seen<? extends Observation.Capacity> seen) {
            return new Facts(seen, bounds, series, misses, instances, gate, foresight);
        }

        Facts having(Seen<Observation.ScalableTarget> seen) {
            return new Facts(capacity, seen, series, misses, instances, gate, foresight);
        }

        Facts with(SeriesPanes panes) {
            var next = new TreeMap<>(series);
            next.put(panes.series().key(), panes);
            return new Facts(capacity, bounds, next, misses, instances, gate, foresight);
        }

        /** Length of the longest panes; the default without any. */
        Duration longestPane() {
            var longest = Duration.ZERO;
            for (var panes : series.values()) {
                longest = panes.paneLength().compareTo(longest) > 0 ? panes.paneLength() : longest;
            }
            return longest.isZero() ? PartialPane.DEFAULT_LENGTH : longest;
        }

        /** With these of its series instead of what they were, without those that hold no panes. */
        Facts keeping(List<SeriesPanes> changed) {
            var next = new TreeMap<>(series);
            for (var panes : changed) {
                if (panes.panes().isEmpty()) {
                    next.remove(panes.series().key());
                } else {
                    next.put(panes.series().key(), panes);
                }
            }
            return new Facts(capacity, bounds, next, misses, instances, gate, foresight);
        }

        Facts counting(@Nullable Seen<Observation.Instances> seen) {
            return new Facts(capacity, bounds, series, misses, seen, gate, foresight);
        }

        /** Of the target itself nothing is known any more. */
        Facts gone() {
            return new Facts(null, null, series, misses, instances, gate, foresight.gone());
        }

        Facts waiting(@Nullable ImageGate changed) {
            return new Facts(capacity, bounds, series, misses, instances, changed, foresight);
        }

        Facts foreseeing(Foresight changed) {
            return new Facts(capacity, bounds, series, misses, instances, gate, changed);
        }

        Facts missing(SortedMap<String, Miss> changed) {
            return new Facts(capacity, bounds, series, changed, instances, gate, foresight);
        }
    }

    /**
     * A metric without a value.
     *
     * @param windows in a row; no more are counted than its policy waits for, and 0 until it can have one
     * @param lastEnd end of the last of them; windows up to it do not count
     */
    public record Miss(int windows, Instant lastEnd) {}

    /**
     * What was ordered.
     *
     * @param outstanding last command, until it is settled and seen; null when there is none
     * @param history for cooldowns
     * @param retryAfter after a command that took no effect no other is sent before this; null for at once
     * @param writes what commands set, and what others made of it
     */
    public record Actions(
            @Nullable Outstanding outstanding,
            History history,
            @Nullable Instant retryAfter,
            Writes writes) {
        static final Actions NONE = new Actions(null, History.NONE, null, Writes.NONE);

        Actions with(Writes changed) {
            return new Actions(outstanding, history, retryAfter, changed);
        }

        /** Whether what was ordered last is what a dry run left out. */
        boolean isLeftOut() {
            return outstanding != null && outstanding.leftOut();
        }

        /** Without what a dry run left out: under a changed policy it may be meant in earnest. */
        Actions real() {
            return isLeftOut() ? new Actions(null, history, retryAfter, writes) : this;
        }
    }

    /**
     * A command on its way.
     *
     * @param order what it sets
     * @param appliedAt null until its outcome says applied
     * @param before history without it, to return to when it takes no effect
     * @param leftOut whether a dry run left it out: until its deadline it counts as carried out, unless AWS shows a change
     */
    public record Outstanding(
            String id,
            long sequence,
            Setting order,
            Instant issuedAt,
            Instant deadline,
            @Nullable Instant appliedAt,
            History before,
            boolean leftOut) {
        Outstanding applied(Instant at) {
            return new Outstanding(id, sequence, order, issuedAt, deadline, at, before, false);
        }

        Outstanding leftOut(Instant until) {
            return new Outstanding(id, sequence, order, issuedAt, until, null, before, true);
        }
    }

    /** How long own actions may influence decisions: a reading begins up to its look-back and a pane ago. */
    Duration memoryOfActions() {
        var farthest = Duration.ZERO;
        for (var metric : policy.metrics()) {
            var back = metric.lookBack().plus(metric.cadence(facts.longestPane()));
            farthest = back.compareTo(farthest) > 0 ? back : farthest;
        }
        return policy.memory().plus(farthest);
    }

    /** What a decision at {@code now} is made from, and no more. */
    CapacityState basis(Instant now) {
        return policy.foresees() ? with(facts.foreseeing(facts.foresight().cut(policy, now))) : this;
    }

    /** The capacity that its command on its way leads to; empty without one, or when it leads nowhere. */
    public OptionalInt ordered() {
        var outstanding = actions.outstanding();
        if (outstanding == null || outstanding.leftOut()) {
            return OptionalInt.empty();
        }
        return switch (outstanding.order()) {
            case Order.Capacity order -> OptionalInt.of(order.desired());
            case Order.Limits order -> {
                var seen = facts.capacity();
                int capacity = seen == null ? order.wanted().min() : seen.what().desired();
                yield OptionalInt.of(order.pull(capacity));
            }
        };
    }

    CapacityState under(CapacityPolicy changed) {
        var kept = policy.behaviour().equals(changed.behaviour()) ? memory : Memory.NONE;
        var known = actions.real().with(writesUnder(changed));
        var foreseeing = facts.foreseeing(facts.foresight().under(policy, changed));
        return new CapacityState(
                domain, target, changed, ids, foreseeing, known, override, kept, lastVerdict, Instant.EPOCH);
    }

    // What is written another way, or was anybody's to change for a while, is not ours any more.
    private Writes writesUnder(CapacityPolicy changed) {
        var now = changed.execution();
        boolean same = changed.via() == policy.via()
                && changed.enabled() == policy.enabled()
                && changed.rules().isEmpty() == policy.rules().isEmpty()
                && now.dryRun() == policy.execution().dryRun();
        if (!same) {
            return actions.writes().forgetting();
        }
        return now.foreignWrites().equals(policy.execution().foreignWrites())
                ? actions.writes()
                : actions.writes().judgedAnew();
    }

    @Override
    public CapacityState with(Ids changed) {
        return new CapacityState(domain, target, policy, changed, facts, actions, override, memory, lastVerdict, dueAt);
    }

    CapacityState with(Facts changed) {
        return new CapacityState(domain, target, policy, ids, changed, actions, override, memory, lastVerdict, dueAt);
    }

    CapacityState with(Actions changed) {
        return new CapacityState(domain, target, policy, ids, facts, changed, override, memory, lastVerdict, dueAt);
    }

    CapacityState with(Writes changed) {
        return with(actions.with(changed));
    }

    CapacityState with(Memory changed) {
        return new CapacityState(domain, target, policy, ids, facts, actions, override, changed, lastVerdict, dueAt);
    }

    @Override
    public CapacityState overriddenBy(@Nullable ManualOverride changed) {
        return new CapacityState(domain, target, policy, ids, facts, actions, changed, memory, null, Instant.EPOCH);
    }

    CapacityState concluding(String verdict) {
        return new CapacityState(domain, target, policy, ids, facts, actions, override, memory, verdict, dueAt);
    }

    /** The next evaluation is recorded, whatever it comes to. */
    CapacityState reconsidered() {
        return new CapacityState(domain, target, policy, ids, facts, actions, override, memory, null, dueAt);
    }

    CapacityState dueAt(Instant at) {
        return new CapacityState(domain, target, policy, ids, facts, actions, override, memory, lastVerdict, at);
    }

    /** It is evaluated again then, at the latest. */
    CapacityState dueBy(Instant at) {
        return at.isBefore(dueAt) ? dueAt(at) : this;
    }

    /** The next tick evaluates it. */
    CapacityState dueNow() {
        return dueAt(Instant.EPOCH);
    }
}

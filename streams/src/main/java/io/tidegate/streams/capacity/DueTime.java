package io.tidegate.streams.capacity;

import io.tidegate.streams.decision.Driven;
import io.tidegate.streams.pane.MetricWindow;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.policy.Behaviour.Quorum;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a target must be evaluated again although no input comes: the earliest moment after now at which time alone may
 * change the verdict. Facts make a target due by themselves.
 */
final class DueTime {
    private final CapacityState state;
    private final CapacityPolicy policy;
    private final Instant now;
    private Instant earliest = Driven.NEVER;

    private DueTime(CapacityState state, Instant now) {
        this.state = state;
        this.policy = state.policy();
        this.now = now;
    }

    static Instant of(CapacityState state, Instant now) {
        var due = new DueTime(state, now);
        due.whenPanesComplete();
        due.whenWaitsEnd();
        due.whenMemoriesFade();
        due.whenVotesAreDue();
        return due.earliest;
    }

    private void at(@Nullable Instant moment) {
        if (moment != null && moment.isAfter(now) && moment.isBefore(earliest)) {
            earliest = moment;
        }
    }

    private void whenPanesComplete() {
        for (var metric : policy.metrics()) {
            at(MetricWindow.nextCompletion(metric, shortestPane(metric), now));
        }
    }

    private void whenWaitsEnd() {
        var actions = state.actions();
        var outstanding = actions.outstanding();
        var override = state.override();
        var seen = Standing.seen(state);
        var cooldown = policy.behaviour().cooldown().scaleIn();
        at(after(actions.history().lastOutAt(), cooldown));
        at(after(actions.history().lastInAt(), cooldown));
        at(actions.retryAfter());
        var yielded = actions.writes().yielded();
        at(yielded == null ? null : yielded.until());
        at(actions.writes().foreign() == null ? null : actions.writes().restoreAfter(now));
        at(override == null ? null : override.expiresAt());
        at(outstanding == null ? null : outstanding.deadline());
        at(seen == null ? null : seen.staleAt());
        var gate = state.facts().gate();
        at(gate == null ? null : gate.until());
        at(Schedule.nextBoundary(policy.schedule(), now).orElse(null));
    }

    // When an own action or an earlier answer stops counting.
    private void whenMemoriesFade() {
        var stabilization = policy.behaviour().stabilization();
        var events = state.actions().history().events();
        if (!events.isEmpty()) {
            var memories = policy.memories();
            for (var event : events) {
                memories.forEach(period -> at(event.at().plus(period)));
            }
        }
        for (var low : state.memory().lows().wanted()) {
            at(low.at().plus(stabilization.scaleOut()));
        }
        for (var high : state.memory().highs().wanted()) {
            at(high.at().plus(stabilization.scaleIn()));
        }
    }

    private void whenVotesAreDue() {
        var confirm = policy.behaviour().confirm();
        confirm.scaleOut().ifPresent(this::nextVote);
        confirm.scaleIn().ifPresent(this::nextVote);
    }

    private void nextVote(Quorum quorum) {
        at(PartialPane.startOf(now, quorum.every()).plus(quorum.every()));
    }

    private Duration shortestPane(Metric metric) {
        Duration shortest = null;
        for (var panes : state.facts().series().values()) {
            var length = panes.paneLength();
            if ((shortest == null || length.compareTo(shortest) < 0) && Evaluator.selects(metric, panes)) {
                shortest = length;
            }
        }
        return shortest == null ? PartialPane.DEFAULT_LENGTH : shortest;
    }

    private static @Nullable Instant after(@Nullable Instant at, Duration wait) {
        return at == null ? null : at.plus(wait);
    }
}

package io.tidegate.streams.capacity;

import io.tidegate.streams.decision.Driven;
import io.tidegate.streams.pane.MetricWindow;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesPanes;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a target must be evaluated again although no input comes: the earliest moment after now at which time alone may
 * change the verdict. Facts make a target due by themselves.
 */
final class DueTime {
    private DueTime() {}

    static Instant of(CapacityState state, Instant now) {
        var policy = state.policy();
        var actions = state.actions();
        var outstanding = actions.outstanding();
        var override = state.override();
        var seen = Standing.seen(state);
        var panes = policy.metrics().stream()
                .map(metric -> MetricWindow.nextCompletion(metric, paneLength(state, metric), now));
        var waits = Stream.of(
                after(
                        actions.history().lastOutAt(),
                        policy.behaviour().cooldown().scaleIn()),
                after(
                        actions.history().lastInAt(),
                        policy.behaviour().cooldown().scaleIn()),
                actions.retryAfter(),
                override == null ? null : override.expiresAt(),
                outstanding == null ? null : outstanding.deadline(),
                seen == null ? null : seen.staleAt(),
                Schedule.nextBoundary(policy.schedule(), now).orElse(null));
        return Stream.of(panes, waits.flatMap(Stream::ofNullable), behaviour(state, now))
                .flatMap(moments -> moments)
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo)
                .orElse(Driven.NEVER);
    }

    // When an own action, an earlier answer or a vote stops counting, and when the next vote is due.
    private static Stream<Instant> behaviour(CapacityState state, Instant now) {
        var policy = state.policy();
        var stabilization = policy.behaviour().stabilization();
        var confirm = policy.behaviour().confirm();
        var memory = state.memory();
        var expiries = state.actions().history().events().stream()
                .flatMap(event -> policy.memories().map(period -> event.at().plus(period)));
        var lows = memory.lows().wanted().stream().map(wanted -> wanted.at().plus(stabilization.scaleOut()));
        var highs = memory.highs().wanted().stream().map(wanted -> wanted.at().plus(stabilization.scaleIn()));
        var votes = Stream.of(confirm.scaleOut(), confirm.scaleIn())
                .flatMap(Optional::stream)
                .map(quorum -> PartialPane.startOf(now, quorum.every()).plus(quorum.every()));
        return Stream.of(expiries, lows, highs, votes).flatMap(moments -> moments);
    }

    private static Duration paneLength(CapacityState state, Metric metric) {
        return Evaluator.seriesOf(metric, state.facts()).stream()
                .map(SeriesPanes::paneLength)
                .min(Duration::compareTo)
                .orElse(PartialPane.DEFAULT_LENGTH);
    }

    private static @Nullable Instant after(@Nullable Instant at, Duration wait) {
        return at == null ? null : at.plus(wait);
    }
}

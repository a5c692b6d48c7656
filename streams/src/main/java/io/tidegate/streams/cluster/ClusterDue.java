package io.tidegate.streams.cluster;

import io.tidegate.streams.cluster.ClusterState.Want;
import io.tidegate.streams.decision.Driven;
import io.tidegate.streams.policy.ClusterPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a cluster must be evaluated again although no input comes: the earliest moment after now at which time alone may change
 * the verdict. Facts make a cluster due by themselves.
 */
final class ClusterDue {
    private ClusterDue() {}

    static Instant of(ClusterState state, Instant now) {
        var policy = state.policy();
        var history = state.actions().history();
        var seen = state.facts().seen();
        var override = state.override();
        var waits = Stream.of(
                after(history.out(), policy.cooldown().scaleOut()),
                after(history.last(), policy.cooldown().scaleIn()),
                state.actions().retryAfter(),
                seen == null ? null : seen.staleAt(),
                override == null ? null : override.expiresAt(),
                policy.sizing() instanceof ClusterPolicy.Reservation
                        ? state.patience().dueAt()
                        : null);
        var wants = state.facts().wants().values().stream().map(Want::voidAt);
        return Stream.of(
                        waits.flatMap(Stream::ofNullable),
                        state.actions().orders().ends(),
                        wants)
                .flatMap(moments -> moments)
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo)
                .orElse(Driven.NEVER);
    }

    private static @Nullable Instant after(@Nullable Instant at, Duration wait) {
        return at == null ? null : at.plus(wait);
    }
}

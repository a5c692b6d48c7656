package io.tidegate.streams.ecsautoscale.live;

import io.tidegate.streams.decision.Driven;
import java.time.Instant;
import java.util.stream.Stream;

/** When a file must be looked at again although no input comes. What is observed or settled makes it due by itself. */
final class FileDue {
    private FileDue() {}

    static Instant of(FileState state, Instant now) {
        var override = state.override();
        return Stream.of(
                        Stream.of(FileEvaluation.runsAt(state)),
                        Stream.ofNullable(override == null ? null : override.expiresAt()),
                        state.orders().ends())
                .flatMap(moments -> moments)
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo)
                .orElse(Driven.NEVER);
    }
}

package io.tidegate.connectors.executor;

import io.tidegate.connectors.bridge.Sleeper;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What the work of every partition shares. */
record Tools(
        ExecutorConfig config,
        Records records,
        Batch batch,
        Workers workers,
        Counters counters,
        InstantSource clock,
        Sleeper sleeper,
        RandomGenerator random) {

    Instant now() {
        return clock.instant();
    }
}

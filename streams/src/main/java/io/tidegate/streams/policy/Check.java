package io.tidegate.streams.policy;

import java.time.Duration;

/** Refuses values that break a constraint, in the words "key, constraint, actual". */
final class Check {
    private Check() {}

    static void that(boolean holds, String message, Object actual) {
        if (!holds) {
            Object shown = actual instanceof Duration duration ? Durations.text(duration) : actual;
            throw new IllegalArgumentException(message.formatted(shown));
        }
    }
}

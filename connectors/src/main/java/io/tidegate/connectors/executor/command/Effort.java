package io.tidegate.connectors.executor.command;

import java.time.Duration;
import java.time.Instant;

/**
 * What a command took.
 *
 * @param receivedAt when this process first saw it
 * @param endedAt when it ended
 * @param attempts AWS calls that this process started for it, reads excluded
 */
public record Effort(Instant receivedAt, Instant endedAt, int attempts) {

    /** From receipt to end, never negative: a clock may step back. */
    public long latencyMillis() {
        return Math.max(0, Duration.between(receivedAt, endedAt).toMillis());
    }
}

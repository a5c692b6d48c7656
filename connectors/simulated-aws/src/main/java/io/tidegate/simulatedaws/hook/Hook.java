package io.tidegate.simulatedaws.hook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A lifecycle hook of a group.
 *
 * @param heartbeat how long it holds an instance without a sign of life
 * @param defaultResult what counts when that time is over
 * @param target ARN of the queue or topic that is notified, or null for events alone
 * @param role ARN of the role that notifies; has no effect
 * @param metadata that notifications carry, or null
 */
public record Hook(
        String name,
        Transition transition,
        Duration heartbeat,
        ActionResult defaultResult,
        @Nullable String target,
        @Nullable String role,
        @Nullable String metadata) {
    private static final int MOST_HEARTBEATS = 100;
    private static final Duration LONGEST = Duration.ofDays(2);

    /** How long it holds an instance at most: "172800 seconds (48 hours) or 100 times the heartbeat timeout, whichever is smaller". */
    public Duration globalTimeout() {
        var beats = heartbeat.multipliedBy(MOST_HEARTBEATS);
        return beats.compareTo(LONGEST) < 0 ? beats : LONGEST;
    }
}

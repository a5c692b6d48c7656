package io.tidegate.streams.shadow;

import io.tidegate.streams.capacity.StartUps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a target really had, and how long its starts took. Immutable.
 *
 * @param desired as last observed; empty before
 * @param starts by what was observed, whoever ordered it
 */
record RealCapacity(Presence presence, OptionalInt desired, StartUps starts) {
    static final RealCapacity UNKNOWN = new RealCapacity(Presence.NONE, OptionalInt.empty(), StartUps.NONE);

    // Of no command in particular.
    static final long NO_SEQUENCE = 0;

    /** An observation; of a deployment, which starts and stops tasks of its own, no start-up is learned. */
    RealCapacity observed(Instant at, int nowDesired, int running, boolean deploying) {
        var seen =
                deploying ? starts.awaitingNothing() : ordered(at, nowDesired).running(running, at);
        return new RealCapacity(presence.from(at, running), OptionalInt.of(nowDesired), seen);
    }

    private StartUps ordered(Instant at, int nowDesired) {
        return desired.isEmpty() || desired.getAsInt() == nowDesired
                ? starts
                : starts.ordering(NO_SEQUENCE, nowDesired, nowDesired > desired.getAsInt(), at);
    }

    /** What the last starts took, oldest first. */
    List<Duration> startUps() {
        return starts.taken();
    }

    /** What a start takes, half of them; what is assumed as long as none was seen. */
    Duration startUp(Duration assumed) {
        var sorted = startUps().stream().sorted().toList();
        return sorted.isEmpty() ? assumed : sorted.get((sorted.size() - 1) / 2);
    }

    /** AWS knows the target no more. */
    RealCapacity gone() {
        return new RealCapacity(Presence.NONE, OptionalInt.empty(), starts.awaitingNothing());
    }
}

package io.tidegate.streams.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The clock of one journal partition: the latest tick, never backward. A leap of more than 60 s ahead counts only when
 * three ticks in a row agree on it, so that one bad wall clock cannot end every cooldown.
 *
 * @param now null before the first tick
 * @param leaps ticks far ahead that wait for agreement; at most 2, each within 60 s after the one before
 */
public record JournalClock(@Nullable Instant now, List<Instant> leaps) {
    /** Before the first tick. */
    public static final JournalClock UNSET = new JournalClock(null, List.of());

    /** The farthest that one tick alone may move the clock. */
    public static final Duration LEAP = Duration.ofSeconds(60);

    private static final int AGREEMENT = 3;

    public JournalClock {
        leaps = List.copyOf(leaps);
    }

    /** The clock after a tick; itself when the tick repeats or goes back. */
    public JournalClock tick(Instant at) {
        if (now == null) {
            return new JournalClock(at, List.of());
        }
        if (!at.isAfter(now)) {
            return this;
        }
        if (!at.isAfter(now.plus(LEAP))) {
            return new JournalClock(at, List.of());
        }
        var agreeing = new ArrayList<Instant>();
        if (!leaps.isEmpty() && follows(leaps.getLast(), at)) {
            agreeing.addAll(leaps);
        }
        agreeing.add(at);
        return agreeing.size() < AGREEMENT ? new JournalClock(now, agreeing) : new JournalClock(at, List.of());
    }

    private static boolean follows(Instant before, Instant at) {
        return at.isAfter(before) && !at.isAfter(before.plus(LEAP));
    }
}

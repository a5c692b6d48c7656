package io.tidegate.simulatedaws.physics;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Simulated time: holds the present and what is due later. Due actions run in order of time, then of scheduling, so that one long
 * step and many short ones do the same. Not thread-safe.
 */
public final class Timeline {
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::sequence));
    private Instant now;
    private long sequence;

    public Timeline(Instant start) {
        now = start;
    }

    /** The present; inside an action, the time that the action was due at. */
    public Instant now() {
        return now;
    }

    /** Runs {@code action} when the time has come; a time that is past counts as now. */
    public void at(Instant time, Runnable action) {
        due.add(new Due(time.isBefore(now) ? now : time, sequence++, action));
    }

    /** Moves on to {@code time}, running what falls due on the way; an earlier time than now changes nothing. */
    public void advanceTo(Instant time) {
        while (!due.isEmpty() && !due.peek().at().isAfter(time)) {
            var next = due.remove();
            now = next.at();
            next.action().run();
        }
        if (time.isAfter(now)) {
            now = time;
        }
    }

    private record Due(Instant at, long sequence, Runnable action) {}
}

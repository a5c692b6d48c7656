package io.tidegate.deploy.whatif.measure;

import java.util.ArrayDeque;

/**
 * What the start of a unit that works from some moment on takes of known time, which is the time that counts. Keeps the gaps of
 * one start-up time, so that it does not grow with the course.
 */
final class StartUpTime {
    private final long startupMillis;
    private final ArrayDeque<Gap> gaps = new ArrayDeque<>();
    private boolean begun;
    private long soonest;
    private long last;

    private record Gap(long from, long to) {
        long within(long start, long end) {
            return Math.max(0, Math.min(to, end) - Math.max(from, start));
        }
    }

    StartUpTime(long startupMillis) {
        this.startupMillis = startupMillis;
    }

    /** A stretch whose load is known; in order. */
    void known(long fromMillis, long toMillis) {
        if (!begun) {
            begun = true;
            soonest = fromMillis + startupMillis;
        } else if (fromMillis > last) {
            gaps.add(new Gap(last, fromMillis));
        }
        last = toMillis;
        while (!gaps.isEmpty() && gaps.getFirst().to() <= fromMillis - startupMillis) {
            gaps.removeFirst();
        }
    }

    /** Known milliseconds of the start of a unit that works from then on; infinite where nothing can have started yet. */
    double before(long atMillis) {
        if (atMillis < soonest) {
            return Double.POSITIVE_INFINITY;
        }
        long millis = startupMillis;
        for (var gap : gaps) {
            millis -= gap.within(atMillis - startupMillis, atMillis);
        }
        return millis;
    }

    /** The next moment, {@code toMillis} at the latest, up to which the answer of {@link #before} is a straight line. */
    long bend(long afterMillis, long toMillis) {
        long bend = earlier(soonest, afterMillis, toMillis);
        for (var gap : gaps) {
            bend = earlier(gap.from() + startupMillis, afterMillis, bend);
            bend = earlier(gap.to() + startupMillis, afterMillis, bend);
        }
        return bend;
    }

    private static long earlier(long candidate, long after, long found) {
        return candidate > after && candidate < found ? candidate : found;
    }
}

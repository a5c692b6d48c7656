package io.tidegate.deploy.whatif.measure;

import io.tidegate.streams.pane.Sketch;
import java.util.List;

/**
 * Takes down one course of one target as it goes. What it keeps grows with the units that a load needs, not with time. Not
 * thread-safe.
 */
public final class Meter {
    static final double MILLIS_PER_HOUR = 3_600_000;

    private static final double MILLIS_PER_MINUTE = 60_000;
    private static final double MILLIS_PER_SECOND = 1_000;

    private final Yardstick yardstick;
    private final Optimum optimum;
    private final Sketch.Builder seconds = new Sketch.Builder();
    private long first = Long.MIN_VALUE;
    private long last = Long.MIN_VALUE;
    private double billed;
    private double over;
    private double needed;
    private double unserved;
    private double missing;
    private double known;
    private double censoredTime;
    private double shortFor;
    private boolean isShort;
    private int reactions;
    private double longest;
    private int actions;
    private int turns;
    private int direction;
    private long calls;
    private long throttled;

    /**
     * Before the first stretch.
     *
     * @param runningAtStart units that run when it begins, with those that are starting then
     */
    public Meter(Yardstick yardstick, int runningAtStart) {
        this.yardstick = yardstick;
        this.optimum = new Optimum(yardstick, runningAtStart);
    }

    /**
     * A stretch of constant load and capacity; stretches come in order and do not overlap. Time between two of them is not
     * known, and counts nowhere but as such.
     *
     * @param load 0 or more, in the yardstick's measure
     * @param censored whether the load was at least this, and may have been more
     * @param billed units paid for: those that run, start or drain
     * @throws IllegalArgumentException when they do not come in order, or a number cannot be
     */
    public void passes(long fromMillis, long toMillis, double load, boolean censored, int running, int billed) {
        passes(fromMillis, toMillis, load, load, censored, running, billed);
    }

    /** The same where {@code least}, 0 to {@code load}, is all that the best course would have to carry. */
    public void passes(
            long fromMillis, long toMillis, double load, double least, boolean censored, int running, int billed) {
        if (fromMillis < last || toMillis < fromMillis) {
            throw new IllegalArgumentException("a stretch must begin at %d or later and end after that, was %d to %d"
                    .formatted(last, fromMillis, toMillis));
        }
        if (!(load >= 0 && Double.isFinite(load))) {
            throw new IllegalArgumentException("load must be a number of 0 or more, was " + load);
        }
        if (!(least >= 0 && least <= load)) {
            throw new IllegalArgumentException("least must be 0 to load %s, was %s".formatted(load, least));
        }
        if (running < 0 || billed < running) {
            throw new IllegalArgumentException(
                    "running must be 0 or more, and billed as much, were %d and %d".formatted(running, billed));
        }
        double millis = toMillis - fromMillis;
        first = first == Long.MIN_VALUE ? fromMillis : first;
        last = toMillis;
        known += millis;
        censoredTime += censored ? millis : 0;
        this.billed += billed * millis;
        serves(millis, load, running);
        optimum.passes(fromMillis, toMillis, least, running);
    }

    private void serves(double millis, double load, int running) {
        needed += yardstick.needed(load) * millis;
        unserved += Math.max(0, yardstick.needed(load - running * yardstick.fullLoadPerUnit())) * millis;
        double lacking = yardstick.needed(load) - running;
        if (lacking > 0) {
            missing += lacking * millis;
            over += millis;
            shortFor += millis;
            isShort = true;
        } else if (isShort) {
            reacted();
        }
    }

    private void reacted() {
        double took = shortFor / MILLIS_PER_SECOND;
        seconds.add(took, 1);
        longest = Math.max(longest, took);
        reactions++;
        shortFor = 0;
        isShort = false;
    }

    /** An action that changes the wanted capacity; one that does not is none. */
    public void acts(int before, int after) {
        int now = Integer.compare(after, before);
        if (now != 0) {
            actions++;
            turns += now == -direction ? 1 : 0;
            direction = now;
        }
    }

    /** AWS calls made, and those of them that were held up. */
    public void calls(long made, long throttledOfThem) {
        calls += made;
        throttled += throttledOfThem;
    }

    /** What the course measures up to now; the course may go on after it. */
    public Measures measures() {
        double unitHours = billed / MILLIS_PER_HOUR;
        double shortageHours = missing / MILLIS_PER_HOUR;
        double cost = unitHours * yardstick.pricePerHour();
        double whole = first == Long.MIN_VALUE ? 0 : last - first;
        return new Measures(
                unitHours,
                cost,
                over / MILLIS_PER_MINUTE,
                needed / MILLIS_PER_HOUR,
                unserved / MILLIS_PER_HOUR,
                shortageHours,
                known / MILLIS_PER_HOUR,
                (whole - known) / MILLIS_PER_HOUR,
                censoredTime / MILLIS_PER_HOUR,
                reactionsUpToNow(),
                actions,
                turns,
                calls,
                throttled,
                cost + yardstick.penaltyPerHour() * shortageHours,
                optimum.cost());
    }

    private Reactions reactionsUpToNow() {
        if (!isShort) {
            return reactions == 0 ? Reactions.NONE : new Reactions(List.of(seconds.build()), reactions, longest, 0);
        }
        double soFar = shortFor / MILLIS_PER_SECOND;
        var ongoing = new Sketch.Builder();
        ongoing.add(soFar, 1);
        var sketches = reactions == 0 ? List.of(ongoing.build()) : List.of(seconds.build(), ongoing.build());
        return new Reactions(sketches, reactions + 1, Math.max(longest, soFar), 1);
    }
}

package io.tidegate.deploy.whatif.plant;

import java.util.Arrays;

/**
 * How many units worked and how many were paid for, over time, as far back as anybody asks. Times are epoch milliseconds and
 * never go back. Not thread-safe.
 */
public final class Occupancy {
    private static final int FEW = 8;

    private long[] times = new long[FEW];
    private int[] running = new int[FEW];
    private int[] billed = new int[FEW];
    private int first;
    private int end;

    /** Takes in a stretch in which nothing changed. */
    public interface Visitor {
        void stretch(long from, long to, int running, int billed);
    }

    /** From {@code at} on there are so many. */
    public void set(long at, int runningNow, int billedNow) {
        if (end > first && running[end - 1] == runningNow && billed[end - 1] == billedNow) {
            return;
        }
        if (end > first && times[end - 1] >= at) {
            end--; // What lasted no time is nothing that was.
        }
        if (end == times.length) {
            makeRoom();
        }
        times[end] = at;
        running[end] = runningNow;
        billed[end] = billedNow;
        end++;
    }

    private void makeRoom() {
        int size = end - first;
        int room = Math.max(FEW, 2 * size);
        times = Arrays.copyOf(Arrays.copyOfRange(times, first, end), room);
        running = Arrays.copyOf(Arrays.copyOfRange(running, first, end), room);
        billed = Arrays.copyOf(Arrays.copyOfRange(billed, first, end), room);
        first = 0;
        end = size;
    }

    /** Whether anything is known of a time. */
    boolean knows(long at) {
        return end > first && times[first] <= at;
    }

    /** Units that worked between two times, on average; not a number where nothing is known of the first. */
    public double mean(long from, long to) {
        if (!knows(from)) {
            return Double.NaN;
        }
        int index = indexAt(to - 1);
        if (times[index] <= from) {
            return running[index];
        }
        double sum = 0;
        long until = to;
        for (; times[index] > from; index--) {
            sum += (double) running[index] * (until - times[index]);
            until = times[index];
        }
        sum += (double) running[index] * (until - from);
        return sum / (to - from);
    }

    /** Goes through the stretches between two times, in order; what lies before anything is known is left out. */
    public void each(long from, long to, Visitor visitor) {
        if (end == first) {
            return;
        }
        for (int index = indexAt(from); index < end && times[index] < to; index++) {
            long until = index + 1 < end ? Math.min(times[index + 1], to) : to;
            visitor.stretch(Math.max(from, times[index]), until, running[index], billed[index]);
        }
    }

    // The entry that holds at a time; the first one for a time before it. Nearly always one of the last.
    private int indexAt(long at) {
        int index = end - 1;
        while (index > first && times[index] > at) {
            index--;
        }
        return index;
    }

    /** Nobody will ask what was before. */
    public void forget(long before) {
        while (first + 1 < end && times[first + 1] <= before) {
            first++;
        }
    }
}

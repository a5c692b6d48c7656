package io.tidegate.streams.pane;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Readings of a counter, which only grows but for resets to 0. They are kept one by one, for a sum of increases cannot be
 * told from parts that interleave. Merging is associative and commutative. Immutable.
 *
 * @param readings by time, then by value
 */
public record Counter(List<Reading> readings) {
    /** Most readings of one partial pane; of more than these, those that change no increase are left out first. */
    public static final int MAX_READINGS = 64;

    private static final Comparator<Reading> ORDER =
            Comparator.comparingLong(Reading::at).thenComparingDouble(Reading::value);

    public Counter {
        readings = List.copyOf(readings);
    }

    /**
     * One reading.
     *
     * @param at event time, ms since the epoch
     */
    public record Reading(long at, double value) {}

    /** Of one pane at one origin: at most {@link #MAX_READINGS} of these. */
    public static Counter of(Collection<Reading> readings) {
        var sorted = readings.stream().sorted(ORDER).toList();
        return new Counter(sorted.size() <= MAX_READINGS ? sorted : ends(turns(sorted)));
    }

    // Between two turns a counter only grows, so the readings there add nothing to what is known of its increase.
    private static List<Reading> turns(List<Reading> sorted) {
        var turns = new ArrayList<Reading>();
        for (int i = 0; i < sorted.size(); i++) {
            boolean first = i == 0 || sorted.get(i).value() < sorted.get(i - 1).value();
            boolean last = i == sorted.size() - 1
                    || sorted.get(i + 1).value() < sorted.get(i).value();
            if (first || last) {
                turns.add(sorted.get(i));
            }
        }
        return turns;
    }

    // What still turns more often is no counter; its ends are as good as anything.
    private static List<Reading> ends(List<Reading> turns) {
        if (turns.size() <= MAX_READINGS) {
            return turns;
        }
        int half = MAX_READINGS / 2;
        return Stream.concat(turns.stream().limit(half), turns.stream().skip(turns.size() - half))
                .toList();
    }

    /** The readings of all. */
    static Counter merged(Stream<Counter> counters) {
        return new Counter(counters.flatMap(counter -> counter.readings().stream())
                .sorted(ORDER)
                .toList());
    }

    /**
     * Increase per second from the last reading before {@code start}, or the first one from it on, to the last reading; empty
     * unless one is from {@code start} on and another earlier than it. After a decrease the counter began at 0 again.
     */
    public OptionalDouble rate(Instant start) {
        int from = 0;
        while (from + 1 < readings.size() && readings.get(from + 1).at() < start.toEpochMilli()) {
            from++;
        }
        var last = readings.isEmpty() ? null : readings.getLast();
        if (last == null
                || last.at() < start.toEpochMilli()
                || last.at() == readings.get(from).at()) {
            return OptionalDouble.empty();
        }
        double increase = 0;
        for (int i = from + 1; i < readings.size(); i++) {
            double before = readings.get(i - 1).value();
            double value = readings.get(i).value();
            increase += value < before ? Math.max(value, 0) : value - before;
        }
        double seconds = (last.at() - readings.get(from).at()) / 1000.0;
        return OptionalDouble.of(increase / seconds);
    }

    /** Times as differences, each followed by its value. */
    public byte[] toBytes() {
        var out = new BitWriter().small(readings.size(), 6);
        long before = 0;
        for (var reading : readings) {
            out.signed(reading.at() - before, 12).put(Double.doubleToLongBits(reading.value()), Long.SIZE);
            before = reading.at();
        }
        return out.written();
    }

    /**
     * The counter of {@link #toBytes}.
     *
     * @throws IllegalArgumentException when the bytes are none
     */
    public static Counter fromBytes(byte[] bytes) {
        var in = new BitReader(bytes);
        int size = in.size(MAX_READINGS);
        var readings = new ArrayList<Reading>(size);
        long at = 0;
        for (int i = 0; i < size; i++) {
            at += in.signed(12);
            readings.add(new Reading(at, Double.longBitsToDouble(in.get(Long.SIZE))));
        }
        return new Counter(readings);
    }
}

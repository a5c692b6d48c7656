package io.tidegate.streams.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a load: the mean of its readings in each bin of five minutes, for two weeks and a quarter of an hour. A bin
 * without a reading is absent, never 0. Immutable.
 *
 * <p>A mean takes two bytes, the upper half of a float: it is within 0.2 % of what was read. So a full history has 8,070.
 */
public final class LoadHistory {
    /** Length of a bin. */
    public static final Duration BIN = Duration.ofMinutes(5);

    /** Bins of a day. */
    static final int DAY = (int) Duration.ofDays(1).dividedBy(BIN);

    /** Days before today that a forecast may look at. */
    static final int DAYS = 14;

    /** Bins by which the level of a load is told. */
    static final int LEVEL = 3;

    /** Most bins that are kept. */
    static final int MOST = DAYS * DAY + LEVEL;

    /** Nothing seen. */
    public static final LoadHistory NONE = new LoadHistory(new byte[0], 0, 0, new Open(0, 0, 0, Instant.EPOCH));

    // A shorter gap takes less room as absent bins than as a stretch of its own.
    private static final int GAP = 4;
    private static final int BYTES = 2;
    private static final int ABSENT = 0x7FC0;

    // The first and the last of them are there.
    private final byte[] bins;
    private final long end;
    private final int known;
    private final Open open;

    /**
     * @param bins means, oldest first
     * @param end number of the bin after the last of them; bins are counted from the epoch
     * @param known bins that were seen; more than are there in a history that was cut to what a forecast reads
     */
    private LoadHistory(byte[] bins, long end, int known, Open open) {
        this.bins = bins;
        this.end = end;
        this.known = known;
        this.open = open;
    }

    /**
     * The bin that readings come in for.
     *
     * @param readings 0 before the first
     * @param readUpTo end of the window of the last of them
     */
    public record Open(long bin, double sum, int readings, Instant readUpTo) {}

    /** Bins one after another, two bytes each. */
    public static final class Stretch {
        private final long from;
        private final byte[] bins;

        /**
         * @param from number of the first
         */
        public Stretch(long from, byte[] bins) {
            this.from = from;
            this.bins = bins.clone();
        }

        /** Number of the first. */
        public long from() {
            return from;
        }

        /** Two bytes each, oldest first. */
        public byte[] bins() {
            return bins.clone();
        }

        private long end() {
            return from + bins.length / BYTES;
        }
    }

    /** A history from its parts. */
    public static LoadHistory of(List<Stretch> stretches, int known, Open open) {
        if (stretches.isEmpty()) {
            return new LoadHistory(new byte[0], 0, known, open);
        }
        long first = stretches.getFirst().from();
        long end = stretches.getLast().end();
        byte[] bins = absent((int) (end - first));
        for (var stretch : stretches) {
            System.arraycopy(stretch.bins, 0, bins, (int) (stretch.from - first) * BYTES, stretch.bins.length);
        }
        return new LoadHistory(bins, end, known, open);
    }

    /** What was seen, without the longer gaps. */
    public List<Stretch> stretches() {
        var stretches = new ArrayList<Stretch>();
        long from = first();
        while (from < end) {
            long to = from + 1;
            long next = nextKnown(to);
            while (next < end && next - to < GAP) {
                to = next + 1;
                next = nextKnown(to);
            }
            stretches.add(new Stretch(from, copy(from, to)));
            from = next;
        }
        return List.copyOf(stretches);
    }

    /** Bins that were seen. */
    public int known() {
        return known;
    }

    /** The bin that readings come in for. */
    public Open open() {
        return open;
    }

    /** Number of the bin after the last that is complete. */
    long end() {
        return end;
    }

    /** The bin that a moment is in. */
    static long binOf(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), BIN.toMillis());
    }

    /** Mean of a bin; NaN where nothing was seen. */
    double at(long bin) {
        return bin < first() || bin >= end ? Double.NaN : Float.intBitsToFloat(code(bins, index(bin)) << Short.SIZE);
    }

    /**
     * With a reading, unless one of its window is there or it is no number.
     *
     * @param load below 0 it counts as 0
     * @param upTo end of its window, which is in the bin before it when it ends there
     */
    public LoadHistory with(double load, Instant upTo) {
        boolean isNumber = Float.isFinite((float) load);
        if (!isNumber || !upTo.isAfter(open.readUpTo())) {
            return this;
        }
        double read = Math.max(0, load);
        long bin = binOf(upTo.minusMillis(1));
        if (bin == open.bin() && open.readings() > 0) {
            return new LoadHistory(bins, end, known, new Open(bin, open.sum() + read, open.readings() + 1, upTo));
        }
        return closed(new Open(bin, read, 1, upTo));
    }

    private LoadHistory closed(Open next) {
        if (open.readings() == 0) {
            return new LoadHistory(bins, end, known, next);
        }
        long oldest = Math.max(bins.length == 0 ? open.bin() : first(), open.bin() + 1 - MOST);
        byte[] kept = absent((int) (open.bin() + 1 - oldest));
        long from = Math.max(oldest, first());
        if (from < end) {
            System.arraycopy(bins, index(from), kept, (int) (from - oldest) * BYTES, bins.length - index(from));
        }
        set(kept, kept.length - BYTES, encoded(open.sum() / open.readings()));
        return trimmed(kept, open.bin() + 1, next);
    }

    private static LoadHistory trimmed(byte[] bins, long end, Open open) {
        int known = 0;
        for (int i = 0; i < bins.length; i += BYTES) {
            known += code(bins, i) == ABSENT ? 0 : 1;
        }
        return new LoadHistory(withoutHead(bins), end, known, open);
    }

    /** With the bins between two, and those of the same time of day on other days, and no others. */
    LoadHistory around(long from, long to) {
        byte[] kept = bins.clone();
        for (long bin = first(); bin < end; bin++) {
            if (Math.floorMod(bin - from, (long) DAY) > to - from) {
                set(kept, index(bin), ABSENT);
            }
        }
        return new LoadHistory(withoutHead(kept), end, known, open);
    }

    private static byte[] withoutHead(byte[] bins) {
        int head = 0;
        while (head < bins.length && code(bins, head) == ABSENT) {
            head += BYTES;
        }
        return head == 0 ? bins : Arrays.copyOfRange(bins, head, bins.length);
    }

    private long first() {
        return end - bins.length / BYTES;
    }

    private int index(long bin) {
        return (int) (bin - first()) * BYTES;
    }

    private long nextKnown(long bin) {
        long next = bin;
        while (next < end && code(bins, index(next)) == ABSENT) {
            next++;
        }
        return next;
    }

    private byte[] copy(long from, long to) {
        return Arrays.copyOfRange(bins, index(from), index(to));
    }

    private static byte[] absent(int count) {
        byte[] bins = new byte[count * BYTES];
        for (int i = 0; i < bins.length; i += BYTES) {
            set(bins, i, ABSENT);
        }
        return bins;
    }

    // To the nearest, ties to even; what lies beyond the largest float of this length becomes that one.
    private static int encoded(double mean) {
        int bits = Float.floatToIntBits((float) mean);
        int rounded = (bits + 0x7FFF + ((bits >>> Short.SIZE) & 1)) >>> Short.SIZE;
        return Math.min(rounded, 0x7F7F);
    }

    private static int code(byte[] bins, int index) {
        return (bins[index] & 0xFF) << Byte.SIZE | (bins[index + 1] & 0xFF);
    }

    private static void set(byte[] bins, int index, int code) {
        bins[index] = (byte) (code >>> Byte.SIZE);
        bins[index + 1] = (byte) code;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LoadHistory history
                && end == history.end
                && known == history.known
                && open.equals(history.open)
                && Arrays.equals(bins, history.bins);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bins) + open.hashCode();
    }

    @Override
    public String toString() {
        return "LoadHistory[%d of %d bins, end %d, %s]".formatted(known, bins.length / BYTES, end, open);
    }
}

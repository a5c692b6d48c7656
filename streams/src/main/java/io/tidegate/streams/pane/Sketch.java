package io.tidegate.streams.pane;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles of many readings in few bytes: DDSketch (Masson, Rim, Lee: "DDSketch", VLDB 2019), which counts readings in
 * buckets whose bounds grow by a factor. A quantile is within {@link #ACCURACY} of the reading that it stands for, as long as
 * that one is in the {@link #MAX_BUCKETS} highest buckets; lower readings count as the lowest of these. Equal readings give equal
 * bytes, and sketches together the same quantiles as one sketch of all their readings, however these were split. Immutable.
 */
public final class Sketch {
    /** Relative. */
    public static final double ACCURACY = 0.01;

    /** Above 0.5 KiB a pane would cost more than what it is good for. Full, they span a factor of at least 160. */
    public static final int MAX_BUCKETS = 256;

    private static final double GROWTH = (1 + ACCURACY) / (1 - ACCURACY);
    // StrictMath gives the same bits on every machine.
    private static final double LOG_GROWTH = StrictMath.log(GROWTH);

    // Nearer to 0 than this a reading is 0.
    private static final double SMALLEST = 1e-9;
    private static final int SMALLEST_EXPONENT = (int) StrictMath.ceil(StrictMath.log(SMALLEST) / LOG_GROWTH);

    // That of the largest double.
    private static final int FARTHEST = bucketOf(Double.MAX_VALUE);

    // Bucket numbers, ascending, 0 for 0, negative for negative readings; and the readings in each, at least 1.
    private final int[] buckets;
    private final long[] counts;
    private final long count;

    private Sketch(int[] buckets, long[] counts) {
        this.buckets = buckets;
        this.counts = counts;
        this.count = Arrays.stream(counts).sum();
    }

    /** Counts readings one by one; not thread-safe. */
    public static final class Builder {
        private final TreeMap<Integer, Long> counts = new TreeMap<>();

        /**
         * Counts a reading.
         *
         * @param weight measurements that it stands for; at least 1
         */
        public void add(double reading, long weight) {
            counts.merge(bucketOf(reading), weight, Long::sum);
            if (counts.size() > MAX_BUCKETS) {
                var lowest = counts.pollFirstEntry();
                counts.merge(counts.firstKey(), lowest.getValue(), Long::sum);
            }
        }

        /** What was counted so far. */
        public Sketch build() {
            return new Sketch(
                    counts.keySet().stream().mapToInt(Integer::intValue).toArray(),
                    counts.values().stream().mapToLong(Long::longValue).toArray());
        }
    }

    private static int bucketOf(double reading) {
        double size = Math.abs(reading);
        if (size < SMALLEST) {
            return 0;
        }
        int bucket = (int) StrictMath.ceil(StrictMath.log(size) / LOG_GROWTH) - SMALLEST_EXPONENT + 1;
        return reading < 0 ? -bucket : bucket;
    }

    // The number that is at most the accuracy away from all that are in the bucket.
    private static double valueOf(int bucket) {
        if (bucket == 0) {
            return 0;
        }
        int exponent = Math.abs(bucket) + SMALLEST_EXPONENT - 1;
        return Math.signum(bucket) * StrictMath.exp(exponent * LOG_GROWTH) * 2 / (1 + GROWTH);
    }

    /** The same of readings that are {@code factor} times as large, and none above {@code most}. */
    Sketch times(double factor, double most) {
        var scaled = new Builder();
        for (int i = 0; i < buckets.length; i++) {
            scaled.add(Math.min(most, valueOf(buckets[i]) * factor), counts[i]);
        }
        return scaled.build();
    }

    /**
     * The smallest reading that at least this share of the readings does not exceed.
     *
     * @param tenths of a percent, 0 to 1000
     * @throws IllegalStateException without readings
     */
    public double quantile(int tenths) {
        return quantile(List.of(this), tenths);
    }

    /** The same of the readings of several: walks down from the highest bucket of any, as far as it must. */
    public static double quantile(List<Sketch> sketches, int tenths) {
        int[] next = new int[sketches.size()];
        long count = 0;
        for (int i = 0; i < next.length; i++) {
            next[i] = sketches.get(i).buckets.length - 1;
            count += sketches.get(i).count;
        }
        if (count == 0) {
            throw new IllegalStateException("a sketch without readings has no quantiles");
        }
        long mayExceed = count - rank(count, tenths);
        for (int walked = 1; ; walked++) {
            int bucket = highest(sketches, next);
            mayExceed -= takeFrom(bucket, sketches, next);
            if (mayExceed < 0 || walked == MAX_BUCKETS) {
                return valueOf(bucket);
            }
        }
    }

    // ceil(count x tenths / 1000), without the overflow.
    private static long rank(long count, int tenths) {
        return Math.max(1, count / 1000 * tenths + Math.ceilDiv(count % 1000 * tenths, 1000));
    }

    private static int highest(List<Sketch> sketches, int[] next) {
        int highest = Integer.MIN_VALUE;
        for (int i = 0; i < next.length; i++) {
            if (next[i] >= 0) {
                highest = Math.max(highest, sketches.get(i).buckets[next[i]]);
            }
        }
        return highest;
    }

    private static long takeFrom(int bucket, List<Sketch> sketches, int[] next) {
        long taken = 0;
        for (int i = 0; i < next.length; i++) {
            var sketch = sketches.get(i);
            if (next[i] >= 0 && sketch.buckets[next[i]] == bucket) {
                taken += sketch.counts[next[i]--];
            }
        }
        return taken;
    }

    long count() {
        return count;
    }

    /** Gaps between buckets, and the readings in each, as short as they are small. */
    public byte[] toBytes() {
        var out = new BitWriter().small(buckets.length, 6);
        int order = buckets.length == 0 ? 0 : 63 - Long.numberOfLeadingZeros(Math.max(1, count / buckets.length));
        out.put(order, 6);
        for (int i = 0; i < buckets.length; i++) {
            if (i == 0) {
                out.signed(buckets[i], 10);
            } else {
                out.small((long) buckets[i] - buckets[i - 1] - 1, 0);
            }
            out.small(counts[i] - 1, order);
        }
        return out.written();
    }

    /**
     * The sketch of {@link #toBytes}.
     *
     * @throws IllegalArgumentException when the bytes are none
     */
    public static Sketch fromBytes(byte[] bytes) {
        var in = new BitReader(bytes);
        int size = in.size(MAX_BUCKETS);
        int order = (int) in.get(6);
        int[] buckets = new int[size];
        long[] counts = new long[size];
        for (int i = 0; i < size; i++) {
            buckets[i] = checked(i == 0 ? in.signed(10) : buckets[i - 1] + 1 + in.small(0));
            counts[i] = in.small(order) + 1;
        }
        return new Sketch(buckets, counts);
    }

    private static int checked(long bucket) {
        if (bucket < -FARTHEST || bucket > FARTHEST) {
            throw new IllegalArgumentException("a bucket must be at most %d, was %d".formatted(FARTHEST, bucket));
        }
        return (int) bucket;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sketch sketch
                && Arrays.equals(buckets, sketch.buckets)
                && Arrays.equals(counts, sketch.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(buckets) * 31 + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "Sketch[%d readings in %d buckets]".formatted(count, buckets.length);
    }
}

package io.tidegate.deploy.bench;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** Count, sum, least and greatest of the values of one series in one window. */
record Tally(long count, double sum, double min, double max) {
    static final Tally NONE = new Tally(0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** What is tallied: a series and the start of its window. */
    record Window(String series, Instant start) implements Comparable<Window> {
        @Override
        public int compareTo(Window other) {
            int bySeries = series.compareTo(other.series);
            return bySeries == 0 ? start.compareTo(other.start) : bySeries;
        }
    }

    Tally plus(double value) {
        return new Tally(count + 1, sum + value, Math.min(min, value), Math.max(max, value));
    }

    static Serde<Tally> serde() {
        Serializer<Tally> serializer = (_, tally) -> tally == null ? null : tally.bytes();
        Deserializer<Tally> deserializer = (_, bytes) -> bytes == null ? null : of(ByteBuffer.wrap(bytes));
        return Serdes.serdeFrom(serializer, deserializer);
    }

    static Tally of(ByteBuffer bytes) {
        return new Tally(bytes.getLong(), bytes.getDouble(), bytes.getDouble(), bytes.getDouble());
    }

    private byte[] bytes() {
        return ByteBuffer.allocate(Long.BYTES + 3 * Double.BYTES)
                .putLong(count)
                .putDouble(sum)
                .putDouble(min)
                .putDouble(max)
                .array();
    }
}

package io.tidegate.streams.route;

import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.route.OpenPane.Entry;
import io.tidegate.streams.route.OpenPane.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a pane's changelog entries. Numbers are varints where they are small as a rule, and a segment names a source
 * once, for a busy series writes these by the million. Keeps a buffer, so an instance belongs to one task.
 */
final class PaneBytes {
    // Kind, varints of time, weight, source and length of the id at their longest, and the value.
    private static final int MOST_OF_A_SAMPLE = 1 + 10 + 10 + 5 + 5 + Double.BYTES;

    private static final int ID = 1 << 7;

    private ByteBuffer buffer = ByteBuffer.allocate(1 << 10);

    /** The pane without its samples. */
    byte[] totals(OpenPane pane) {
        buffer.clear();
        put(pane.series.name());
        room(Integer.BYTES + 1);
        ByteUtils.writeVarint(pane.series.dimensions().size(), buffer);
        pane.series.dimensions().forEach((key, value) -> {
            put(key);
            put(value);
        });
        room(128);
        var totals = pane.totals;
        buffer.putLong(pane.revision).putLong(pane.sentRevision).putLong(totals.count);
        buffer.putDouble(totals.sum).putDouble(totals.min).putDouble(totals.max).putDouble(totals.last);
        buffer.putLong(totals.lastAt);
        buffer.putInt(totals.samples)
                .putInt(totals.absent)
                .putInt(totals.failed)
                .putInt(totals.replaced);
        return written();
    }

    static OpenPane readTotals(ByteBuffer in, PaneKey key) {
        String name = text(in);
        var dimensions = new TreeMap<String, String>();
        for (int left = ByteUtils.readVarint(in); left > 0; left--) {
            dimensions.put(text(in), text(in));
        }
        var pane = new OpenPane(SeriesId.of(name, dimensions), key.start(), key.length());
        pane.revision = in.getLong();
        pane.sentRevision = in.getLong();
        var totals = pane.totals;
        totals.count = in.getLong();
        totals.sum = in.getDouble();
        totals.min = in.getDouble();
        totals.max = in.getDouble();
        totals.last = in.getDouble();
        totals.lastAt = in.getLong();
        totals.samples = in.getInt();
        totals.absent = in.getInt();
        totals.failed = in.getInt();
        totals.replaced = in.getInt();
        return pane;
    }

    /** The samples of one segment. */
    byte[] segment(OpenPane pane, int segment) {
        buffer.clear();
        var sources = new ArrayList<String>(1);
        int end = Math.min(pane.size(), (segment + 1) * OpenPane.SEGMENT);
        for (int slot = segment * OpenPane.SEGMENT; slot < end; slot++) {
            put(pane.entry(slot), pane.start, sources);
        }
        return written();
    }

    static void readSegment(ByteBuffer in, OpenPane pane) {
        var sources = new ArrayList<String>(1);
        while (in.hasRemaining()) {
            pane.restore(sample(in, pane.start, sources));
        }
    }

    // A source that the segment has not named yet follows its index.
    private void put(Entry sample, long start, List<String> sources) {
        room(MOST_OF_A_SAMPLE);
        buffer.put((byte) (sample.kind().code() | (sample.id() == null ? 0 : ID)));
        ByteUtils.writeVarlong(sample.at() - start, buffer);
        buffer.putDouble(sample.value());
        ByteUtils.writeVarlong(sample.weight(), buffer);
        int source = sources.indexOf(sample.source());
        ByteUtils.writeVarint(source < 0 ? sources.size() : source, buffer);
        if (source < 0) {
            sources.add(sample.source());
            put(sample.source());
        }
        if (sample.id() != null) {
            put(sample.id());
        }
    }

    private static Entry sample(ByteBuffer in, long start, List<String> sources) {
        int head = Byte.toUnsignedInt(in.get());
        var kind = Kind.of((char) (head & ~ID));
        long at = start + ByteUtils.readVarlong(in);
        double value = in.getDouble();
        long weight = ByteUtils.readVarlong(in);
        int source = ByteUtils.readVarint(in);
        if (source == sources.size()) {
            sources.add(text(in));
        }
        @Nullable String id = (head & ID) == 0 ? null : text(in);
        return new Entry(at, kind, value, weight, sources.get(source), id);
    }

    private void put(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        room(bytes.length + Integer.BYTES + 1);
        ByteUtils.writeVarint(bytes.length, buffer);
        buffer.put(bytes);
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[ByteUtils.readVarint(in)];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void room(int bytes) {
        if (buffer.remaining() < bytes) {
            buffer = ByteBuffer.allocate(Math.max(buffer.capacity() * 2, buffer.position() + bytes))
                    .put(buffer.flip());
        }
    }

    private byte[] written() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}

package io.tidegate.streams.route;

import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.route.OpenPane.Entry;
import io.tidegate.streams.route.OpenPane.Kind;
import io.tidegate.streams.shell.Codec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Open panes as changelog entries: every write appends a segment with the samples that changed and the totals as they are
 * now, so that a pane of a million samples costs what came since the last commit, not the million.
 */
final class PaneCodec implements Codec<PaneKey, OpenPane> {

    @Override
    public void write(PaneKey key, OpenPane pane, KeyValueStore<Bytes, byte[]> entries) {
        entries.put(entryKey(key, pane.segments++), segment(pane));
        pane.unsaved.clear();
        pane.touched = false;
    }

    @Override
    public void remove(PaneKey key, OpenPane pane, KeyValueStore<Bytes, byte[]> entries) {
        for (int segment = 0; segment < pane.segments; segment++) {
            entries.delete(entryKey(key, segment));
        }
    }

    @Override
    public void read(Bytes entryKey, byte[] entry, Map<PaneKey, OpenPane> panes) {
        var in = new DataInputStream(new ByteArrayInputStream(entry));
        try {
            var series = readSeries(in);
            var key = new PaneKey(series.key(), in.readLong(), in.readLong());
            var pane = panes.computeIfAbsent(key, _ -> new OpenPane(series, key.start(), key.length()));
            pane.segments = Math.max(pane.segments, segmentOf(entryKey) + 1);
            readState(in, pane);
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                pane.restore(readSample(in));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("a pane's changelog entry ends early", broken);
        }
    }

    // Segments of a pane sort in the order in which they were written.
    private static Bytes entryKey(PaneKey key, int segment) {
        byte[] series = key.series().getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(series.length + 1 + Long.BYTES * 2 + Integer.BYTES)
                .put(series)
                .put((byte) 0)
                .putLong(key.start())
                .putLong(key.length())
                .putInt(segment)
                .array());
    }

    private static int segmentOf(Bytes entryKey) {
        byte[] bytes = entryKey.get();
        return ByteBuffer.wrap(bytes).getInt(bytes.length - Integer.BYTES);
    }

    private static byte[] segment(OpenPane pane) {
        var bytes = new ByteArrayOutputStream(128 + pane.unsaved.cardinality() * 36);
        var out = new DataOutputStream(bytes);
        try {
            writeSeries(out, pane.series);
            out.writeLong(pane.start);
            out.writeLong(pane.length);
            writeState(out, pane);
            out.writeInt(pane.unsaved.cardinality());
            for (int slot = pane.unsaved.nextSetBit(0); slot >= 0; slot = pane.unsaved.nextSetBit(slot + 1)) {
                writeSample(out, pane.entry(slot));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void writeSeries(DataOutput out, SeriesId series) throws IOException {
        out.writeUTF(series.name());
        out.writeInt(series.dimensions().size());
        for (var dimension : series.dimensions().entrySet()) {
            out.writeUTF(dimension.getKey());
            out.writeUTF(dimension.getValue());
        }
    }

    private static SeriesId readSeries(DataInput in) throws IOException {
        String name = in.readUTF();
        int count = in.readInt();
        var dimensions = new TreeMap<String, String>();
        for (int i = 0; i < count; i++) {
            dimensions.put(in.readUTF(), in.readUTF());
        }
        return SeriesId.of(name, dimensions);
    }

    private static void writeState(DataOutput out, OpenPane pane) throws IOException {
        var totals = pane.totals;
        out.writeLong(pane.revision);
        out.writeLong(pane.sentRevision);
        out.writeLong(totals.count);
        out.writeDouble(totals.sum);
        out.writeDouble(totals.min);
        out.writeDouble(totals.max);
        out.writeDouble(totals.last);
        out.writeLong(totals.lastAt);
        out.writeInt(totals.samples);
        out.writeInt(totals.absent);
        out.writeInt(totals.failed);
        out.writeInt(totals.replaced);
    }

    private static void readState(DataInput in, OpenPane pane) throws IOException {
        var totals = pane.totals;
        pane.revision = in.readLong();
        pane.sentRevision = in.readLong();
        totals.count = in.readLong();
        totals.sum = in.readDouble();
        totals.min = in.readDouble();
        totals.max = in.readDouble();
        totals.last = in.readDouble();
        totals.lastAt = in.readLong();
        totals.samples = in.readInt();
        totals.absent = in.readInt();
        totals.failed = in.readInt();
        totals.replaced = in.readInt();
    }

    private static void writeSample(DataOutput out, Entry sample) throws IOException {
        out.writeLong(sample.at());
        out.writeChar(sample.kind().code());
        out.writeDouble(sample.value());
        out.writeLong(sample.weight());
        out.writeUTF(sample.source());
        out.writeBoolean(sample.id() != null);
        if (sample.id() != null) {
            out.writeUTF(sample.id());
        }
    }

    private static Entry readSample(DataInput in) throws IOException {
        return new Entry(
                in.readLong(),
                Kind.of(in.readChar()),
                in.readDouble(),
                in.readLong(),
                in.readUTF(),
                in.readBoolean() ? in.readUTF() : null);
    }
}

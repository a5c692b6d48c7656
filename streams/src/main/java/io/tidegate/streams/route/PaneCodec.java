package io.tidegate.streams.route;

import io.tidegate.streams.shell.Codec;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Open panes as changelog entries: one with the totals, then one for each segment of samples. A write replaces the totals and
 * the segments that have changed, so that a pane of a million samples costs what came since the last commit, not the million.
 */
final class PaneCodec implements Codec<PaneKey, OpenPane> {
    private static final int TOTALS = 0;
    private static final int FIRST_SEGMENT = 1;
    private static final int SUFFIX = 1 + Long.BYTES * 2 + Integer.BYTES;

    private final PaneBytes scratch = new PaneBytes();

    @Override
    public void write(PaneKey key, OpenPane pane, KeyValueStore<Bytes, byte[]> entries) {
        byte[] series = key.series().getBytes(StandardCharsets.UTF_8);
        entries.put(entryKey(series, key, TOTALS), scratch.totals(pane));
        for (int segment = pane.unsaved.nextSetBit(0); segment >= 0; segment = pane.unsaved.nextSetBit(segment + 1)) {
            entries.put(entryKey(series, key, FIRST_SEGMENT + segment), scratch.segment(pane, segment));
        }
        pane.unsaved.clear();
        pane.touched = false;
    }

    @Override
    public void remove(PaneKey key, OpenPane pane, KeyValueStore<Bytes, byte[]> entries) {
        byte[] series = key.series().getBytes(StandardCharsets.UTF_8);
        entries.delete(entryKey(series, key, TOTALS));
        for (int slot = 0; slot < pane.size(); slot += OpenPane.SEGMENT) {
            entries.delete(entryKey(series, key, FIRST_SEGMENT + slot / OpenPane.SEGMENT));
        }
    }

    @Override
    public void read(Bytes entryKey, byte[] entry, Map<PaneKey, OpenPane> panes) {
        var key = paneKey(entryKey.get());
        var pane = panes.get(key);
        try {
            if (pane == null) {
                panes.put(key, PaneBytes.readTotals(ByteBuffer.wrap(entry), key));
            } else {
                PaneBytes.readSegment(ByteBuffer.wrap(entry), pane);
            }
        } catch (BufferUnderflowException broken) {
            throw new IllegalStateException("changelog entry of pane %s must not end early".formatted(key), broken);
        }
    }

    // Entries of a pane sort in the order in which they are read: totals, then its segments.
    private static Bytes entryKey(byte[] series, PaneKey key, int entry) {
        return Bytes.wrap(ByteBuffer.allocate(series.length + SUFFIX)
                .put(series)
                .put((byte) 0)
                .putLong(key.start())
                .putLong(key.length())
                .putInt(entry)
                .array());
    }

    private static PaneKey paneKey(byte[] entryKey) {
        int series = entryKey.length - SUFFIX;
        var rest = ByteBuffer.wrap(entryKey, series + 1, Long.BYTES * 2);
        return new PaneKey(new String(entryKey, 0, series, StandardCharsets.UTF_8), rest.getLong(), rest.getLong());
    }
}

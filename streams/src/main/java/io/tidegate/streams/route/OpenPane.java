package io.tidegate.streams.route;

import io.tidegate.streams.pane.Counter;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.pane.Sketch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One pane of one series at one origin, while its samples may still come or be replaced. It holds every sample by its
 * identity, so that a second one of the same identity replaces the first without un-merging. Mutable; owned by one task.
 */
final class OpenPane {
    /** Samples that the changelog keeps together: the fewer, the less is written again with a new one beside them. */
    static final int SEGMENT = 32;

    final SeriesId series;
    final long start;
    final long length;
    final Totals totals = new Totals();

    /** Offset of the last sample that changed it: grows by itself, also over a loss of state. */
    long revision = -1;

    /** Revision that the journal has. */
    long sentRevision = -1;

    /** Whether it is among the panes to be sent. */
    boolean queued;

    /** Whether the store knows that it has changed. */
    boolean touched;

    /** Append time of the first sample that the journal has yet to see; -1 for none. */
    long unsentSince = -1;

    /** Segments that the changelog does not have as they are now. */
    final BitSet unsaved = new BitSet();

    // Samples by slot, in order of arrival; columns, for there may be a million.
    private long[] at = new long[4];
    private double[] value = new double[4];
    private long[] weight = new long[4];
    private Kind[] kind = new Kind[4];
    private int[] source = new int[4];
    private @Nullable String @Nullable [] ids;
    private int size;

    // Open addressing over the slots of samples without an id: slot + 1, 0 for free.
    private int[] table = new int[8];
    private final Map<String, Integer> slotsById = new HashMap<>();
    private final Map<String, Integer> sourceIndexes = new HashMap<>();
    private final List<String> sources = new ArrayList<>();

    // What of the samples is in the sketch; null until one is asked for, and after a sample was replaced.
    private Sketch.@Nullable Builder sketch;
    private int sketched;

    OpenPane(SeriesId series, long start, long length) {
        this.series = series;
        this.start = start;
        this.length = length;
    }

    /** What a sample holds. */
    enum Kind {
        NUMBER('n'),
        ABSENT('a'),
        FAILED('f'),
        /** Moved to another pane by a later sample of the same id. */
        GONE('g');

        private final char code;

        Kind(char code) {
            this.code = code;
        }

        /** How it is stored. */
        char code() {
            return code;
        }

        static Kind of(char code) {
            return switch (code) {
                case 'n' -> NUMBER;
                case 'a' -> ABSENT;
                case 'f' -> FAILED;
                case 'g' -> GONE;
                default -> throw new IllegalArgumentException("kind must be one of n, a, f, g, was " + code);
            };
        }
    }

    /**
     * A sample as a pane keeps it.
     *
     * @param at event time, ms since the epoch
     * @param id null when (at, source) is the identity
     */
    record Entry(
            long at,
            Kind kind,
            double value,
            long weight,
            String source,
            @Nullable String id) {}

    /** What the samples amount to. */
    static final class Totals {
        long count;
        double sum;
        double min;
        double max;
        double last;
        long lastAt;
        int samples;
        int absent;
        int failed;
        int replaced;

        private void add(long at, Kind kind, double value, long weight) {
            samples++;
            switch (kind) {
                case NUMBER -> addNumber(at, value, weight);
                case ABSENT -> absent++;
                case FAILED -> failed++;
                case GONE -> samples--;
            }
        }

        private void addNumber(long at, double value, long weight) {
            boolean first = count == 0;
            count += weight;
            sum += value * weight;
            min = first ? value : Math.min(min, value);
            max = first ? value : Math.max(max, value);
            if (first || at >= lastAt) {
                last = value;
                lastAt = at;
            }
        }

        private void clear() {
            count = 0;
            sum = 0;
            min = 0;
            max = 0;
            last = 0;
            lastAt = 0;
            samples = 0;
            absent = 0;
            failed = 0;
        }
    }

    boolean isSent() {
        return sentRevision == revision;
    }

    int size() {
        return size;
    }

    Entry entry(int slot) {
        return new Entry(
                at[slot],
                kind[slot],
                value[slot],
                weight[slot],
                sources.get(source[slot]),
                ids == null ? null : ids[slot]);
    }

    /** Takes in a sample; false when it is one that the pane has just so. */
    boolean add(Entry entry) {
        int sourceIndex = indexOf(entry.source());
        int slot = slotOf(entry, sourceIndex);
        if (slot < 0) {
            unsaved.set(size / SEGMENT);
            append(entry, sourceIndex);
            totals.add(entry.at(), entry.kind(), entry.value(), entry.weight());
            return true;
        }
        if (entry(slot).equals(entry)) {
            return false;
        }
        unsaved.set(slot / SEGMENT);
        set(slot, entry, sourceIndex);
        sketch = null;
        totals.replaced++;
        recount();
        return true;
    }

    /** Its numbers for quantiles, each by the measurements that it stands for. */
    Sketch sketch() {
        if (sketch == null) {
            sketch = new Sketch.Builder();
            sketched = 0;
        }
        for (; sketched < size; sketched++) {
            if (kind[sketched] == Kind.NUMBER) {
                sketch.add(value[sketched], weight[sketched]);
            }
        }
        return sketch.build();
    }

    /** Its numbers one by one, for a rate. */
    Counter counter() {
        return Counter.of(IntStream.range(0, size)
                .filter(slot -> kind[slot] == Kind.NUMBER)
                .mapToObj(slot -> new Counter.Reading(at[slot], value[slot]))
                .toList());
    }

    /** Takes in the next sample that the changelog held; the totals are restored by themselves. */
    void restore(Entry entry) {
        append(entry, indexOf(entry.source()));
    }

    /** Whether it holds the sample with an id, and no later one took it to another pane. */
    boolean holds(String id) {
        var slot = slotsById.get(id);
        return slot != null && kind[slot] != Kind.GONE;
    }

    /** Event time of the sample with an id; null when there is none. */
    @Nullable
    Long atOf(String id) {
        var slot = slotsById.get(id);
        return slot == null ? null : at[slot];
    }

    private int slotOf(Entry entry, int sourceIndex) {
        if (entry.id() != null) {
            return slotsById.getOrDefault(entry.id(), -1);
        }
        int probe = probe(entry.at(), sourceIndex);
        return table[probe] - 1;
    }

    private void recount() {
        totals.clear();
        for (int slot = 0; slot < size; slot++) {
            totals.add(at[slot], kind[slot], value[slot], weight[slot]);
        }
    }

    private void set(int slot, Entry entry, int sourceIndex) {
        at[slot] = entry.at();
        kind[slot] = entry.kind();
        value[slot] = entry.value();
        weight[slot] = entry.weight();
        source[slot] = sourceIndex;
    }

    private void append(Entry entry, int sourceIndex) {
        if (size == at.length) {
            grow();
        }
        set(size, entry, sourceIndex);
        if (entry.id() == null) {
            table[probe(entry.at(), sourceIndex)] = size + 1;
        } else {
            ids = ids == null ? new String[at.length] : ids;
            ids[size] = entry.id();
            slotsById.put(entry.id(), size);
        }
        size++;
    }

    private void grow() {
        int capacity = size * 2;
        at = Arrays.copyOf(at, capacity);
        value = Arrays.copyOf(value, capacity);
        weight = Arrays.copyOf(weight, capacity);
        kind = Arrays.copyOf(kind, capacity);
        source = Arrays.copyOf(source, capacity);
        ids = ids == null ? null : Arrays.copyOf(ids, capacity);
        table = new int[capacity * 2];
        for (int slot = 0; slot < size; slot++) {
            if (ids == null || ids[slot] == null) {
                table[probe(at[slot], source[slot])] = slot + 1;
            }
        }
    }

    // Where (time, source) stands in the table, or would.
    private int probe(long time, int sourceIndex) {
        int mask = table.length - 1;
        long mixed = (time * 31 + sourceIndex) * 0x9E3779B97F4A7C15L; // Fibonacci hashing (Knuth, TAOCP 3, 6.4).
        int i = (int) (mixed >>> 40) & mask;
        while (table[i] != 0 && (at[table[i] - 1] != time || source[table[i] - 1] != sourceIndex)) {
            i = (i + 1) & mask;
        }
        return i;
    }

    private int indexOf(String name) {
        if (!sources.isEmpty() && sources.getLast().equals(name)) {
            return sources.size() - 1; // Nearly always there is but one.
        }
        var known = sourceIndexes.putIfAbsent(name, sources.size());
        if (known != null) {
            return known;
        }
        sources.add(name);
        return sources.size() - 1;
    }
}

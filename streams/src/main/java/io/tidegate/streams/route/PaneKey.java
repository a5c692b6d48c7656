package io.tidegate.streams.route;

import java.util.Comparator;

/** Names an open pane: series key, start and length in ms. */
record PaneKey(String series, long start, long length) implements Comparable<PaneKey> {
    private static final Comparator<PaneKey> ORDER = Comparator.comparing(PaneKey::series)
            .thenComparingLong(PaneKey::start)
            .thenComparingLong(PaneKey::length);

    @Override
    public int compareTo(PaneKey other) {
        return ORDER.compare(this, other);
    }
}

package io.tidegate.streams.pane;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The panes of one series that a window may still need. Immutable.
 *
 * @param panes sorted by start, then length, then origin
 * @param late partial panes that came after completion and were left out
 */
public record SeriesPanes(SeriesId series, List<PartialPane> panes, long late) {
    public SeriesPanes {
        panes = List.copyOf(panes);
    }

    /** A series without panes. */
    public static SeriesPanes of(SeriesId series) {
        return new SeriesPanes(series, List.of(), 0);
    }

    /**
     * With a partial pane added, in place of an older revision. One that is complete already at {@code now} is late and
     * only counted, whatever it holds: a complete pane never changes.
     */
    public SeriesPanes with(PartialPane pane, Duration lateness, Instant now) {
        if (!pane.end().plus(lateness).isAfter(now)) {
            return new SeriesPanes(series, panes, late + 1);
        }
        int at = Collections.binarySearch(panes, pane, PartialPane.ORDER);
        if (at >= 0 && panes.get(at).revision() >= pane.revision()) {
            return this;
        }
        var next = new ArrayList<PartialPane>(panes.size() + 1);
        next.addAll(panes);
        if (at >= 0) {
            next.set(at, pane);
        } else {
            next.add(-at - 1, pane);
        }
        return new SeriesPanes(series, next, late);
    }

    /** Whether there are panes, none of which ended at or before {@code horizon}. */
    public boolean isNeededAfter(Instant horizon) {
        return !panes.isEmpty() && panes.getFirst().end().isAfter(horizon);
    }

    /** Without the panes that ended at or before {@code horizon}; itself when there are none. */
    public SeriesPanes since(Instant horizon) {
        if (panes.isEmpty() || isNeededAfter(horizon)) {
            return this;
        }
        var kept = new ArrayList<PartialPane>(panes.size());
        for (var pane : panes) {
            if (pane.end().isAfter(horizon)) {
                kept.add(pane);
            }
        }
        return new SeriesPanes(series, kept, late);
    }

    /** Length of the newest pane; the default without panes. */
    public Duration paneLength() {
        return panes.isEmpty() ? PartialPane.DEFAULT_LENGTH : panes.getLast().length();
    }
}

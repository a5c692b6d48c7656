package io.tidegate.streams.route;

import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.route.OpenPane.Entry;
import io.tidegate.streams.shell.ObjectStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The open panes of one task: takes in samples, tells which panes the journal has yet to see, forgets old ones. */
final class OpenPanes {
    private final ObjectStore<PaneKey, OpenPane> store;
    private final List<OpenPane> unsent = new ArrayList<>();
    // The pane that a series was last seen in: most samples go there.
    private final Map<String, OpenPane> latest = new HashMap<>();

    OpenPanes(ObjectStore<PaneKey, OpenPane> store) {
        this.store = store;
        store.all().values().stream().filter(pane -> !pane.isSent()).forEach(this::queue);
    }

    /**
     * Takes in a sample that has come with {@code revision}; returns its pane, or null when it changed nothing.
     *
     * @param timed whether the event time is the sample's own; one that has none and repeats an id stays where the first is
     */
    @Nullable
    OpenPane add(SeriesId series, long length, Entry entry, boolean timed, long revision) {
        var sample = entry;
        if (entry.id() != null) {
            var earlier = find(series.key(), entry.id());
            if (earlier != null && !timed) {
                sample = at(entry, earlier.atOf(entry.id()));
            } else if (earlier != null && earlier.start != startOf(entry.at(), length)) {
                touch(earlier, at(gone(entry), earlier.atOf(entry.id())), revision);
            }
        }
        var pane = open(series, startOf(sample.at(), length), length);
        return touch(pane, sample, revision) ? pane : null;
    }

    /** Panes that have changed since they were last sent and that {@code which} picks; they count as sent from now on. */
    List<OpenPane> takeUnsent(Predicate<OpenPane> which) {
        var taken = new ArrayList<OpenPane>();
        unsent.removeIf(pane -> which.test(pane) && taken.add(pane));
        for (var pane : taken) {
            pane.queued = false;
            pane.sentRevision = pane.revision;
            store.put(keyOf(pane), pane);
        }
        return taken;
    }

    /** Forgets the sent panes that {@code old} picks: a sample for them is late everywhere. */
    void forget(Predicate<OpenPane> old) {
        var gone = store.all().values().stream()
                .filter(pane -> pane.isSent() && old.test(pane))
                .toList();
        gone.forEach(pane -> {
            store.remove(keyOf(pane));
            latest.remove(pane.series.key(), pane);
        });
    }

    int size() {
        return store.all().size();
    }

    private boolean touch(OpenPane pane, Entry entry, long revision) {
        if (!pane.add(entry)) {
            return false;
        }
        pane.revision = revision;
        if (!pane.touched) {
            pane.touched = true;
            store.put(keyOf(pane), pane);
        }
        if (!pane.queued) {
            queue(pane);
        }
        return true;
    }

    private void queue(OpenPane pane) {
        pane.queued = true;
        unsent.add(pane);
    }

    private OpenPane open(SeriesId series, long start, long length) {
        var last = latest.get(series.key());
        if (last != null && last.start == start && last.length == length) {
            return last;
        }
        var known = store.get(new PaneKey(series.key(), start, length));
        var pane = known == null ? new OpenPane(series, start, length) : known;
        latest.put(series.key(), pane);
        return pane;
    }

    private @Nullable OpenPane find(String series, String id) {
        var from = new PaneKey(series, Long.MIN_VALUE, 0);
        var to = new PaneKey(series, Long.MAX_VALUE, Long.MAX_VALUE);
        return store.all().subMap(from, to).values().stream()
                .filter(pane -> pane.holds(id))
                .findFirst()
                .orElse(null);
    }

    private static Entry at(Entry entry, @Nullable Long at) {
        return at == null
                ? entry
                : new Entry(at, entry.kind(), entry.value(), entry.weight(), entry.source(), entry.id());
    }

    private static Entry gone(Entry entry) {
        return new Entry(entry.at(), OpenPane.Kind.GONE, 0, 0, entry.source(), entry.id());
    }

    private static PaneKey keyOf(OpenPane pane) {
        return new PaneKey(pane.series.key(), pane.start, pane.length);
    }

    private static long startOf(long at, long length) {
        return Math.floorDiv(at, length) * length;
    }
}

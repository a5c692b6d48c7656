package io.tidegate.streams.replay;

import io.tidegate.schemas.Snapshot;
import io.tidegate.schemas.SnapshotMarker;
import io.tidegate.schemas.SnapshotScope;
import io.tidegate.schemas.TargetState;
import io.tidegate.streams.capacity.CapacityDecider;
import io.tidegate.streams.capacity.CapacityState;
import io.tidegate.streams.decide.StateSerdes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Collects snapshot records, in the order of their topic, and finds the complete ones of whole domains. */
public final class Seeds {
    private final Predicate<Snapshot> wanted;
    private final Map<String, TreeMap<String, CapacityState>> open = new TreeMap<>();
    private final Map<String, Seed> complete = new TreeMap<>();

    /** Only snapshots that {@code wanted} picks, say those before a time; of each domain the last one counts. */
    public Seeds(Predicate<Snapshot> wanted) {
        this.wanted = wanted;
    }

    /** Takes in one record. One of another decider or state version is left out: it would not mean the same. */
    public void add(Snapshot snapshot) {
        if (snapshot.getDeciderVersion() != CapacityDecider.VERSION
                || snapshot.getStateVersion() != CapacityState.VERSION
                || !wanted.test(snapshot)) {
            return;
        }
        String group = snapshot.getDomain() + "|" + snapshot.getJournalOffset();
        switch (snapshot.getContent()) {
            case TargetState state ->
                open.computeIfAbsent(group, _ -> new TreeMap<>()).put(state.getTarget(), StateSerdes.fromAvro(state));
            case SnapshotMarker marker -> close(group, snapshot, marker);
            default ->
                throw new IllegalArgumentException("content must be TargetState or SnapshotMarker, was "
                        + snapshot.getContent().getClass().getSimpleName());
        }
    }

    private void close(String group, Snapshot snapshot, SnapshotMarker marker) {
        var states = open.remove(group);
        if (marker.getScope() == SnapshotScope.DOMAIN && states != null && states.size() == marker.getCount()) {
            complete.put(
                    snapshot.getDomain(),
                    new Seed(
                            snapshot.getDomain(),
                            snapshot.getPartition(),
                            snapshot.getJournalOffset(),
                            StateSerdes.fromAvro(snapshot.getClock()),
                            states));
        }
    }

    /** The last complete snapshot of every domain of a journal partition. */
    public List<Seed> of(int partition) {
        return complete.values().stream()
                .filter(seed -> seed.partition() == partition)
                .toList();
    }

    /** The last complete snapshot of every domain. */
    public Collection<Seed> all() {
        return List.copyOf(complete.values());
    }
}

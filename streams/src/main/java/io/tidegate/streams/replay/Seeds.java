package io.tidegate.streams.replay;

import io.tidegate.schemas.Overrides;
import io.tidegate.schemas.Snapshot;
import io.tidegate.schemas.SnapshotMarker;
import io.tidegate.schemas.SnapshotScope;
import io.tidegate.streams.capacity.CapacityDecider;
import io.tidegate.streams.capacity.CapacityState;
import io.tidegate.streams.decide.Held;
import io.tidegate.streams.decide.HeldSerdes;
import io.tidegate.streams.decide.StateSerdes;
import io.tidegate.streams.journal.Input.Overridden;
import io.tidegate.streams.journal.OverrideSerdes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Collects snapshot records, in the order of their topic, and finds the complete ones of whole domains. */
public final class Seeds {
    private final Predicate<Snapshot> wanted;
    private final Map<String, Open> open = new TreeMap<>();
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
            case SnapshotMarker marker -> close(open.remove(group), snapshot, marker);
            case Overrides overrides -> open(group).overridden = Optional.of(OverrideSerdes.fromAvro(overrides));
            case Object state -> open(group).add(HeldSerdes.fromAvro(state));
        }
    }

    private Open open(String group) {
        return open.computeIfAbsent(group, _ -> new Open());
    }

    private void close(@Nullable Open records, Snapshot snapshot, SnapshotMarker marker) {
        if (marker.getScope() == SnapshotScope.DOMAIN && records != null && records.count() == marker.getCount()) {
            complete.put(
                    snapshot.getDomain(),
                    new Seed(
                            snapshot.getDomain(),
                            snapshot.getPartition(),
                            snapshot.getJournalOffset(),
                            StateSerdes.fromAvro(snapshot.getClock()),
                            List.copyOf(records.states.values()),
                            records.overridden));
        }
    }

    /** The records of a snapshot that is not closed yet. */
    private static final class Open {
        private final TreeMap<String, Held> states = new TreeMap<>();
        private Optional<Overridden> overridden = Optional.empty();

        void add(Held state) {
            states.put(state.target(), state);
        }

        int count() {
            return states.size() + (overridden.isPresent() ? 1 : 0);
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

package io.tidegate.streams.decide;

import io.tidegate.schemas.Snapshot;
import io.tidegate.schemas.SnapshotMarker;
import io.tidegate.schemas.SnapshotScope;
import io.tidegate.streams.capacity.CapacityDecider;
import io.tidegate.streams.capacity.CapacityState;
import io.tidegate.streams.decide.JournalPartition.Result.SnapshotDue;
import io.tidegate.streams.journal.OverrideSerdes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** Snapshot records: one for each target, one for the overrides of a whole domain, closed by a marker that counts them. */
final class Snapshots {
    private Snapshots() {}

    static Stream<Snapshot> of(SnapshotDue due, int partition, long offset, TargetStates states) {
        var contents = contents(due, states);
        var scope = due.wholeDomain() ? SnapshotScope.DOMAIN : SnapshotScope.TARGETS;
        contents.add(new SnapshotMarker(scope, contents.size()));
        return contents.stream()
                .map(content -> new Snapshot(
                        due.domain(),
                        partition,
                        offset,
                        StateSerdes.toAvro(states.clock()),
                        CapacityDecider.VERSION,
                        CapacityState.VERSION,
                        content));
    }

    private static List<SpecificRecord> contents(SnapshotDue due, TargetStates states) {
        var contents = new ArrayList<SpecificRecord>();
        for (String target : due.targets()) {
            var state = states.get(target);
            if (state != null) {
                contents.add(HeldSerdes.toAvro(state));
            }
        }
        var overridden = states.overridden(due.domain());
        if (due.wholeDomain() && overridden != null) {
            contents.add(OverrideSerdes.toAvro(overridden));
        }
        return contents;
    }
}

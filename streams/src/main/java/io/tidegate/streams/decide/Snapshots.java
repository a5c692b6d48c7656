package io.tidegate.streams.decide;

import io.tidegate.schemas.Snapshot;
import io.tidegate.schemas.SnapshotMarker;
import io.tidegate.schemas.SnapshotScope;
import io.tidegate.streams.capacity.CapacityDecider;
import io.tidegate.streams.capacity.CapacityState;
import io.tidegate.streams.decide.JournalPartition.Result.SnapshotDue;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Snapshot records: one for each target, closed by a marker that counts them. */
final class Snapshots {
    private Snapshots() {}

    static Stream<Snapshot> of(SnapshotDue due, int partition, long offset, TargetStates states) {
        List<CapacityState> recorded =
                due.targets().stream().map(states::get).filter(Objects::nonNull).toList();
        var scope = due.wholeDomain() ? SnapshotScope.DOMAIN : SnapshotScope.TARGETS;
        return Stream.concat(
                        recorded.stream().map(StateSerdes::toAvro),
                        Stream.of(new SnapshotMarker(scope, recorded.size())))
                .map(content -> new Snapshot(
                        due.domain(),
                        partition,
                        offset,
                        StateSerdes.toAvro(states.clock()),
                        CapacityDecider.VERSION,
                        CapacityState.VERSION,
                        content));
    }
}

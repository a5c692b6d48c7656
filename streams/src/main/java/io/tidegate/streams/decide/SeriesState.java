package io.tidegate.streams.decide;

import io.tidegate.schemas.StoredPane;
import io.tidegate.streams.pane.Aggregate;
import io.tidegate.streams.pane.PaneSerdes;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.pane.SeriesPanes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** The panes in a decider's state, to and from their record. */
final class SeriesState {
    private SeriesState() {}

    static io.tidegate.schemas.SeriesPanes toAvro(SeriesPanes panes) {
        return new io.tidegate.schemas.SeriesPanes(
                panes.series().key(),
                panes.series().name(),
                panes.series().dimensions(),
                panes.late(),
                panes.panes().stream().map(SeriesState::pane).toList());
    }

    static SeriesPanes fromAvro(io.tidegate.schemas.SeriesPanes panes) {
        var id = new SeriesId(panes.getSeries(), panes.getName(), new TreeMap<>(panes.getDimensions()));
        List<PartialPane> stored =
                panes.getPanes().stream().map(SeriesState::pane).toList();
        return new SeriesPanes(id, stored, panes.getLate());
    }

    private static StoredPane pane(PartialPane pane) {
        var all = pane.aggregate();
        return new StoredPane(
                pane.start().toEpochMilli(),
                pane.length().toMillis(),
                pane.origin(),
                pane.revision(),
                all.count(),
                all.sum(),
                all.min(),
                all.max(),
                all.last(),
                all.lastAt().toEpochMilli(),
                PaneSerdes.bytes(pane.sketch()),
                pane.failed(),
                PaneSerdes.bytes(pane.counter()));
    }

    private static PartialPane pane(StoredPane pane) {
        return new PartialPane(
                Instant.ofEpochMilli(pane.getStart()),
                Duration.ofMillis(pane.getLengthMillis()),
                pane.getOrigin(),
                pane.getRevision(),
                new Aggregate(
                        pane.getCount(),
                        pane.getSum(),
                        pane.getMin(),
                        pane.getMax(),
                        pane.getLast(),
                        Instant.ofEpochMilli(pane.getLastAt())),
                pane.getFailed(),
                PaneSerdes.sketch(pane.getSketch()),
                PaneSerdes.counter(pane.getReadings()));
    }
}

package io.tidegate.streams.route;

import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.PartialPane;
import io.tidegate.streams.pane.PaneSerdes;
import io.tidegate.streams.route.OpenPane.Entry;
import io.tidegate.streams.route.OpenPane.Kind;
import io.tidegate.streams.route.SeriesTable.Known;
import io.tidegate.streams.shell.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The panes that some policies want, from their samples to the topic that they go to. Belongs to one task. */
final class PaneFlow {
    // Beyond its lateness a pane is kept for this long, for the clocks of machines disagree.
    private static final Duration RETENTION = Duration.ofMinutes(1);

    private final ProcessorContext<Object, Object> context;
    private final PolicyUpdates policies;
    private final boolean shadows;
    private final Duration flush;
    private final OpenPanes panes;
    private final String sink;

    @SuppressWarnings("NullAway.Init") // Made before anything is looked up.
    private SeriesTable table;

    private boolean idle;
    private long indexed = -1;

    private PaneFlow(
            ProcessorContext<Object, Object> context,
            PolicyUpdates policies,
            boolean shadows,
            Duration flush,
            String store,
            String sink) {
        this.context = context;
        this.policies = policies;
        this.shadows = shadows;
        this.flush = flush;
        this.panes = new OpenPanes(context.getStateStore(store));
        this.sink = sink;
    }

    /** What the policies want that drive something. */
    static PaneFlow ofJournal(ProcessorContext<Object, Object> context, PolicyUpdates policies, Duration flush) {
        return new PaneFlow(context, policies, false, flush, RouteTopology.PANES, RouteTopology.JOURNAL);
    }

    /** What shadows want, whoever else wants it. */
    static PaneFlow ofShadows(ProcessorContext<Object, Object> context, PolicyUpdates policies, Duration flush) {
        return new PaneFlow(context, policies, true, flush, RouteTopology.SHADOW_PANES, RouteTopology.SHADOW_JOURNAL);
    }

    void add(MetricSample sample, long appendedAt, long offset) {
        refreshTable();
        if (idle) {
            return;
        }
        var wanted = table.of(sample.getName(), sample.getDimensions());
        if (wanted.interest.isNone()) {
            return;
        }
        long at = sample.getAt() == null ? appendedAt : sample.getAt().toEpochMilli();
        var pane = panes.add(wanted.series, length(sample), entry(sample, at), sample.getAt() != null, offset);
        if (pane != null && pane.unsentSince < 0) {
            pane.unsentSince = appendedAt;
        }
    }

    private static long length(MetricSample sample) {
        var period = sample.getPeriodSeconds();
        return period == null
                ? io.tidegate.streams.pane.PartialPane.DEFAULT_LENGTH.toMillis()
                : Duration.ofSeconds(period).toMillis();
    }

    private static Entry entry(MetricSample sample, long at) {
        var kind = switch (sample.getStatus()) {
            case OK -> Kind.NUMBER;
            case ABSENT -> Kind.ABSENT;
            case SOURCE_ERROR -> Kind.FAILED;
        };
        double value = sample.getValue() == null ? 0 : sample.getValue();
        return new Entry(at, kind, value, sample.getSampleCount(), sample.getSource(), sample.getSampleId());
    }

    void forget(long now) {
        refreshTable();
        panes.forget(pane -> isOver(pane, now));
    }

    private boolean isOver(OpenPane pane, long now) {
        long lateness = table.of(pane.series).interest.latenessMillis();
        return pane.start + pane.length + lateness + RETENTION.toMillis() < now;
    }

    void flush(long now) {
        refreshTable();
        for (var pane : panes.takeUnsent(pane -> isDue(pane, now))) {
            send(pane, table.of(pane.series), now);
        }
    }

    private boolean isDue(OpenPane pane, long now) {
        var wanted = table.of(pane.series);
        return wanted.interest.early() || now - wanted.sentAt >= flush.toMillis();
    }

    private void send(OpenPane pane, Known wanted, long now) {
        var headers = Provenance.ofPane(pane.unsentSince < 0 ? now : pane.unsentSince);
        pane.unsentSince = -1;
        wanted.sentAt = now;
        wanted.interest.targetsByDomain().forEach((domain, targets) -> {
            var entry = new JournalEntry(domain, partial(pane, wanted.interest, targets));
            context.forward(new Record<>(domain, entry, now, headers), sink);
        });
    }

    private PartialPane partial(OpenPane pane, Interest interest, List<String> targets) {
        var totals = pane.totals;
        return PartialPane.newBuilder()
                .setSeries(pane.series.key())
                .setName(pane.series.name())
                .setDimensions(pane.series.dimensions())
                .setStart(Instant.ofEpochMilli(pane.start))
                .setLengthMillis(pane.length)
                .setOrigin(context.taskId().partition())
                .setRevision(pane.revision)
                .setCount(totals.count)
                .setSum(totals.sum)
                .setMin(totals.min)
                .setMax(totals.max)
                .setLast(totals.last)
                .setLastAt(Instant.ofEpochMilli(totals.count == 0 ? pane.start : totals.lastAt))
                .setSamples(totals.samples)
                .setAbsent(totals.absent)
                .setFailed(totals.failed)
                .setReplaced(totals.replaced)
                .setTargets(targets)
                .setSketch(interest.quantiles() ? PaneSerdes.bytes(pane.sketch()) : null)
                .setReadings(interest.rate() ? PaneSerdes.bytes(pane.counter()) : null)
                .build();
    }

    private void refreshTable() {
        long count = policies.count(shadows);
        if (count != indexed) {
            ReadOnlyKeyValueStore<String, byte[]> store = context.getStateStore(RouteTopology.POLICIES);
            var index = policies.index(store, shadows);
            table = new SeriesTable(index::of);
            idle = index.isEmpty();
            indexed = count;
        }
    }
}

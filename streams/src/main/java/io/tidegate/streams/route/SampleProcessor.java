package io.tidegate.streams.route;

import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.PartialPane;
import io.tidegate.schemas.sample.MetricSampleSerde;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.streams.pane.PaneSerdes;
import io.tidegate.streams.route.OpenPane.Entry;
import io.tidegate.streams.route.OpenPane.Kind;
import io.tidegate.streams.route.SeriesTable.Known;
import io.tidegate.streams.shell.Poison;
import io.tidegate.streams.shell.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Adds samples to their panes and, every few milliseconds, sends the panes that have changed to the journals of the domains
 * that want them.
 */
final class SampleProcessor implements Processor<byte[], byte[], Object, Object> {
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(5);

    // A sample farther ahead of its arrival than this has a wrong clock.
    private static final Duration MAX_AHEAD = Duration.ofMinutes(1);

    // Beyond its lateness a pane is kept for this long, for the clocks of machines disagree.
    private static final Duration RETENTION = Duration.ofMinutes(1);

    private final MetricSampleSerde serde;
    private final Topic deadLetters;
    private final PolicyUpdates policies;
    private final RouteSettings settings;

    @SuppressWarnings("NullAway.Init") // init() comes first
    private ProcessorContext<Object, Object> context;

    @SuppressWarnings("NullAway.Init")
    private Poison poison;

    @SuppressWarnings("NullAway.Init")
    private OpenPanes panes;

    @SuppressWarnings("NullAway.Init")
    private SeriesTable table;

    private long indexed = -1;

    SampleProcessor(MetricSampleSerde serde, Topic deadLetters, PolicyUpdates policies, RouteSettings settings) {
        this.serde = serde;
        this.deadLetters = deadLetters;
        this.policies = policies;
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        this.poison = new Poison(context, deadLetters, RouteTopology.DEAD_LETTERS);
        this.panes = new OpenPanes(context.getStateStore(RouteTopology.PANES));
        context.schedule(settings.earlyFlush(), PunctuationType.WALL_CLOCK_TIME, this::flush);
        context.schedule(HOUSEKEEPING, PunctuationType.WALL_CLOCK_TIME, this::forget);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var sample = poison.read(record, () -> checked(record));
        if (sample != null) {
            add(sample, record.timestamp());
        }
    }

    private MetricSample checked(Record<byte[], byte[]> record) {
        var sample = serde.deserialize(null, record.headers(), record.value());
        var arrival = Instant.ofEpochMilli(record.timestamp());
        if (sample.getAt() != null && sample.getAt().isAfter(arrival.plus(MAX_AHEAD))) {
            throw new IllegalArgumentException(
                    "at must be at most 60 s ahead of the arrival at %s, was %s".formatted(arrival, sample.getAt()));
        }
        return sample;
    }

    private void add(MetricSample sample, long appendedAt) {
        refreshTable();
        var wanted = table.of(sample.getName(), sample.getDimensions());
        long at = sample.getAt() == null ? appendedAt : sample.getAt().toEpochMilli();
        if (wanted.interest.isNone()) {
            return;
        }
        long offset = context.recordMetadata().map(RecordMetadata::offset).orElse(0L);
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

    private void forget(long now) {
        refreshTable();
        panes.forget(pane -> isOver(pane, now));
    }

    private boolean isOver(OpenPane pane, long now) {
        long lateness = table.of(pane.series).interest.latenessMillis();
        return pane.start + pane.length + lateness + RETENTION.toMillis() < now;
    }

    private void flush(long now) {
        refreshTable();
        for (var pane : panes.takeUnsent(pane -> isDue(pane, now))) {
            send(pane, table.of(pane.series), now);
        }
    }

    private boolean isDue(OpenPane pane, long now) {
        var wanted = table.of(pane.series);
        return wanted.interest.early()
                || now - wanted.sentAt >= settings.flush().toMillis();
    }

    private void send(OpenPane pane, Known wanted, long now) {
        var headers = Provenance.ofPane(pane.unsentSince < 0 ? now : pane.unsentSince);
        pane.unsentSince = -1;
        wanted.sentAt = now;
        wanted.interest.targetsByDomain().forEach((domain, targets) -> {
            var entry = new JournalEntry(domain, partial(pane, wanted.interest, targets));
            context.forward(new Record<>(domain, entry, now, headers), RouteTopology.JOURNAL);
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
        long count = policies.count();
        if (count != indexed) {
            ReadOnlyKeyValueStore<String, byte[]> store = context.getStateStore(RouteTopology.POLICIES);
            table = new SeriesTable(policies.index(store)::of);
            indexed = count;
        }
    }
}

package io.tidegate.streams.route;

import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.sample.MetricSampleSerde;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.streams.shell.Poison;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Adds samples to their panes and, every few milliseconds, sends the panes that have changed: those that policies want which
 * drive something to the journal, and those that shadows want, kept apart, to theirs.
 */
final class SampleProcessor implements Processor<byte[], byte[], Object, Object> {
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(5);

    // A sample farther ahead of its arrival than this has a wrong clock.
    private static final Duration MAX_AHEAD = Duration.ofMinutes(1);

    private final MetricSampleSerde serde;
    private final Topic deadLetters;
    private final PolicyUpdates policies;
    private final RouteSettings settings;

    @SuppressWarnings("NullAway.Init") // init() comes first
    private ProcessorContext<Object, Object> context;

    @SuppressWarnings("NullAway.Init")
    private Poison poison;

    private List<PaneFlow> flows = List.of();

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
        this.flows = List.of(
                PaneFlow.ofJournal(context, policies, settings.flush()),
                PaneFlow.ofShadows(context, policies, settings.flush()));
        context.schedule(
                settings.earlyFlush(), PunctuationType.WALL_CLOCK_TIME, now -> flows.forEach(flow -> flow.flush(now)));
        context.schedule(HOUSEKEEPING, PunctuationType.WALL_CLOCK_TIME, now -> flows.forEach(flow -> flow.forget(now)));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var sample = poison.read(record, () -> checked(record));
        if (sample != null) {
            long offset = context.recordMetadata().map(RecordMetadata::offset).orElse(0L);
            flows.forEach(flow -> flow.add(sample, record.timestamp(), offset));
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
}

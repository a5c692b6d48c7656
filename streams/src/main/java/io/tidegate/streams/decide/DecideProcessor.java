package io.tidegate.streams.decide;

import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.streams.decide.JournalPartition.Result;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.shell.Poison;
import io.tidegate.streams.shell.Provenance;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The shell of a {@link JournalPartition}: reads an entry, lets it decide, sends what it says. Also writes the partition's
 * ticks, on the wall clock: the only place where time enters.
 */
final class DecideProcessor implements Processor<byte[], byte[], Object, Object> {
    private final AvroSerde<JournalEntry> serde;
    private final Topic deadLetters;
    private final DecideSettings settings;

    @SuppressWarnings("NullAway.Init") // init() comes first
    private ProcessorContext<Object, Object> context;

    @SuppressWarnings("NullAway.Init")
    private Poison poison;

    @SuppressWarnings("NullAway.Init")
    private StoredStates states;

    @SuppressWarnings("NullAway.Init")
    private JournalPartition partition;

    DecideProcessor(AvroSerde<JournalEntry> serde, Topic deadLetters, DecideSettings settings) {
        this.serde = serde;
        this.deadLetters = deadLetters;
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        this.poison = new Poison(context, deadLetters, DecideTopology.DEAD_LETTERS);
        this.states = StoredStates.of(context);
        this.partition = new JournalPartition(states, settings.snapshotInterval());
        context.schedule(settings.tickInterval(), PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var entry = poison.read(record, () -> read(serde.deserialize(null, record.value())));
        if (entry != null) {
            decide(entry.domain(), entry.input(), record);
        }
    }

    private static @Nullable Entry read(@Nullable JournalEntry entry) {
        return entry == null ? null : new Entry(entry.getDomain(), JournalSerdes.fromAvro(entry));
    }

    private record Entry(String domain, Input input) {}

    private void decide(String domain, Input input, Record<byte[], byte[]> entry) {
        long offset = context.recordMetadata().map(RecordMetadata::offset).orElse(-1L);
        var made = Provenance.ofDecision(entry.headers(), entry.timestamp(), offset);
        for (var result : partition.apply(domain, input)) {
            switch (result) {
                case Result.Emitted(Decided decided) ->
                    send(
                            DecideTopology.DECISIONS,
                            decided.domain(),
                            OutputSerdes.toAvro(decided, settings.tzdataVersion()),
                            made);
                case Result.Emitted(Commanded command) ->
                    send(
                            DecideTopology.COMMANDS,
                            Target.parse(command.target()).place().key(),
                            OutputSerdes.toAvro(command),
                            made);
                case Result.SnapshotDue due ->
                    Snapshots.of(due, context.taskId().partition(), offset, states)
                            .forEach(snapshot ->
                                    send(DecideTopology.SNAPSHOTS, due.domain(), snapshot, Provenance.none()));
            }
        }
    }

    private void tick(long now) {
        int number = context.taskId().partition();
        var tick = new ScheduleTick(number, Instant.ofEpochMilli(now));
        String key = Integer.toString(number);
        context.forward(new Record<>(key, tick, now), DecideTopology.TICKS);
        context.forward(new Record<>(key, new JournalEntry(key, tick), now), DecideTopology.JOURNAL_TICKS);
    }

    private void send(String child, String key, SpecificRecord value, Headers headers) {
        context.forward(new Record<>(key, value, context.currentSystemTimeMs(), headers), child);
    }
}

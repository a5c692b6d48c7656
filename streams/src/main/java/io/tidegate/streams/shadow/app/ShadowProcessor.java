package io.tidegate.streams.shadow.app;

import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.PartialPane;
import io.tidegate.schemas.PolicyChange;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.serde.UnreadableRecordException;
import io.tidegate.streams.decide.JournalSerdes;
import io.tidegate.streams.shadow.ShadowPartition;
import io.tidegate.streams.shadow.ShadowSerdes;
import io.tidegate.streams.shadow.Shadowed;
import io.tidegate.streams.shell.Provenance;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The shell of a {@link ShadowPartition}: reads an entry, lets it decide, sends what it says. What cannot be read is left out: of
 * the journal the second hop sets it aside, and the journal of shadows is written by the two hops alone (RATIONALE.md).
 */
final class ShadowProcessor implements Processor<byte[], byte[], Object, Object> {
    private final AvroSerde<JournalEntry> journal;
    private final AvroSerde<JournalEntry> own;
    private final String ownTopic;
    private final String tzdataVersion;
    private final ShadowBoard board;

    @SuppressWarnings("NullAway.Init") // init() comes first
    private ProcessorContext<Object, Object> context;

    @SuppressWarnings("NullAway.Init")
    private ShadowPartition partition;

    private @Nullable StoredShadows states;

    ShadowProcessor(
            AvroSerde<JournalEntry> journal,
            AvroSerde<JournalEntry> own,
            String ownTopic,
            String tzdataVersion,
            ShadowBoard board) {
        this.journal = journal;
        this.own = own;
        this.ownTopic = ownTopic;
        this.tzdataVersion = tzdataVersion;
        this.board = board;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        var stored = new StoredShadows(context, board);
        this.states = stored;
        this.partition = new ShadowPartition(stored);
    }

    @Override
    public void close() {
        if (states != null) {
            states.hide();
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        boolean isOwn = context.recordMetadata()
                .map(from -> from.topic().equals(ownTopic))
                .orElse(false);
        for (var made : decided(record, isOwn)) {
            var headers = isOwn ? Provenance.none() : provenance(record);
            context.forward(new Record<>(
                    made.decided().domain(),
                    ShadowSerdes.toAvro(made, tzdataVersion),
                    context.currentSystemTimeMs(),
                    headers));
        }
    }

    private Headers provenance(Record<byte[], byte[]> record) {
        long offset = context.recordMetadata().map(RecordMetadata::offset).orElse(-1L);
        return Provenance.ofDecision(record.headers(), record.timestamp(), offset);
    }

    private List<Shadowed> decided(Record<byte[], byte[]> record, boolean isOwn) {
        try {
            var entry = (isOwn ? own : journal).deserialize(null, record.value());
            if (entry == null || isOfProduction(entry, isOwn)) {
                return List.of();
            }
            var input = JournalSerdes.fromAvro(entry);
            return isOwn
                    ? partition.applyOwn(entry.getDomain(), input)
                    : partition.applyJournal(entry.getDomain(), input);
        } catch (UnreadableRecordException | IllegalArgumentException _) {
            return List.of();
        }
    }

    // Most of the journal; not worth more than a look.
    private static boolean isOfProduction(@Nullable JournalEntry entry, boolean isOwn) {
        return !isOwn
                && entry != null
                && (entry.getInput() instanceof PartialPane || entry.getInput() instanceof PolicyChange);
    }
}

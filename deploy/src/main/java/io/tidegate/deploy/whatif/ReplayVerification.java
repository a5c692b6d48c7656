package io.tidegate.deploy.whatif;

import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.Snapshot;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.serde.WireFormat;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.decide.OutputSerdes;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.replay.Comparison;
import io.tidegate.streams.replay.Comparison.Side;
import io.tidegate.streams.replay.Replay;
import io.tidegate.streams.replay.Seeds;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Runs the journal again and compares every decision and command with the one on record, byte by byte. Reads topics only:
 * it needs no running service, and changes nothing.
 */
public final class ReplayVerification {
    private static final String CUT_OFF = "before the journal begins; start from snapshots with --from";

    private final TopicReader reader;
    private final Topics topics;
    private final SchemaRegistry registry;
    private final String tzdataVersion;

    public ReplayVerification(KafkaAccess access, Topics topics, SchemaRegistry registry, String tzdataVersion) {
        this.reader = new TopicReader(access);
        this.topics = topics;
        this.registry = registry;
        this.tzdataVersion = tzdataVersion;
    }

    /**
     * What came out.
     *
     * @param journalRecords entries that were read
     * @param seeds domains that started from a snapshot
     */
    public record Result(long journalRecords, int seeds, Comparison.Result decisions, Comparison.Result commands) {
        /** Whether every record that can be compared is the same. */
        public boolean isIdentical() {
            return decisions.isIdentical() && commands.isIdentical();
        }
    }

    /**
     * Verifies everything on record, or, given a time, what follows the last snapshot of each domain before it.
     *
     * @throws io.tidegate.deploy.kafka.NoBrokerException when no broker answers
     */
    public Result run(Optional<Instant> from) {
        var seeds = new Seeds(snapshot -> isBefore(snapshot, from));
        var snapshots = AvroSerde.of(topics.snapshots(), Snapshot.class, registry);
        reader.read(topics.snapshots().name(), Range.ALL, found -> seeds.add(snapshots.decode(found.value())));
        var after = new TreeMap<String, Long>();
        seeds.all().forEach(seed -> after.put(seed.domain(), seed.offset()));

        var decided = new Comparison();
        var commanded = new Comparison();
        var record = new RecordedOutputs(reader, topics, registry, tzdataVersion, after);
        record.read(decided, commanded);

        var run = new Run(seeds, after.keySet(), record, decided, commanded);
        reader.read(topics.journal().name(), Range.ALL, run::take);
        return new Result(run.records, after.size(), decided.result(), commanded.result());
    }

    private static boolean isBefore(Snapshot snapshot, Optional<Instant> from) {
        var now = snapshot.getClock().getNow();
        return from.isPresent() && now != null && now.isBefore(from.get());
    }

    /** The journal's partitions, each run again. */
    private final class Run {
        private final Seeds seeds;
        private final Set<String> seeded;
        private final RecordedOutputs record;
        private final Comparison decided;
        private final Comparison commanded;
        private final AvroSerde<JournalEntry> entries = AvroSerde.of(topics.journal(), JournalEntry.class, registry);
        private final Map<Integer, Replay> replays = new HashMap<>();
        private final Map<Integer, Long> firstOffsets = new HashMap<>();

        // Replayed records get their bytes from a registry of their own, for only payloads are compared.
        private final SchemaRegistry scratch = InProcessRegistry.inMemory();
        private final AvroSerde<Decision> decisions = AvroSerde.of(topics.decisions(), Decision.class, scratch);
        private final AvroSerde<ScaleCommand> commands =
                AvroSerde.of(topics.scaleCommands(), ScaleCommand.class, scratch);
        private long records;

        private Run(Seeds seeds, Set<String> seeded, RecordedOutputs record, Comparison decided, Comparison commanded) {
            this.seeds = seeds;
            this.seeded = seeded;
            this.record = record;
            this.decided = decided;
            this.commanded = commanded;
        }

        private void take(ConsumerRecord<byte[], byte[]> found) {
            records++;
            var replay = replays.computeIfAbsent(found.partition(), partition -> new Replay(seeds.of(partition)));
            var entry = entries.decode(found.value());
            if (isCutOff(found, entry)) {
                decided.leaveOut(entry.getDomain(), CUT_OFF);
                commanded.leaveOut(entry.getDomain(), CUT_OFF);
                return;
            }
            for (var output : replay.apply(found.offset(), entry)) {
                if (record.reaches(found.partition(), found.offset())) {
                    compare(output, found.offset());
                }
            }
        }

        // Retention took the beginning of this partition, and no snapshot stands in for it.
        private boolean isCutOff(ConsumerRecord<byte[], byte[]> found, JournalEntry entry) {
            long first = firstOffsets.computeIfAbsent(found.partition(), _ -> found.offset());
            return first > 0 && !(entry.getInput() instanceof ScheduleTick) && !seeded.contains(entry.getDomain());
        }

        private void compare(Output output, long offset) {
            switch (output) {
                case Output.Decided made -> {
                    var decision = OutputSerdes.toAvro(made, tzdataVersion);
                    decided.replayed(RecordedOutputs.id(decision), side(decisions, decision, offset));
                }
                case Output.Commanded made -> {
                    var command = OutputSerdes.toAvro(made);
                    commanded.replayed(command.getId(), side(commands, command, offset));
                }
            }
        }

        private static <T extends SpecificRecord> Side side(AvroSerde<T> serde, T value, long offset) {
            byte[] bytes = Objects.requireNonNull(serde.serialize(null, value));
            return new Side(offset, ByteBuffer.wrap(WireFormat.payload(bytes)), null);
        }
    }
}

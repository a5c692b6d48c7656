package io.tidegate.deploy.whatif;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.PolicyChange;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.Snapshot;
import io.tidegate.schemas.SnapshotMarker;
import io.tidegate.schemas.SnapshotScope;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.capacity.CapacityDecider;
import io.tidegate.streams.capacity.CapacityState;
import io.tidegate.streams.decide.HeldSerdes;
import io.tidegate.streams.decide.OutputSerdes;
import io.tidegate.streams.decide.StateSerdes;
import io.tidegate.streams.decide.TargetStates;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.replay.Replay;
import io.tidegate.streams.shell.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;

/** A journal and all that a service made of it, in memory: each second arrives when its tick says. */
public final class DecidedHistory implements History {
    private static final Topics TOPICS = Topics.standard();

    private final SchemaRegistry registry;
    private final Decoder decoder;
    private final Instant snapshotsAt;
    private final List<Recorded> records = new ArrayList<>();
    private final TreeMap<String, Long> offsets = new TreeMap<>();
    private final Map<Kind, AvroSerde<?>> serdes = new EnumMap<>(Kind.class);

    private DecidedHistory(SchemaRegistry registry, Instant snapshotsAt) {
        this.registry = registry;
        this.decoder = new Decoder(TOPICS, registry);
        this.snapshotsAt = snapshotsAt;
    }

    /** With a snapshot of every domain at the tick of {@code snapshotsAt}. */
    public static DecidedHistory of(RecordedJournal journal, SchemaRegistry registry, Instant snapshotsAt) {
        var history = new DecidedHistory(registry, snapshotsAt);
        journal.partitions().forEach(history::live);
        history.records.sort(Comparator.comparing(Recorded::appendedAt)
                .thenComparing(Recorded::kind)
                .thenComparing(Recorded::partition)
                .thenComparing(Recorded::offset));
        return history;
    }

    /** The same without some records. */
    public DecidedHistory without(Predicate<Recorded> lost) {
        var history = new DecidedHistory(registry, snapshotsAt);
        records.stream().filter(lost.negate()).forEach(history.records::add);
        return history;
    }

    /** All of it, in its order. */
    public List<Recorded> records() {
        return List.copyOf(records);
    }

    private void live(int partition, List<ConsumerRecord<byte[], byte[]>> lines) {
        var replay = new Replay(List.of());
        var domains = new TreeSet<String>();
        var now = SeededJournal.START;
        for (var line : lines) {
            var entry = (JournalEntry) decoder.decode(Kind.JOURNAL, line.value());
            switch (entry.getInput()) {
                case ScheduleTick tick -> now = tick.getAt();
                case PolicyChange change -> {
                    domains.add(entry.getDomain());
                    add(
                            Kind.POLICIES,
                            0,
                            now,
                            change.getName(),
                            ScalingPolicy.class,
                            change.getPolicy(),
                            Provenance.none());
                }
                case CommandOutcome outcome ->
                    add(
                            Kind.OUTCOMES,
                            partition,
                            now,
                            entry.getDomain(),
                            CommandOutcome.class,
                            outcome,
                            Provenance.none());
                default -> {}
            }
            add(
                    Kind.JOURNAL,
                    partition,
                    now,
                    new String(line.key(), UTF_8),
                    JournalEntry.class,
                    entry,
                    Provenance.none());
            for (var output : replay.apply(line.offset(), entry)) {
                made(output, partition, now, line.offset());
            }
            if (entry.getInput() instanceof ScheduleTick && now.equals(snapshotsAt)) {
                for (var domain : domains) {
                    snapshot(domain, partition, now, line.offset(), Objects.requireNonNull(replay.states(domain)));
                }
            }
        }
    }

    private void made(Output output, int partition, Instant now, long offset) {
        var headers = Provenance.ofDecision(Provenance.none(), now.toEpochMilli(), offset);
        switch (output) {
            case Output.Decided decided ->
                add(
                        Kind.DECISIONS,
                        partition,
                        now,
                        decided.domain(),
                        Decision.class,
                        OutputSerdes.toAvro(decided, ServiceConfig.tzdataVersion()),
                        headers);
            case Output.Commanded commanded ->
                add(Kind.COMMANDS, 0, now, "default", ScaleCommand.class, OutputSerdes.toAvro(commanded), headers);
        }
    }

    private void snapshot(String domain, int partition, Instant now, long offset, TargetStates states) {
        var contents = new ArrayList<SpecificRecord>();
        states.all().values().forEach(held -> contents.add(HeldSerdes.toAvro(held)));
        contents.add(new SnapshotMarker(SnapshotScope.DOMAIN, contents.size()));
        for (var content : contents) {
            var snapshot = new Snapshot(
                    domain,
                    partition,
                    offset,
                    StateSerdes.toAvro(states.clock()),
                    CapacityDecider.VERSION,
                    CapacityState.VERSION,
                    content);
            add(Kind.SNAPSHOTS, partition, now, domain, Snapshot.class, snapshot, Provenance.none());
        }
    }

    private <T extends SpecificRecord> void add(
            Kind kind, int partition, Instant at, String key, Class<T> type, T value, Headers headers) {
        long offset = offsets.merge(kind + "/" + partition, 1L, Long::sum) - 1;
        byte[] bytes = encode(kind, type, value);
        byte[] name = key.getBytes(UTF_8);
        var record = new ConsumerRecord<>(
                kind.topic(TOPICS).name(),
                partition,
                offset,
                at.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                name.length,
                bytes.length,
                name,
                bytes,
                headers,
                Optional.empty());
        records.add(new Recorded(kind, record, value));
    }

    private <T extends SpecificRecord> byte[] encode(Kind kind, Class<T> type, T value) {
        @SuppressWarnings("unchecked")
        var serde = (AvroSerde<T>) serdes.computeIfAbsent(kind, _ -> AvroSerde.of(kind.topic(TOPICS), type, registry));
        return serde.encode(value);
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public SchemaRegistry schemas() {
        return registry;
    }

    @Override
    public void read(Set<Kind> kinds, Slice slice, Sink sink) {
        var ended = new HashSet<String>();
        for (var found : records) {
            var lane = found.kind() + "/" + found.partition();
            if (kinds.contains(found.kind()) && !ended.contains(lane) && isIn(slice, found) && !sink.take(found)) {
                ended.add(lane);
            }
        }
    }

    private static boolean isOfItsPartition(Slice slice, Recorded found) {
        return slice.domains().isEmpty()
                || slice.domains().stream()
                        .anyMatch(
                                domain -> TopicReader.partition(domain, SeededJournal.PARTITIONS) == found.partition());
    }

    private static boolean isIn(Slice slice, Recorded found) {
        boolean late = switch (found.kind()) {
            case JOURNAL ->
                isOfItsPartition(slice, found)
                        && found.offset() >= slice.offsets().getOrDefault(found.partition(), 0L);
            case POLICIES -> true;
            default ->
                slice.since().map(since -> !found.appendedAt().isBefore(since)).orElse(true);
        };
        return late && Decoder.isOf(found.value(), slice);
    }
}

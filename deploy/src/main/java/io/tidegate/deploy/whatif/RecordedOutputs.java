package io.tidegate.deploy.whatif;

import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.serde.WireFormat;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.capacity.CapacityDecider;
import io.tidegate.streams.replay.Comparison;
import io.tidegate.streams.replay.Comparison.Side;
import io.tidegate.streams.shell.Provenance;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The decisions and commands on record. Decisions are read first; how far they reach in each journal partition is how far
 * anything is compared, so that a service which goes on deciding meanwhile makes no difference.
 */
final class RecordedOutputs {
    private final TopicReader reader;
    private final Topics topics;
    private final AvroSerde<Decision> decisions;
    private final AvroSerde<ScaleCommand> commands;
    private final String tzdataVersion;
    private final SortedMap<String, Long> after;

    private final Map<Integer, Long> reach = new HashMap<>();
    private final Map<String, Integer> partitions = new HashMap<>();
    private final Map<String, String> incomparableCommands = new HashMap<>();

    /** Records made at or before the offset that {@code after} has for their domain are left out. */
    RecordedOutputs(
            TopicReader reader,
            Topics topics,
            SchemaRegistry registry,
            String tzdataVersion,
            SortedMap<String, Long> after) {
        this.reader = reader;
        this.topics = topics;
        this.decisions = AvroSerde.of(topics.decisions(), Decision.class, registry);
        this.commands = AvroSerde.of(topics.scaleCommands(), ScaleCommand.class, registry);
        this.tzdataVersion = tzdataVersion;
        this.after = after;
    }

    void read(Comparison decided, Comparison commanded) {
        reader.read(topics.decisions().name(), Range.ALL, found -> takeDecision(found, decided));
        reader.read(topics.scaleCommands().name(), Range.ALL, found -> takeCommand(found, commanded));
    }

    /** Whether what was made at this offset is on record by now, if it ever will be. */
    boolean reaches(int partition, long offset) {
        return offset <= reach.getOrDefault(partition, -1L);
    }

    // Decisions and the journal are partitioned alike, by domain.
    private void takeDecision(ConsumerRecord<byte[], byte[]> found, Comparison decided) {
        var decision = decisions.decode(found.value());
        var offset = Provenance.journalOffset(found.headers());
        offset.ifPresent(at -> reach.merge(found.partition(), at, Math::max));
        partitions.put(decision.getDomain(), found.partition());
        var why = incomparable(decision, offset);
        if (why != null && decision.getCommandId() != null) {
            incomparableCommands.put(decision.getCommandId(), why);
        }
        if (counts(decision.getDomain(), offset)) {
            decided.recorded(id(decision), side(found, offset, why));
        }
    }

    private void takeCommand(ConsumerRecord<byte[], byte[]> found, Comparison commanded) {
        var command = commands.decode(found.value());
        var offset = Provenance.journalOffset(found.headers());
        int partition = partitions.getOrDefault(command.getDomain(), -1);
        if (counts(command.getDomain(), offset) && reaches(partition, offset.orElse(0))) {
            commanded.recorded(command.getId(), side(found, offset, incomparableCommands.get(command.getId())));
        }
    }

    private boolean counts(String domain, OptionalLong offset) {
        return offset.orElse(Long.MAX_VALUE) > after.getOrDefault(domain, -1L);
    }

    private @Nullable String incomparable(Decision decision, OptionalLong offset) {
        if (offset.isEmpty()) {
            return "its journal offset is not on record";
        }
        if (decision.getDeciderVersion() != CapacityDecider.VERSION) {
            return "decided by decider version " + decision.getDeciderVersion();
        }
        if (!decision.getTzdataVersion().equals(tzdataVersion)) {
            return "decided by time zone data " + decision.getTzdataVersion();
        }
        return null;
    }

    private static Side side(ConsumerRecord<byte[], byte[]> found, OptionalLong offset, @Nullable String why) {
        return new Side(offset.orElse(-1), ByteBuffer.wrap(WireFormat.payload(found.value())), why);
    }

    static String id(Decision decision) {
        return "%s|%s|%d|decision %d"
                .formatted(
                        decision.getDomain(),
                        decision.getTarget(),
                        decision.getEpoch().toEpochMilli(),
                        decision.getSequence());
    }
}

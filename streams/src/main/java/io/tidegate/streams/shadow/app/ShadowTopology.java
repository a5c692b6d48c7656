package io.tidegate.streams.shadow.app;

import io.tidegate.schemas.ClockState;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.decide.StateSerdes;
import io.tidegate.streams.journal.JournalClock;
import io.tidegate.streams.shadow.ShadowSerdes;
import io.tidegate.streams.shadow.ShadowState;
import io.tidegate.streams.shell.AvroCodec;
import io.tidegate.streams.shell.ObjectStoreBuilder;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/**
 * Shadows, an application of its own, which production does not wait for and which writes nothing that production reads:
 *
 * <pre>
 *   journal (ticks, observations, overrides) ──┐
 *   shadow-journal (shadows, their panes) ─────┴─► shadow ─► shadow-decisions
 * </pre>
 */
public final class ShadowTopology implements Supplier<Topology> {
    static final String SHADOWS = "shadow-states";
    static final String CLOCK = "shadow-clock";

    private static final String SHADOW = "shadow";

    private final Topics topics;
    private final SchemaRegistry registry;
    private final String tzdataVersion;
    private final ShadowBoard board;

    /**
     * Of the shadows of an installation.
     *
     * @param tzdataVersion recorded with every decision
     * @param board shows what they desire
     */
    public ShadowTopology(Topics topics, SchemaRegistry registry, String tzdataVersion, ShadowBoard board) {
        this.topics = topics;
        this.registry = registry;
        this.tzdataVersion = tzdataVersion;
        this.board = board;
    }

    @Override
    public Topology get() {
        var topology = new Topology();
        var journal = serde(topics.journal(), JournalEntry.class);
        var own = serde(topics.shadowJournal(), JournalEntry.class);
        String ownTopic = topics.shadowJournal().name();
        source(topology, "journal-in", topics.journal());
        source(topology, "shadow-journal-in", topics.shadowJournal());
        topology.addProcessor(
                SHADOW,
                () -> new ShadowProcessor(journal, own, ownTopic, tzdataVersion, board),
                "journal-in",
                "shadow-journal-in");
        topology.addStateStore(new ObjectStoreBuilder<>(SHADOWS, this::shadows), SHADOW);
        topology.addStateStore(new ObjectStoreBuilder<>(CLOCK, this::clock), SHADOW);
        topology.addSink(
                "decisions",
                topics.shadowDecisions().name(),
                new StringSerializer(),
                serde(topics.shadowDecisions(), Decision.class),
                SHADOW);
        return topology;
    }

    private static void source(Topology topology, String name, Topic topic) {
        topology.addSource(name, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic.name());
    }

    private AvroCodec<ShadowState, io.tidegate.schemas.ShadowState> shadows() {
        return new AvroCodec<>(
                storeSerde(SHADOWS, io.tidegate.schemas.ShadowState.class),
                ShadowSerdes::toAvro,
                ShadowSerdes::fromAvro);
    }

    private AvroCodec<JournalClock, ClockState> clock() {
        return new AvroCodec<>(storeSerde(CLOCK, ClockState.class), StateSerdes::toAvro, StateSerdes::fromAvro);
    }

    private <T extends SpecificRecord> AvroSerde<T> serde(Topic topic, Class<T> type) {
        return AvroSerde.of(topic, type, registry);
    }

    private <T extends SpecificRecord> AvroSerde<T> storeSerde(String store, Class<T> type) {
        return AvroSerde.of(topics.prefix() + "store." + store + "-value", type, registry);
    }
}

package io.tidegate.streams.decide;

import io.tidegate.schemas.ClockState;
import io.tidegate.schemas.ClusterTargetState;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.Overrides;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.Snapshot;
import io.tidegate.schemas.TargetState;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.journal.Input.Overridden;
import io.tidegate.streams.journal.OverrideSerdes;
import io.tidegate.streams.shell.AvroCodec;
import io.tidegate.streams.shell.ObjectStoreBuilder;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.Stores;

/**
 * The second hop, two parts of one application:
 *
 * <pre>
 *   scaling-policies ─► policies ─► journal, shadow-journal (shadows)
 *   journal ─► decide ─┬► decisions, scale-commands, snapshots
 *                      └► schedule-ticks, journal (the tick of this partition)
 * </pre>
 */
public final class DecideTopology implements Supplier<Topology> {
    static final String STATES = "target-states";
    static final String CLUSTERS = "cluster-states";
    static final String OVERRIDES = "domain-overrides";
    static final String CLOCK = "journal-clock";
    static final String POLICIES = "known-policies";

    static final String DECISIONS = "decisions";
    static final String COMMANDS = "commands";
    static final String SNAPSHOTS = "snapshots";
    static final String TICKS = "ticks";
    static final String JOURNAL_TICKS = "journal-ticks";
    static final String JOURNAL_POLICIES = "journal-policies";
    static final String SHADOW_POLICIES = "shadow-policies";
    static final String DEAD_LETTERS = "dead-letters";

    private static final String DECIDE = "decide";
    private static final String POLICY_CHANGES = "policy-changes";

    private final Topics topics;
    private final SchemaRegistry registry;
    private final DecideSettings settings;

    public DecideTopology(Topics topics, SchemaRegistry registry, DecideSettings settings) {
        this.topics = topics;
        this.registry = registry;
        this.settings = settings;
    }

    @Override
    public Topology get() {
        var topology = new Topology();
        var entries = serde(topics.journal(), JournalEntry.class);
        var policies = serde(topics.scalingPolicies(), ScalingPolicy.class);

        source(topology, "policies-in", topics.scalingPolicies());
        topology.addProcessor(POLICY_CHANGES, () -> new PolicyProcessor(policies, topics.deadLetters()), "policies-in");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(POLICIES), Serdes.String(), Serdes.ByteArray())
                        .withCachingDisabled(),
                POLICY_CHANGES);
        sink(topology, JOURNAL_POLICIES, topics.journal(), entries, POLICY_CHANGES);
        var beside = serde(topics.shadowJournal(), JournalEntry.class);
        sink(topology, SHADOW_POLICIES, topics.shadowJournal(), beside, POLICY_CHANGES);

        source(topology, "journal-in", topics.journal());
        topology.addProcessor(DECIDE, () -> new DecideProcessor(entries, topics.deadLetters(), settings), "journal-in");
        topology.addStateStore(new ObjectStoreBuilder<>(STATES, this::states), DECIDE);
        topology.addStateStore(new ObjectStoreBuilder<>(CLUSTERS, this::clusters), DECIDE);
        topology.addStateStore(new ObjectStoreBuilder<>(OVERRIDES, this::overrides), DECIDE);
        topology.addStateStore(new ObjectStoreBuilder<>(CLOCK, this::clock), DECIDE);
        sink(topology, DECISIONS, topics.decisions(), serde(topics.decisions(), Decision.class), DECIDE);
        sink(topology, COMMANDS, topics.scaleCommands(), serde(topics.scaleCommands(), ScaleCommand.class), DECIDE);
        sink(topology, SNAPSHOTS, topics.snapshots(), serde(topics.snapshots(), Snapshot.class), DECIDE);
        numberedSink(topology, TICKS, topics.scheduleTicks(), serde(topics.scheduleTicks(), ScheduleTick.class));
        numberedSink(topology, JOURNAL_TICKS, topics.journal(), entries);

        topology.addSink(
                DEAD_LETTERS,
                topics.deadLetters().name(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                POLICY_CHANGES,
                DECIDE);
        return topology;
    }

    private static void source(Topology topology, String name, Topic topic) {
        topology.addSource(name, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic.name());
    }

    private static <T extends SpecificRecord> void sink(
            Topology topology, String name, Topic topic, AvroSerde<T> serde, String parent) {
        topology.addSink(name, topic.name(), new StringSerializer(), serde, parent);
    }

    // The key is a partition number, and the record goes to that partition.
    private static <T extends SpecificRecord> void numberedSink(
            Topology topology, String name, Topic topic, AvroSerde<T> serde) {
        StreamPartitioner<String, T> byNumber = (_, key, _, _) -> Optional.of(Set.of(Integer.parseInt(key)));
        topology.addSink(name, topic.name(), new StringSerializer(), serde, byNumber, DECIDE);
    }

    private AvroCodec<Held, TargetState> states() {
        return new AvroCodec<>(
                storeSerde(STATES, TargetState.class),
                state -> (TargetState) HeldSerdes.toAvro(state),
                HeldSerdes::fromAvro);
    }

    private AvroCodec<Held, ClusterTargetState> clusters() {
        return new AvroCodec<>(
                storeSerde(CLUSTERS, ClusterTargetState.class),
                state -> (ClusterTargetState) HeldSerdes.toAvro(state),
                HeldSerdes::fromAvro);
    }

    private AvroCodec<Overridden, Overrides> overrides() {
        return new AvroCodec<>(
                storeSerde(OVERRIDES, Overrides.class), OverrideSerdes::toAvro, OverrideSerdes::fromAvro);
    }

    private AvroCodec<io.tidegate.streams.journal.JournalClock, ClockState> clock() {
        return new AvroCodec<>(storeSerde(CLOCK, ClockState.class), StateSerdes::toAvro, StateSerdes::fromAvro);
    }

    private <T extends SpecificRecord> AvroSerde<T> serde(Topic topic, Class<T> type) {
        return AvroSerde.of(topic, type, registry);
    }

    private <T extends SpecificRecord> AvroSerde<T> storeSerde(String store, Class<T> type) {
        return AvroSerde.of(topics.prefix() + "store." + store + "-value", type, registry);
    }
}

package io.tidegate.streams.route;

import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.LifecycleEvent;
import io.tidegate.schemas.Overrides;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.sample.MetricSampleSerde;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.journal.OverrideSerdes;
import io.tidegate.streams.shell.ObjectStoreBuilder;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.Stores;

/**
 * The first hop:
 *
 * <pre>
 *   scaling-policies ─► (every task knows all policies)
 *   metric-samples ─► panes ─────────┬─► shadow-journal (what shadows want)
 *   capacity-observations ─► route ──┤
 *   command-outcomes ─► route ───────┼─► journal
 *   lifecycle-events ─► route ───────┤
 *   overrides ─► route ──────────────┘
 * </pre>
 */
public final class RouteTopology implements Supplier<Topology> {
    static final String PANES = "open-panes";
    static final String SHADOW_PANES = "shadow-panes";
    static final String POLICIES = "policies";
    static final String JOURNAL = "journal";
    static final String SHADOW_JOURNAL = "shadow-journal";
    static final String DEAD_LETTERS = "dead-letters";

    private static final String ADD_TO_PANES = "panes";

    private final Topics topics;
    private final SchemaRegistry registry;
    private final RouteSettings settings;

    public RouteTopology(Topics topics, SchemaRegistry registry, RouteSettings settings) {
        this.topics = topics;
        this.registry = registry;
        this.settings = settings;
    }

    @Override
    public Topology get() {
        var topology = new Topology();
        var policies = new PolicyUpdates(AvroSerde.of(topics.scalingPolicies(), ScalingPolicy.class, registry));
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(POLICIES), Serdes.String(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                "policies-in",
                new StringDeserializer(),
                Serdes.ByteArray().deserializer(),
                topics.scalingPolicies().name(),
                "keep-policies",
                () -> policies.keeper(POLICIES));

        var samples = new MetricSampleSerde(topics, registry);
        source(topology, "samples-in", topics.metricSamples());
        topology.addProcessor(
                ADD_TO_PANES,
                () -> new SampleProcessor(samples, topics.deadLetters(), policies, settings),
                "samples-in");
        topology.addStateStore(new ObjectStoreBuilder<>(PANES, PaneCodec::new), ADD_TO_PANES);
        topology.addStateStore(new ObjectStoreBuilder<>(SHADOW_PANES, PaneCodec::new), ADD_TO_PANES);

        route(
                topology,
                "observations",
                topics.capacityObservations(),
                CapacityObservation.class,
                observation -> domainOf(observation.getTarget()));
        route(topology, "outcomes", topics.commandOutcomes(), CommandOutcome.class, CommandOutcome::getDomain);
        routeKnowing(topology, "lifecycle", topics.lifecycleEvents(), LifecycleEvent.class, context -> {
            var domains = new LifecycleDomains(policies, context.getStateStore(POLICIES));
            return domains::of;
        });
        route(topology, "overrides", topics.overrides(), Overrides.class, OverrideSerdes::domainOf);

        String[] parents = {ADD_TO_PANES, "route-observations", "route-outcomes", "route-lifecycle", "route-overrides"};
        var entries = AvroSerde.of(topics.journal(), JournalEntry.class, registry);
        topology.addSink(JOURNAL, topics.journal().name(), new StringSerializer(), entries, parents);
        var beside = AvroSerde.of(topics.shadowJournal(), JournalEntry.class, registry);
        topology.addSink(SHADOW_JOURNAL, topics.shadowJournal().name(), new StringSerializer(), beside, ADD_TO_PANES);
        var bytes = new ByteArraySerializer();
        topology.addSink(DEAD_LETTERS, topics.deadLetters().name(), bytes, bytes, parents);
        return topology;
    }

    private <T extends SpecificRecord> void route(
            Topology topology, String name, Topic topic, Class<T> type, Function<T, String> domain) {
        routeKnowing(topology, name, topic, type, _ -> fact -> List.of(domain.apply(fact)));
    }

    private <T extends SpecificRecord> void routeKnowing(
            Topology topology,
            String name,
            Topic topic,
            Class<T> type,
            Function<ProcessorContext<Object, Object>, Function<T, List<String>>> domains) {
        var serde = AvroSerde.of(topic, type, registry);
        source(topology, name + "-in", topic);
        topology.addProcessor(
                "route-" + name, () -> new RouteProcessor<>(serde, topics.deadLetters(), domains), name + "-in");
    }

    private static void source(Topology topology, String name, Topic topic) {
        topology.addSource(name, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic.name());
    }

    private static String domainOf(String target) {
        return Target.parse(target).domain();
    }
}

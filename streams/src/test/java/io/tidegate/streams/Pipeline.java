package io.tidegate.streams;

import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.LifecycleEvent;
import io.tidegate.schemas.LifecycleKind;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.OverrideEntry;
import io.tidegate.schemas.Overrides;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Series;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.sample.MetricSampleSerde;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.decide.DecideSettings;
import io.tidegate.streams.decide.DecideTopology;
import io.tidegate.streams.policy.Policy;
import io.tidegate.streams.policy.PolicyRevision;
import io.tidegate.streams.policy.PolicySerdes;
import io.tidegate.streams.route.RouteSettings;
import io.tidegate.streams.route.RouteTopology;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * Both hops behind each other in test drivers, one partition, on a clock that the test moves: what the first writes to the
 * journal, the second reads from it.
 */
public final class Pipeline implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-05-04T12:00:00Z");

    public final Topics topics = Topics.standard();
    public final InProcessRegistry registry = InProcessRegistry.inMemory();
    public final TopologyTestDriver route;
    public final TopologyTestDriver decide;

    /** Everything that the journal has, in order: an entry's index is its offset. */
    public final List<JournalEntry> journal = new ArrayList<>();

    private Instant now = START;

    public Pipeline() {
        this(DecideSettings.standard("test"));
    }

    public Pipeline(DecideSettings settings) {
        route = driver("route", new RouteTopology(topics, registry, RouteSettings.DEFAULT));
        decide = driver("decide", new DecideTopology(topics, registry, settings));
    }

    private static TopologyTestDriver driver(String name, Supplier<Topology> topology) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        return new TopologyTestDriver(topology.get(), properties, START);
    }

    public Instant now() {
        return now;
    }

    public void apply(Policy policy) {
        var nobody = new PolicyRevision.Provenance(START, "test", Optional.empty(), "");
        put(policy.name(), PolicySerdes.toAvro(new PolicyRevision(policy, nobody, new TreeMap<>())));
    }

    public void delete(String policy) {
        put(policy, null);
    }

    private void put(String name, ScalingPolicy policy) {
        var serde = serde(topics.scalingPolicies(), ScalingPolicy.class);
        for (var driver : List.of(route, decide)) {
            input(driver, topics.scalingPolicies())
                    .pipeInput(name.getBytes(StandardCharsets.UTF_8), serde.serialize(null, policy), now);
        }
        rememberOwnEntries();
    }

    public void sample(MetricSample sample) {
        var serde = new MetricSampleSerde(topics, registry);
        String series = Series.of(sample.getName(), sample.getDimensions());
        raw(topics.metricSamples(), series, serde.serialize(null, sample));
    }

    public void observe(String target, int desired, int running) {
        observe(target, new EcsServiceState("ACTIVE", desired, running, Math.max(0, desired - running), false));
    }

    /** An observation of any kind. */
    public void observe(String target, Object state) {
        var serde = serde(topics.capacityObservations(), CapacityObservation.class);
        raw(
                topics.capacityObservations(),
                target,
                serde.serialize(null, new CapacityObservation(target, now, state, null, null)));
    }

    /** An outcome of a command, as the executor tells it now. */
    public void settle(ScaleCommand command, OutcomeStatus status) {
        var outcome = new CommandOutcome(
                command.getId(),
                command.getDomain(),
                command.getTarget(),
                command.getEpoch(),
                command.getSequence(),
                status,
                "OK",
                null,
                now,
                null,
                1,
                10L,
                false);
        var serde = serde(topics.commandOutcomes(), CommandOutcome.class);
        raw(topics.commandOutcomes(), command.getDomain(), serde.serialize(null, outcome));
    }

    /** Something that AWS told of, or a firing. */
    public void lifecycle(LifecycleKind kind, String target, @Nullable String place) {
        var event = LifecycleEvent.newBuilder()
                .setKind(kind)
                .setTarget(target)
                .setAt(now)
                .setEventId(target)
                .setPlace(place)
                .build();
        var serde = serde(topics.lifecycleEvents(), LifecycleEvent.class);
        raw(topics.lifecycleEvents(), target, serde.serialize(null, event));
    }

    /** What people have overridden in a domain. */
    public void override(String domain, OverrideEntry... entries) {
        var record = new Overrides(domain, List.of(entries), "anna", "release");
        var serde = serde(topics.overrides(), Overrides.class);
        raw(topics.overrides(), domain, serde.serialize(null, record));
    }

    /** A record of any bytes on a topic that the first hop reads. */
    public void raw(Topic topic, String key, byte[] value) {
        input(route, topic).pipeInput(new StringSerializer().serialize("", key), value, now);
        journalOn();
    }

    /** Moves the wall clock, second by second: panes are flushed, ticks are written. */
    public void advance(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            now = now.plusSeconds(1);
            route.advanceWallClockTime(Duration.ofSeconds(1));
            journalOn();
            decide.advanceWallClockTime(Duration.ofSeconds(1));
            rememberOwnEntries();
        }
    }

    private void journalOn() {
        var serde = serde(topics.journal(), JournalEntry.class);
        var out = route.createOutputTopic(
                topics.journal().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        for (var written : out.readRecordsToList()) {
            journal.add(Objects.requireNonNull(serde.deserialize(null, written.value())));
            input(decide, topics.journal()).pipeInput(written.key(), written.value(), now);
        }
    }

    // What the second hop itself wrote to the journal: policies and ticks. The driver has fed it to the topology
    // already.
    private void rememberOwnEntries() {
        journal.addAll(read(decide, topics.journal(), JournalEntry.class));
    }

    public List<Decision> decisions() {
        return read(decide, topics.decisions(), Decision.class);
    }

    public List<ScaleCommand> commands() {
        return read(decide, topics.scaleCommands(), ScaleCommand.class);
    }

    /** What has come on a topic since it was last read. */
    public <T extends SpecificRecord> List<T> read(TopologyTestDriver driver, Topic topic, Class<T> type) {
        return records(driver, topic, type).stream().map(TestRecord::value).toList();
    }

    /** The same, with headers. */
    public <T extends SpecificRecord> List<TestRecord<String, T>> records(
            TopologyTestDriver driver, Topic topic, Class<T> type) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), serde(topic, type))
                .readRecordsToList();
    }

    private <T extends SpecificRecord> AvroSerde<T> serde(Topic topic, Class<T> type) {
        return AvroSerde.of(topic, type, registry);
    }

    private static TestInputTopic<byte[], byte[]> input(TopologyTestDriver driver, Topic topic) {
        return driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void close() {
        route.close();
        decide.close();
        registry.close();
    }
}

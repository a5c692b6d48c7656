package io.tidegate.deploy.whatif;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.PartialPane;
import io.tidegate.schemas.PolicyChange;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.naming.Series;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.policy.PolicySerdes;
import io.tidegate.streams.policy.file.PolicyReader;
import io.tidegate.streams.replay.Replay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Hours of one service under a tide of load, whose starts take 40 s, in steps of 5 s; each entry arrived when its tick says. */
public final class ServedJournal {
    public static final Instant START = SeededJournal.START;
    public static final String TARGET = "ecs/demo/web";
    public static final String DOMAIN = "cluster/demo";

    /** The policy that drives it. */
    public static final String POLICY = """
            apiVersion: tidegate/v1
            kind: ServicePolicy
            name: web
            target: ecs/demo/web
            capacity: {min: 2, max: 40}
            metrics:
              cpu: {samples: {name: cpu, dimensions: {service: web}}, window: 30s}
            rules:
              - targetTracking: {metric: cpu, target: 60}
            """;

    private static final int STEP = 5;
    private static final int PANE = 10;
    private static final int STARTS_TAKE = 40;

    private final int partition = TopicReader.partition(DOMAIN, SeededJournal.PARTITIONS);
    private final AvroSerde<JournalEntry> serde;
    private final Replay replay = new Replay(List.of());
    private final List<ConsumerRecord<byte[], byte[]>> lines = new ArrayList<>();
    private final List<Output.Commanded> ordered = new ArrayList<>();
    private final PriorityQueue<Long> starting = new PriorityQueue<>();
    private int desired = 12;
    private int running = 12;
    private Instant now = START;

    private ServedJournal(SchemaRegistry registry) {
        this.serde = AvroSerde.of(Topics.standard().journal(), JournalEntry.class, registry);
    }

    /** Of a time. */
    public static RecordedJournal of(Duration time, SchemaRegistry registry) {
        var journal = new ServedJournal(registry);
        journal.live(time);
        return new RecordedJournal(new TreeMap<>(Map.of(journal.partition, journal.lines)));
    }

    private void live(Duration time) {
        var document = PolicyReader.read("web.yaml", POLICY, _ -> Optional.empty())
                .documents()
                .getFirst();
        append(
                DOMAIN,
                new PolicyChange(
                        "web", List.of(TARGET), List.of(), PolicySerdes.toAvro(document.revision(1, START, "test"))));
        for (long second = 0; second < time.toSeconds(); second += STEP) {
            now = START.plusSeconds(second);
            append(String.valueOf(partition), new ScheduleTick(partition, now));
            while (!starting.isEmpty() && starting.peek() <= second) {
                starting.remove();
                running++;
            }
            var seen = new EcsServiceState("ACTIVE", desired, running, Math.max(0, desired - running), false);
            append(DOMAIN, new CapacityObservation(TARGET, now, seen, null, null));
            if (second % PANE == 0) {
                append(DOMAIN, pane(Math.min(100, load(second) / running)));
            }
            carryOut(second);
        }
    }

    // In percent of one task: a tide of two hours, and a ripple.
    private static double load(long second) {
        return 700 + 400 * Math.sin(second * 2 * Math.PI / 7_200) + 40 * Math.sin(second * 2 * Math.PI / 600);
    }

    private PartialPane pane(double value) {
        var dimensions = Map.of("service", "web");
        var start = now.minusSeconds(PANE);
        return PartialPane.newBuilder()
                .setSeries(Series.of("cpu", dimensions))
                .setName("cpu")
                .setDimensions(dimensions)
                .setStart(start)
                .setLengthMillis(PANE * 1_000L)
                .setOrigin(0)
                .setRevision(1)
                .setCount(1)
                .setSum(value)
                .setMin(value)
                .setMax(value)
                .setLast(value)
                .setLastAt(start)
                .setSamples(1)
                .setAbsent(0)
                .setFailed(0)
                .setReplaced(0)
                .setTargets(List.of(TARGET))
                .build();
    }

    private void carryOut(long second) {
        for (var command : List.copyOf(ordered)) {
            desired = ((Order.Capacity) command.order()).desired();
            for (int missing = desired - running - starting.size(); missing > 0; missing--) {
                starting.add(second + STARTS_TAKE);
            }
            while (running + starting.size() > desired && !starting.isEmpty()) {
                starting.remove();
            }
            running = Math.min(running, desired);
            append(DOMAIN, applied(command));
        }
        ordered.clear();
    }

    private CommandOutcome applied(Output.Commanded command) {
        return CommandOutcome.newBuilder()
                .setCommandId(command.id())
                .setDomain(command.domain())
                .setTarget(command.target())
                .setEpoch(command.epoch())
                .setSequence(command.sequence())
                .setStatus(OutcomeStatus.APPLIED)
                .setReason("OK")
                .setAt(now)
                .setAttempts(1)
                .setLatencyMillis(10)
                .build();
    }

    private void append(String domain, Object input) {
        var entry = new JournalEntry(domain, input);
        for (var output : replay.apply(lines.size(), entry)) {
            if (output instanceof Output.Commanded command) {
                ordered.add(command);
            }
        }
        byte[] key = domain.getBytes(UTF_8);
        byte[] value = serde.encode(entry);
        lines.add(new ConsumerRecord<>(
                "recorded",
                partition,
                lines.size(),
                now.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                key.length,
                value.length,
                key,
                value,
                new RecordHeaders(),
                Optional.empty()));
    }
}

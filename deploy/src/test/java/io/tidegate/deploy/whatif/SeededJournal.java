package io.tidegate.deploy.whatif;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.PartialPane;
import io.tidegate.schemas.PolicyChange;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.naming.Series;
import io.tidegate.schemas.naming.Target;
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
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * A random quarter of an hour in the life of one journal partition: demand that jumps, panes that are late or revised,
 * commands that are applied or fail. Outcomes answer the commands that the entries before them lead to.
 */
public final class SeededJournal {
    public static final Instant START = Instant.parse("2026-05-04T12:00:00Z");
    public static final Duration LENGTH = Duration.ofMinutes(15);
    public static final int PARTITIONS = 2;

    private static final List<String> TARGETS = List.of("ecs/north/web", "ecs/north/api", "ecs/south/jobs");

    private static final int FIRST_CAPACITY = 2;

    private final int partition;
    private final RandomGenerator random;
    private final AvroSerde<JournalEntry> serde;
    private final Replay replay = new Replay(List.of());
    private final List<ConsumerRecord<byte[], byte[]>> lines = new ArrayList<>();
    private final Map<String, Integer> capacities = new TreeMap<>();
    private final List<Output.Commanded> underWay = new ArrayList<>();
    private Instant now = START;

    private SeededJournal(int partition, RandomGenerator random, SchemaRegistry registry) {
        this.partition = partition;
        this.random = random;
        this.serde = AvroSerde.of(Topics.standard().journal(), JournalEntry.class, registry);
    }

    /** The same for the same seed. */
    public static RecordedJournal of(long seed, SchemaRegistry registry) {
        var random = new SplittableRandom(seed);
        var partitions = new TreeMap<Integer, List<ConsumerRecord<byte[], byte[]>>>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            partitions.put(partition, new SeededJournal(partition, random.split(), registry).live());
        }
        return new RecordedJournal(partitions);
    }

    private List<ConsumerRecord<byte[], byte[]>> live() {
        var targets = TARGETS.stream()
                .filter(target -> partition(domain(target)) == partition)
                .toList();
        targets.forEach(this::applyPolicy);
        while (now.isBefore(START.plus(LENGTH))) {
            tick();
            targets.forEach(this::aSecond);
            settle();
            now = now.plusSeconds(1);
        }
        return lines;
    }

    private void applyPolicy(String target) {
        var text = """
                apiVersion: tidegate/v1
                kind: ServicePolicy
                name: %1$s
                target: %2$s
                capacity: {min: 1, max: 40}
                metrics:
                  demand:
                    samples: {name: demand, dimensions: {target: %2$s}}
                    window: 10s
                    early: true
                rules:
                  - targetTracking: {metric: "demand / max(running, 1)", target: 10}
                cooldown: {scaleOut: 3s, scaleIn: 20s}
                """.formatted(target.replace('/', '-'), target);
        var document = PolicyReader.read(target, text, _ -> Optional.empty())
                .documents()
                .getFirst();
        var policy = PolicySerdes.toAvro(document.revision(1, START, "test"));
        append(domain(target), new PolicyChange(policy.getName(), List.of(target), List.of(), policy));
    }

    private void tick() {
        append(String.valueOf(partition), new ScheduleTick(partition, now));
    }

    private void aSecond(String target) {
        if (random.nextInt(4) == 0) {
            int capacity = capacities.getOrDefault(target, FIRST_CAPACITY);
            int running = random.nextInt(Math.max(0, capacity - 2), capacity + 1);
            append(
                    domain(target),
                    new CapacityObservation(
                            target,
                            now,
                            new EcsServiceState("ACTIVE", capacity, running, capacity - running, false),
                            null,
                            null));
        }
        if (random.nextInt(3) > 0) {
            append(domain(target), pane(target));
        }
    }

    // Some come late, some twice, with a higher revision.
    private PartialPane pane(String target) {
        var dimensions = Map.of("target", target);
        var start = now.minusSeconds(random.nextInt(8));
        double value = random.nextDouble(10, 400);
        return PartialPane.newBuilder()
                .setSeries(Series.of("demand", dimensions))
                .setName("demand")
                .setDimensions(dimensions)
                .setStart(start)
                .setLengthMillis(1_000)
                .setOrigin(0)
                .setRevision(lines.size())
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
                .setTargets(List.of(target))
                .build();
    }

    private void settle() {
        for (var command : List.copyOf(underWay)) {
            if (random.nextBoolean()) {
                underWay.remove(command);
                boolean applied = random.nextInt(5) > 0;
                if (applied && command.order() instanceof Order.Capacity capacity) {
                    capacities.put(command.target(), capacity.desired());
                }
                append(command.domain(), outcome(command, applied ? OutcomeStatus.APPLIED : OutcomeStatus.FAILED));
            }
        }
    }

    private CommandOutcome outcome(Output.Commanded command, OutcomeStatus status) {
        return CommandOutcome.newBuilder()
                .setCommandId(command.id())
                .setDomain(command.domain())
                .setTarget(command.target())
                .setEpoch(command.epoch())
                .setSequence(command.sequence())
                .setStatus(status)
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
                underWay.add(command);
            }
        }
        lines.add(
                new ConsumerRecord<>("recorded", partition, lines.size(), domain.getBytes(UTF_8), serde.encode(entry)));
    }

    private static String domain(String target) {
        return Target.parse(target).domain();
    }

    // As Kafka's default partitioner does, for decisions are partitioned by domain too.
    private static int partition(String domain) {
        return Utils.toPositive(Utils.murmur2(domain.getBytes(UTF_8))) % PARTITIONS;
    }
}

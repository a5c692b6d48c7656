package io.tidegate.connectors.executor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.connectors.bridge.ManualClock;
import io.tidegate.connectors.executor.queue.QueueConfig;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.LedgerEntry;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** What outlives an executor: the topics, AWS and time. */
final class World {
    static final Topics TOPICS = Topics.standard();
    static final TopicPartition COMMANDS =
            new TopicPartition(TOPICS.scaleCommands().name(), 0);
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(1);
    static final Duration STEP = Duration.ofMillis(100);

    final ManualClock clock = new ManualClock("2026-03-01T10:00:00Z");
    final KillSwitch kill = new KillSwitch();
    final FakeAws aws = new FakeAws(kill);
    final List<byte[]> commands = new ArrayList<>();
    final List<ProducerRecord<byte[], byte[]>> written = new ArrayList<>();
    final ExecutorSerdes serdes = serdes();
    long committedOffset;
    boolean leaseIsYoung = true;

    static ExecutorConfig config() {
        return config(QueueConfig.defaults());
    }

    static ExecutorConfig config(QueueConfig queue) {
        return config(queue, DryRun.NONE);
    }

    static ExecutorConfig config(QueueConfig queue, DryRun dryRun) {
        return config(queue, dryRun, Duration.ZERO);
    }

    static ExecutorConfig config(QueueConfig queue, DryRun dryRun, Duration notFoundGrace) {
        return new ExecutorConfig(
                TOPICS,
                "executor-a",
                CALL_TIMEOUT,
                Duration.ofSeconds(6),
                Duration.ofSeconds(1),
                new RetryDelay(Duration.ofMillis(200), Duration.ofSeconds(2)),
                notFoundGrace,
                queue,
                dryRun);
    }

    void send(ScaleCommand command) {
        commands.add(serdes.commands().serializer().serialize(COMMANDS.topic(), command));
    }

    void sendBytes(String text) {
        commands.add(text.getBytes(UTF_8));
    }

    List<CommandOutcome> outcomes() {
        return values(TOPICS.commandOutcomes().name()).stream()
                .map(bytes -> serdes.outcomes().deserializer().deserialize("", bytes))
                .toList();
    }

    /** Outcomes as {@code target sequence STATUS REASON}. */
    List<String> endings() {
        return outcomes().stream()
                .map(outcome -> "%s %d %s %s"
                        .formatted(
                                outcome.getTarget().replace("ecs/demo/", ""),
                                outcome.getSequence(),
                                outcome.getStatus(),
                                outcome.getReason()))
                .toList();
    }

    List<LedgerEntry> ledger() {
        return values(TOPICS.executorLedger().name()).stream()
                .map(bytes -> serdes.ledger().deserializer().deserialize("", bytes))
                .toList();
    }

    /** Phases of the ledger's records, in their order. */
    List<String> phases() {
        return ledger().stream().map(entry -> entry.getPhase().name()).toList();
    }

    List<ProducerRecord<byte[], byte[]>> records(String topic) {
        return written.stream().filter(each -> each.topic().equals(topic)).toList();
    }

    private List<byte[]> values(String topic) {
        return records(topic).stream()
                .map(ProducerRecord::value)
                .filter(Objects::nonNull)
                .toList();
    }

    private static ExecutorSerdes serdes() {
        var registry = InProcessRegistry.inMemory();
        return new ExecutorSerdes(
                AvroSerde.of(TOPICS.scaleCommands(), ScaleCommand.class, registry),
                AvroSerde.of(TOPICS.executorLedger(), LedgerEntry.class, registry),
                AvroSerde.of(TOPICS.commandOutcomes(), CommandOutcome.class, registry));
    }
}

package io.tidegate.connectors.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connectors.bridge.ManualClock;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.deadletter.DeadLetter;
import io.tidegate.schemas.deadletter.DeadLetterHeaders;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.registry.RegistryUnavailableException;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class NotifierTest {
    private static final Topics TOPICS = Topics.standard();
    private static final String TOPIC = TOPICS.commandOutcomes().name();
    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);

    private final ManualClock clock = new ManualClock("2026-11-22T10:00:00Z");
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final AvroSerde<CommandOutcome> serde =
            AvroSerde.of(TOPICS.commandOutcomes(), CommandOutcome.class, InProcessRegistry.inMemory());
    private final SinkCounters counters = new SinkCounters();
    private final FakeSink sink = new FakeSink();
    private boolean registryAway;
    private final Notifier notifier = notifier(NotificationConfig.defaults(TOPICS));
    private final long[] offsets = {10, 20};

    /** Takes what it is not told to refuse. */
    private static final class FakeSink implements Sink {
        private final List<String> taken = new ArrayList<>();
        private final Set<String> refusing = new HashSet<>();
        private final Set<String> down = new HashSet<>();
        private Duration notBefore = Duration.ZERO;
        private boolean closed;

        @Override
        public int batchSize() {
            return 2;
        }

        @Override
        public List<Delivery> deliver(List<CommandOutcome> outcomes) {
            return outcomes.stream()
                    .map(outcome -> deliver(outcome.getCommandId()))
                    .toList();
        }

        private Delivery deliver(String id) {
            if (down.contains(id) || down.contains("*")) {
                return new Delivery.Later("down", notBefore);
            } else if (refusing.contains(id)) {
                return new Delivery.Refused("says no");
            }
            taken.add(id);
            return new Delivery.Taken();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private Notifier notifier(NotificationConfig config) {
        var kafka = new KafkaAccess(_ -> consumer, producer, (topic, bytes) -> {
            if (registryAway) {
                throw new RegistryUnavailableException("away", null);
            }
            return serde.deserialize(topic, bytes);
        });
        var courier = new Courier("webhook", sink, config, kafka, counters, new Random(1));
        var made = new Notifier("webhook", consumer, courier, counters, clock);
        made.subscribe(TOPICS);
        return made;
    }

    private void assign(Map<TopicPartition, Long> committed) {
        consumer.updateEndOffsets(Map.of(FIRST, offsets[0], SECOND, offsets[1]));
        consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
        consumer.rebalance(committed.keySet());
        consumer.commitSync(committed.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue()))));
        committed.forEach(consumer::seek);
    }

    private void write(TopicPartition partition, String id) {
        write(partition, Outcomes.applied(id));
    }

    private void write(TopicPartition partition, CommandOutcome outcome) {
        writeBytes(partition, serde.encode(outcome));
    }

    private void writeBytes(TopicPartition partition, byte[] value) {
        var key = "ecs/demo/web".getBytes(UTF_8);
        var offset = offsets[partition.partition()]++;
        consumer.addRecord(new ConsumerRecord<>(TOPIC, partition.partition(), offset, key, value));
        consumer.updateEndOffsets(Map.of(partition, offset + 1));
    }

    private long committed(TopicPartition partition) {
        return Objects.requireNonNull(consumer.committed(Set.of(partition)).get(partition))
                .offset();
    }

    private void run(int passes) throws InterruptedException {
        for (int i = 0; i < passes; i++) {
            notifier.run();
        }
    }

    @Test
    void startsAtTheEndAndCommitsThatAtOnce() throws Exception {
        consumer.updateEndOffsets(Map.of(FIRST, 10L, SECOND, 20L));
        consumer.rebalance(Set.of(FIRST, SECOND));

        run(3);

        assertThat(committed(FIRST)).isEqualTo(10);
        assertThat(committed(SECOND)).isEqualTo(20);
    }

    @Test
    void commitsWhatTheSinkTookAndNoMore() throws Exception {
        assign(Map.of(FIRST, 10L, SECOND, 20L));
        write(FIRST, "a");
        write(FIRST, "b");
        write(SECOND, "c");

        run(1);

        assertThat(sink.taken).containsExactly("a", "b");
        assertThat(committed(FIRST)).isEqualTo(12);
        assertThat(committed(SECOND)).isEqualTo(20);
        run(1);
        assertThat(sink.taken).containsExactly("a", "b", "c");
        assertThat(committed(SECOND)).isEqualTo(21);
        assertThat(counters.delivered()).isEqualTo(3);
    }

    @Test
    void holdsOffsetsBackWhileTheSinkIsDownAndReadsNoFurther() throws Exception {
        assign(Map.of(FIRST, 10L));
        write(FIRST, "a");
        sink.down.add("*");

        run(1);

        assertThat(committed(FIRST)).isEqualTo(10);
        assertThat(notifier.status().failure()).contains("down");
        assertThat(counters.failed()).isEqualTo(1);
        run(1);
        assertThat(consumer.paused()).containsExactly(FIRST);
        sink.down.clear();
        clock.advance(Duration.ofMinutes(1));
        run(1);
        assertThat(sink.taken).containsExactly("a");
        assertThat(committed(FIRST)).isEqualTo(11);
        assertThat(notifier.status().failure()).isEmpty();
        run(1);
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void triesNoSoonerThanTheSinkAskedFor() throws Exception {
        assign(Map.of(FIRST, 10L));
        write(FIRST, "a");
        sink.down.add("*");
        sink.notBefore = Duration.ofMinutes(5);
        run(1);

        clock.advance(Duration.ofMinutes(4));
        run(1);
        assertThat(counters.failed()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(1));
        run(1);
        assertThat(counters.failed()).isEqualTo(2);
    }

    @Test
    void repeatsOnlyTheEntriesThatFailed() throws Exception {
        assign(Map.of(FIRST, 10L));
        write(FIRST, "a");
        write(FIRST, "b");
        sink.down.add("a");

        run(1);

        assertThat(sink.taken).containsExactly("b");
        assertThat(committed(FIRST)).isEqualTo(10);
        sink.down.clear();
        clock.advance(Duration.ofMinutes(1));
        run(1);
        assertThat(sink.taken).containsExactly("b", "a");
        assertThat(committed(FIRST)).isEqualTo(12);
    }

    @Test
    void sendsWhatTheSinkRefusesToTheDeadLettersAndGoesOn() throws Exception {
        assign(Map.of(FIRST, 10L));
        write(FIRST, "a");
        write(FIRST, "b");
        sink.refusing.add("a");

        run(1);

        assertThat(sink.taken).containsExactly("b");
        assertThat(committed(FIRST)).isEqualTo(12);
        assertThat(counters.deadLettered()).isEqualTo(1);
        assertThat(producer.history()).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isEqualTo(TOPICS.deadLetters().name());
            assertThat(letter.value()).isEqualTo(serde.encode(Outcomes.applied("a")));
            assertThat(letter.headers().lastHeader(DeadLetterHeaders.SINK).value())
                    .asString(UTF_8)
                    .isEqualTo("webhook");
            assertThat(DeadLetter.read(letter.headers()))
                    .contains(new DeadLetter(TOPIC, 0, 10, "SINK_REFUSED", "webhook says no"));
        });
    }

    @Test
    void keepsAnOutcomeThatNeitherSinkNorDeadLettersTook() throws Exception {
        assign(Map.of(FIRST, 10L));
        write(FIRST, "a");
        sink.refusing.add("a");
        producer.sendException = new TimeoutException("no broker");

        assertThatThrownBy(() -> run(1)).hasMessageContaining("no broker");

        assertThat(committed(FIRST)).isEqualTo(10);
        producer.sendException = null;
        run(1);
        assertThat(committed(FIRST)).isEqualTo(11);
    }

    @Test
    void passesOverOtherStatusesOtherSinksAndWhatCannotBeRead() throws Exception {
        var preset = NotificationConfig.defaults(TOPICS);
        var failuresOnly = notifier(new NotificationConfig(
                TOPICS,
                preset.source(),
                new TreeSet<>(Set.of(OutcomeStatus.FAILED)),
                preset.retry(),
                Optional.empty(),
                Optional.empty()));
        assign(Map.of(FIRST, 10L));
        write(FIRST, "a");
        write(FIRST, Outcomes.outcome("b", OutcomeStatus.FAILED, "TIMEOUT").build());
        writeBytes(FIRST, "poison".getBytes(UTF_8));
        writeForAnotherSink("c");

        failuresOnly.run();

        assertThat(sink.taken).containsExactly("b");
        assertThat(counters.passedOver()).isEqualTo(3);
        assertThat(producer.history()).isEmpty();
        assertThat(committed(FIRST)).isEqualTo(14);
    }

    private void writeForAnotherSink(String id) {
        var value = serde.encode(
                Outcomes.outcome(id, OutcomeStatus.FAILED, "TIMEOUT").build());
        var record = new ConsumerRecord<>(TOPIC, 0, offsets[0]++, "k".getBytes(UTF_8), value);
        record.headers().add(DeadLetterHeaders.SINK, "eventbridge".getBytes(UTF_8));
        consumer.addRecord(record);
        consumer.updateEndOffsets(Map.of(FIRST, offsets[0]));
    }

    @Test
    void waitsForARegistryThatIsAway() throws Exception {
        assign(Map.of(FIRST, 10L));
        write(FIRST, "a");
        registryAway = true;
        run(1);
        assertThat(notifier.status().failure()).contains("the registry does not answer");
        assertThat(committed(FIRST)).isEqualTo(10);

        registryAway = false;
        clock.advance(Duration.ofMinutes(1));
        run(1);

        assertThat(sink.taken).containsExactly("a");
    }

    @Test
    void leavesToTheNextOwnerWhatIsNotSettled() throws Exception {
        assign(Map.of(FIRST, 10L, SECOND, 20L));
        write(FIRST, "a");
        write(SECOND, "b");
        sink.down.add("a");
        run(1);
        assertThat(notifier.status().waiting()).isEqualTo(1);
        assertThat(committed(FIRST)).isEqualTo(10);

        consumer.rebalance(Set.of(SECOND));
        sink.down.clear();
        clock.advance(Duration.ofMinutes(1));
        run(1);

        assertThat(sink.taken).containsExactly("b");
        assertThat(notifier.status().waiting()).isZero();
    }

    @Test
    void tellsHowFarBehindItIs() throws Exception {
        assign(Map.of(FIRST, 10L));
        write(FIRST, "a");
        write(FIRST, "b");
        write(FIRST, "c");
        sink.down.add("*");

        run(1);

        assertThat(counters.lag()).isEqualTo(3);
        sink.down.clear();
        clock.advance(Duration.ofMinutes(1));
        run(2);
        clock.advance(Duration.ofMinutes(1));
        run(1);
        assertThat(counters.lag()).isZero();
    }

    @Test
    void closesItsSink() {
        notifier.close();

        assertThat(sink.closed).isTrue();
        assertThat(consumer.closed()).isTrue();
    }
}

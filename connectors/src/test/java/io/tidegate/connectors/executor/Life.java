package io.tidegate.connectors.executor;

import io.tidegate.connectors.executor.ledger.LedgerReader;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One executor process: the loop over Kafka's own mocks. Dropping it is a kill; only the world remains. */
final class Life {
    private final World world;
    private final ExecutorLoop loop;
    private final Counters counters = new Counters();
    private final Deque<Runnable> held = new ArrayDeque<>();
    private boolean holding;
    private long read;

    private final List<Instant> polls = new ArrayList<>();

    final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest") {
        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            polls.add(world.clock.instant());
            return super.poll(timeout);
        }
    };
    final RecordingProducer producer;

    Life(World world) {
        this(world, World.config());
    }

    private static StepActuators steps(FakeAws aws) {
        return new StepActuators(
                aws.fleet().draining(),
                aws.fleet().termination(),
                aws.exits().tasks(),
                aws.exits().targets(),
                aws.exits().classicBalancers(),
                aws.exits().hooks(),
                aws.templates().actuators());
    }

    Life(World world, ExecutorConfig config) {
        this.world = world;
        this.producer = new RecordingProducer(world);
        producer.initTransactions();
        var inbox = new ConcurrentLinkedQueue<Event>();
        var records = new Records(config.topics(), world.serdes);
        var reader = new LedgerReader(this::ledger, this::ledger, records::ledger, Duration.ofSeconds(5));
        Executor threads = task -> {
            if (holding) {
                held.add(task);
            } else {
                task.run();
            }
        };
        var workers = new Workers(
                threads,
                Map.of(
                        Place.DEFAULT,
                        new Actuators(
                                world.aws.services(),
                                world.aws.scalableTargets(),
                                world.aws.groups(),
                                steps(world.aws),
                                () -> {})),
                reader,
                () -> world.leaseIsYoung,
                inbox::add);
        var tools = new Tools(
                config, records, new Batch(), workers, counters, world.clock, world.clock::advance, new Random(1));
        this.loop = new ExecutorLoop(consumer, new Transactions(consumer, producer), tools, inbox);
        loop.subscribe();
        assign();
    }

    void assign() {
        consumer.updateBeginningOffsets(Map.of(World.COMMANDS, world.committedOffset));
        read = world.committedOffset;
        consumer.rebalance(List.of(World.COMMANDS));
    }

    /** Work for AWS is not done until {@link #letGo}: the call hangs. */
    void hold() {
        holding = true;
    }

    void letGo() {
        holding = false;
        while (!held.isEmpty()) {
            held.remove().run();
        }
    }

    /** Turns of the loop, a step of time apart. */
    Life turn(int times) {
        for (int i = 0; i < times; i++) {
            deliver();
            loop.turn();
            world.clock.advance(World.STEP);
        }
        return this;
    }

    /** When the consumer was polled. */
    List<Instant> polls() {
        return polls;
    }

    void revoke() {
        loop.onPartitionsRevoked(List.of(World.COMMANDS));
    }

    void lose() {
        loop.onPartitionsLost(List.of(World.COMMANDS));
    }

    void release() {
        loop.release();
    }

    ExecutorStats stats() {
        return counters.stats(world.clock.instant());
    }

    private void deliver() {
        for (; read < world.commands.size(); read++) {
            consumer.addRecord(
                    new ConsumerRecord<>(World.COMMANDS.topic(), 0, read, new byte[0], world.commands.get((int) read)));
        }
    }

    private Consumer<byte[], byte[]> ledger() {
        Topic topic = World.TOPICS.executorLedger();
        var partition = new TopicPartition(topic.name(), 0);
        var written = world.records(topic.name());
        var reader = new MockConsumer<byte[], byte[]>("earliest");
        reader.updateBeginningOffsets(Map.of(partition, 0L));
        reader.updateEndOffsets(Map.of(partition, (long) written.size()));
        reader.schedulePollTask(() -> {
            for (int offset = 0; offset < written.size(); offset++) {
                var each = written.get(offset);
                reader.addRecord(new ConsumerRecord<>(topic.name(), 0, offset, each.key(), each.value()));
            }
        });
        return reader;
    }

    /** Puts what is committed into the world. */
    static final class RecordingProducer extends MockProducer<byte[], byte[]> {
        private final World world;
        private int recorded;

        RecordingProducer(World world) {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
            this.world = world;
        }

        @Override
        public void beginTransaction() {
            world.kill.point();
            super.beginTransaction();
        }

        @Override
        public void commitTransaction() {
            world.kill.point();
            super.commitTransaction();
            var all = history();
            world.written.addAll(all.subList(recorded, all.size()));
            recorded = all.size();
            consumerGroupOffsetsHistory()
                    .getLast()
                    .values()
                    .forEach(offsets -> world.committedOffset = offset(offsets));
            world.kill.point();
        }

        private static long offset(Map<TopicPartition, OffsetAndMetadata> offsets) {
            return offsets.getOrDefault(World.COMMANDS, new OffsetAndMetadata(0))
                    .offset();
        }
    }
}

package io.tidegate.connectors.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.connectors.aws.LocalAws;
import io.tidegate.connectors.executor.ExecutorHealth.State;
import io.tidegate.connectors.iam.IamPolicy;
import io.tidegate.schemas.naming.Target.Place;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExecutorTest {
    private final LocalAws aws = new LocalAws(IamPolicy.EXECUTOR);
    private final Kafka kafka = new Kafka();
    private final Executor executor = Executor.start(
            World.config(),
            kafka,
            new World().serdes,
            Map.of(Place.DEFAULT, AwsCalls.of(aws.clients())),
            InstantSource.system());

    @AfterEach
    void close() {
        executor.close();
        aws.close();
    }

    @Test
    void runsUntilItIsClosed() {
        awaitState(State.RUNNING);

        executor.close();
        executor.close();

        assertThat(executor.health()).isEqualTo(new ExecutorHealth(State.STOPPED, "closed"));
        assertThat(kafka.consumers).allMatch(MockConsumer::closed);
        assertThat(kafka.producers).allMatch(MockProducer::closed);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.isAlive() && thread.getName().equals("executor"));
    }

    @Test
    void beginsAnewAfterAFailure() {
        awaitState(State.RUNNING);

        kafka.consumers.getFirst().setPollException(new KafkaException("the broker is gone"));

        await().untilAsserted(() -> assertThat(kafka.consumers).hasSize(2));
        awaitState(State.RUNNING);
        assertThat(kafka.consumers.getFirst().closed()).isTrue();
        assertThat(kafka.producers.getFirst().closed()).isTrue();
    }

    @Test
    void stopsForGoodWhenAnotherProcessUsesItsInstanceId() {
        awaitState(State.RUNNING);

        kafka.consumers.getFirst().setPollException(new FencedInstanceIdException("fenced"));

        awaitState(State.STOPPED);
        assertThat(executor.health().detail()).isEqualTo("another process uses instance id executor-a");
        assertThat(executor.health().isUp()).isFalse();
    }

    private void awaitState(State state) {
        await().untilAsserted(() -> assertThat(executor.health().state()).isEqualTo(state));
    }

    /** Kafka's own mocks, remembered. */
    private static final class Kafka implements KafkaAccess {
        private final List<MockConsumer<byte[], byte[]>> consumers = new CopyOnWriteArrayList<>();
        private final List<MockProducer<byte[], byte[]>> producers = new CopyOnWriteArrayList<>();

        @Override
        public Consumer<byte[], byte[]> commands() {
            consumers.add(new MockConsumer<>("earliest"));
            return consumers.getLast();
        }

        @Override
        public Consumer<byte[], byte[]> ledger(IsolationLevel isolation) {
            return new MockConsumer<>("earliest");
        }

        @Override
        public Producer<byte[], byte[]> producer() {
            producers.add(new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()));
            return producers.getLast();
        }
    }
}

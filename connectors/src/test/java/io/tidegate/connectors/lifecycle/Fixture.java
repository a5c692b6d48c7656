package io.tidegate.connectors.lifecycle;

import io.tidegate.connectors.bridge.AvroBytes;
import io.tidegate.connectors.bridge.Backoff;
import io.tidegate.connectors.bridge.Emitter;
import io.tidegate.connectors.bridge.Loop;
import io.tidegate.connectors.bridge.ManualClock;
import io.tidegate.connectors.bridge.Sleeper;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.connectors.bridge.Throttle;
import io.tidegate.schemas.LifecycleEvent;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.schemas.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A lifecycle source whose AWS is a fake, whose Kafka answers when it is told to, and whose pauses take no time. */
final class Fixture {
    static final QueueUrl QUEUE = new QueueUrl("https://sqs.us-east-1.amazonaws.com/123456789012/hooks");

    final ManualClock clock = new ManualClock("2026-01-01T00:00:00Z");
    final FakeQueues aws = new FakeQueues(clock);
    final SourceCounters counters = new SourceCounters();
    final MockProducer<String, LifecycleEvent> events;
    final MockProducer<byte[], byte[]> letters =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    final List<Duration> pauses = new CopyOnWriteArrayList<>();

    /** As often as it is released, half of a message's time is over. */
    final Semaphore halfTimes = new Semaphore(0);

    final LifecycleBridge bridge;

    /** @param prompt whether Kafka acknowledges at once */
    Fixture(boolean prompt) {
        events = new MockProducer<>(prompt, null, new StringSerializer(), new AvroBytes<>());
        bridge = new LifecycleBridge(
                new LifecycleConfig(List.of(QUEUE), 2, 3, Duration.ofMinutes(1)),
                Place.DEFAULT,
                new LifecycleBridge.Access(
                        aws,
                        new Emitter<>(events, "tidegate.lifecycle-events", counters),
                        new DeadMessages(letters, Topics.standard().deadLetters(), counters),
                        counters,
                        clock,
                        this::sleep,
                        Fixture::backoff));
    }

    private static Backoff backoff() {
        return new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8), new Random(1));
    }

    /** For running passes in a loop. */
    Loop.Setting setting() {
        return new Loop.Setting(
                new Throttle(Duration.ofMillis(1), Clock.systemUTC(), Sleeper.wallClock()),
                backoff(),
                counters,
                Clock.systemUTC());
    }

    private void sleep(Duration pause) throws InterruptedException {
        if (pause.equals(Queue.VISIBILITY.dividedBy(2))) {
            halfTimes.acquire();
        } else {
            pauses.add(pause);
        }
    }
}

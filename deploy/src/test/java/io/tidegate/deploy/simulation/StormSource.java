package io.tidegate.deploy.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.connectors.bridge.Backoff;
import io.tidegate.connectors.bridge.Emitter;
import io.tidegate.connectors.bridge.Loop;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.connectors.lifecycle.DeadMessages;
import io.tidegate.connectors.lifecycle.LifecycleApi;
import io.tidegate.connectors.lifecycle.LifecycleBridge;
import io.tidegate.connectors.lifecycle.LifecycleConfig;
import io.tidegate.connectors.lifecycle.QueueUrl;
import io.tidegate.schemas.LifecycleEvent;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.topic.Topics;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * The production source of lifecycle events, a turn at a time: one consumer of the queue, and the look at what waits. Kafka does not
 * take every record, and SQS not every deletion.
 */
final class StormSource {
    private final RandomGenerator random;
    private final Clock clock;
    private final Promises promises;
    private final Taken<String, LifecycleEvent> taken;
    private final Taken<byte[], byte[]> letters;
    private final Loop.Pass consumer;
    private final Loop.Pass reconciliation;
    private final Map<String, String> bodies = new HashMap<>();
    private final Thread thread = Thread.currentThread();
    private Instant restsUntil = Instant.MIN;
    private int handed;

    StormSource(LifecycleApi api, Set<Target.Group> groups, Clock clock, RandomGenerator random, Promises promises) {
        this.random = random;
        this.clock = clock;
        this.promises = promises;
        this.taken = new Taken<>(new StringSerializer(), (_, _) -> new byte[0]);
        this.letters = new Taken<>(new ByteArraySerializer(), new ByteArraySerializer());
        var counters = new SourceCounters();
        var topics = Topics.standard();
        var access = new LifecycleBridge.Access(
                watched(api),
                new Emitter<>(taken, topics.lifecycleEvents().name(), counters),
                new DeadMessages(letters, topics.deadLetters(), counters),
                counters,
                clock,
                this::rest,
                () -> new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), random));
        var queue = new QueueUrl("https://sqs.us-east-1.amazonaws.com/000000000000/hooks");
        var config = new LifecycleConfig(List.of(queue), 1, 3, Duration.ofSeconds(10));
        var bridge = new LifecycleBridge(config, Target.Place.DEFAULT, access);
        this.consumer = bridge.consumer(queue);
        this.reconciliation = bridge.reconciliation(() -> groups);
    }

    /** Hears what there is to hear now. */
    void turn() throws InterruptedException {
        if (!clock.instant().isBefore(restsUntil)) {
            consumer.run();
        }
        reconciliation.run();
    }

    /** What Kafka has taken since the last call. */
    List<LifecycleEvent> events() {
        var all = taken.history();
        var fresh = all.subList(handed, all.size()).stream()
                .map(ProducerRecord::value)
                .toList();
        handed = all.size();
        return fresh;
    }

    /** Ids of messages that are with the dead letters. */
    Set<String> deadMessages() {
        var ids = new HashSet<String>();
        letters.history().forEach(record -> ids.add(new String(record.key(), UTF_8)));
        return ids;
    }

    // Whoever holds messages meanwhile is interrupted when the work is done: no time passes until then.
    private void rest(Duration pause) throws InterruptedException {
        if (Thread.currentThread() == thread) {
            restsUntil = clock.instant().plus(pause);
        } else {
            new CountDownLatch(1).await();
        }
    }

    private LifecycleApi watched(LifecycleApi api) {
        return (LifecycleApi) Proxy.newProxyInstance(
                LifecycleApi.class.getClassLoader(), new Class<?>[] {LifecycleApi.class}, (_, method, arguments) -> {
                    if (arguments[0] instanceof DeleteMessageBatchRequest deletion) {
                        delete(deletion);
                    }
                    try {
                        var answer = method.invoke(api, arguments);
                        if (answer instanceof ReceiveMessageResponse received) {
                            received.messages().forEach(message -> bodies.put(message.receiptHandle(), message.body()));
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    // As a process that dies between the acknowledgement and the deletion.
    private void delete(DeleteMessageBatchRequest deletion) {
        deletion.entries().forEach(entry -> {
            var body = bodies.getOrDefault(entry.receiptHandle(), "");
            boolean isNotice = body.contains("LifecycleActionToken") && body.contains("EC2InstanceId");
            boolean isKept = taken.history().stream()
                    .anyMatch(record ->
                            body.contains(String.valueOf(record.value().getInstanceId())));
            promises.check(
                    !isNotice || isKept || body.contains("null"),
                    Promise.KEPT_BEFORE_DELETED,
                    "a message is deleted that Kafka does not have: %s",
                    body);
        });
        if (random.nextInt(6) == 0) {
            throw SdkClientException.create("the process died before it could delete");
        }
    }

    /** A Kafka that takes what it does not refuse. */
    private final class Taken<K, V> extends MockProducer<K, V> {
        Taken(Serializer<K> keys, Serializer<V> values) {
            super(true, null, keys, values);
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<K, V> record, Callback callback) {
            return random.nextInt(6) == 0
                    ? CompletableFuture.failedFuture(new TimeoutException("no leader"))
                    : super.send(record, callback);
        }
    }
}

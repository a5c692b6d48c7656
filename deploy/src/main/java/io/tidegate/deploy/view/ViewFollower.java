package io.tidegate.deploy.view;

import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.schemas.registry.RegistryException;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a {@link LiveView} up to date from its topics, committed records only, on a thread of its own until it is closed. */
public final class ViewFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ViewFollower.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final long PAUSE_MILLIS = 1_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ViewFeed feed;
    private final Instant since;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private ViewFollower(KafkaConsumer<byte[], byte[]> consumer, ViewFeed feed, Instant since) {
        this.consumer = consumer;
        this.feed = feed;
        this.since = since;
        this.thread = Thread.ofPlatform().name("view").unstarted(this::follow);
    }

    /**
     * Follows the topics of {@code view}.
     *
     * @param since facts that arrived before are left out, policies and overrides excepted
     */
    public static ViewFollower start(
            KafkaAccess access, Topics topics, SchemaRegistry registry, LiveView view, Instant since) {
        var consumer = new KafkaConsumer<>(
                access.client(Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var follower = new ViewFollower(consumer, new ViewFeed(view, topics, registry), since);
        follower.thread.start();
        return follower;
    }

    /** Whether the view is still kept up to date. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try (consumer) {
            boolean placed = false;
            while (closing.getCount() > 0) {
                try {
                    if (!placed) {
                        place();
                        placed = true;
                    }
                    consumer.poll(POLL).forEach(this::take);
                } catch (WakeupException e) {
                    // Only close() wakes it: the loop's condition ends it.
                } catch (KafkaException e) {
                    LOG.atWarn()
                            .addKeyValue("error", String.valueOf(e.getMessage()))
                            .log("The view waits for Kafka");
                    pause();
                }
            }
        }
    }

    private void place() {
        var partitions = new ArrayList<TopicPartition>();
        feed.topics()
                .forEach(topic -> consumer.partitionsFor(topic)
                        .forEach(found -> partitions.add(new TopicPartition(topic, found.partition()))));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var dated = partitions.stream()
                .filter(found -> !feed.isStanding(found.topic()))
                .toList();
        var offsets = consumer.offsetsForTimes(
                dated.stream().collect(Collectors.toMap(found -> found, _ -> since.toEpochMilli())));
        offsets.forEach((partition, offset) -> {
            if (offset == null) {
                consumer.seekToEnd(List.of(partition));
                // seekToEnd is lazy: what arrives until the first poll must not be skipped.
                var _ = consumer.position(partition);
            } else {
                consumer.seek(partition, offset.offset());
            }
        });
    }

    // A registry that is away holds the view back, for leaving the record out would make its figures wrong.
    private void take(ConsumerRecord<byte[], byte[]> found) {
        while (closing.getCount() > 0) {
            try {
                feed.take(found);
                return;
            } catch (RegistryException e) {
                LOG.atWarn()
                        .addKeyValue("error", String.valueOf(e.getMessage()))
                        .log("The view waits for the registry");
                pause();
            }
        }
    }

    private void pause() {
        try {
            var _ = closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown();
            Thread.currentThread().interrupt();
        }
    }
}

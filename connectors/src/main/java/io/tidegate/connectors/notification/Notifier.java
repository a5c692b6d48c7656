package io.tidegate.connectors.notification;

import io.tidegate.connectors.bridge.Loop;
import io.tidegate.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows {@code command-outcomes} for one sink. Offsets are committed only once the sink, or {@code dead-letters}, has what
 * is before them. While the sink takes nothing the partitions are paused and the group is kept up, so a pass never takes
 * longer than one call of the sink.
 */
final class Notifier implements Loop.Pass, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LAG_INTERVAL = Duration.ofSeconds(5);
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final String sink;
    private final Consumer<byte[], byte[]> consumer;
    private final Courier courier;
    private final SinkCounters counters;
    private final InstantSource clock;
    private final Backlog backlog = new Backlog();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private Instant nextTry = Instant.MIN;
    private Instant nextLag = Instant.MIN;
    private volatile Status status = new Status(0, 0, Optional.empty());

    /**
     * How a notifier is doing.
     *
     * @param partitions that it owns
     * @param waiting outcomes that were read and are not settled
     * @param failure why the sink takes nothing now; empty when it does
     */
    record Status(int partitions, int waiting, Optional<String> failure) {}

    Notifier(
            String sink,
            Consumer<byte[], byte[]> consumer,
            Courier courier,
            SinkCounters counters,
            InstantSource clock) {
        this.sink = sink;
        this.consumer = consumer;
        this.courier = courier;
        this.counters = counters;
        this.clock = clock;
    }

    void subscribe(Topics topics) {
        consumer.subscribe(List.of(topics.commandOutcomes().name()), new Ownership());
    }

    Status status() {
        return status;
    }

    @Override
    public void run() throws InterruptedException {
        try {
            read();
            if (!backlog.isEmpty() && !clock.instant().isBefore(nextTry)) {
                nextTry = clock.instant().plus(courier.deliver(backlog));
            }
            commit(consumer.assignment());
            measureLag();
            status = new Status(consumer.assignment().size(), backlog.size(), courier.failure());
        } catch (NoOffsetForPartitionException e) {
            startNow(e.partitions());
        } catch (OffsetOutOfRangeException e) {
            LOG.atWarn()
                    .addKeyValue("sink", sink)
                    .addKeyValue("partitions", e.partitions())
                    .log("Outcomes waited longer than the topic keeps them; what is left of them is told");
            consumer.seekToBeginning(e.partitions());
        }
    }

    private void read() {
        // What is waiting is the bound: nothing more is read before it is settled.
        if (backlog.isEmpty()) {
            consumer.resume(consumer.paused());
        } else {
            consumer.pause(consumer.assignment());
        }
        consumer.poll(pollTime()).forEach(backlog::add);
    }

    private Duration pollTime() {
        if (backlog.isEmpty()) {
            return POLL;
        }
        var rest = Duration.between(clock.instant(), nextTry);
        return rest.isPositive() ? rest.compareTo(POLL) < 0 ? rest : POLL : Duration.ZERO;
    }

    // Committed at once: else what arrives before the first commit would be lost by a restart.
    private void startNow(Collection<TopicPartition> partitions) {
        consumer.seekToEnd(partitions);
        LOG.atInfo()
                .addKeyValue("sink", sink)
                .addKeyValue("partitions", partitions)
                .log("Outcomes are told from now on");
        commit(partitions);
    }

    private void commit(Collection<TopicPartition> partitions) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var partition : partitions) {
            long next = backlog.firstWaiting(partition).orElseGet(() -> consumer.position(partition));
            if (committed.getOrDefault(partition, -1L) != next) {
                offsets.put(partition, new OffsetAndMetadata(next));
            }
        }
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, COMMIT_TIMEOUT);
            offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.atDebug()
                    .addKeyValue("sink", sink)
                    .addKeyValue("error", e.getMessage())
                    .log("Offsets follow later");
        }
    }

    private void measureLag() {
        var now = clock.instant();
        if (now.isBefore(nextLag)) {
            return;
        }
        nextLag = now.plus(LAG_INTERVAL);
        long lag = 0;
        for (var end :
                consumer.endOffsets(consumer.assignment(), COMMIT_TIMEOUT).entrySet()) {
            lag += end.getValue() - committed.getOrDefault(end.getKey(), end.getValue());
        }
        counters.setLag(Math.max(0, lag));
    }

    /** Leaves the group; only after the loop that runs this notifier was closed. */
    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        courier.close();
    }

    /** Called by the consumer inside its poll, on the polling thread. */
    private final class Ownership implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // Their positions are those of the group, or {@link #startNow}.
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            try {
                commit(partitions);
            } catch (KafkaException e) {
                LOG.atDebug()
                        .addKeyValue("sink", sink)
                        .addKeyValue("error", e.getMessage())
                        .log("The next owner repeats");
            }
            forget(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            forget(partitions);
        }

        private void forget(Collection<TopicPartition> partitions) {
            backlog.drop(partitions);
            partitions.forEach(committed::remove);
        }
    }
}

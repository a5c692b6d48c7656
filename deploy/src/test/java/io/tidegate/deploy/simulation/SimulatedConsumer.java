package io.tidegate.deploy.simulation;

import io.tidegate.deploy.simulation.SimulatedLog.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** A member of the executors' group, over the simulated log. Its heartbeats go on beside it, as long as its process runs. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // One strand runs at a time.
class SimulatedConsumer extends MockConsumer<byte[], byte[]> {
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofMillis(50);

    private final SimulatedLog log;
    private final SimulatedGroup group;
    private final SimulatedProcess process;
    private final String instance;
    private final RandomGenerator random;
    private final Set<TopicPartition> pausedNow = new HashSet<>();
    private SimulatedGroup.@Nullable Member member;
    private @Nullable TopicPartition partition;
    private @Nullable ConsumerRebalanceListener listener;
    private @Nullable Strand polling;
    private @Nullable Long position;
    private Instant sentAt = Instant.MIN;
    private Instant answeredAt = Instant.MIN;
    private boolean assigned;
    private boolean wakeup;
    private boolean gone;

    SimulatedConsumer(
            SimulatedLog log, SimulatedGroup group, SimulatedProcess process, String instance, RandomGenerator random) {
        super("earliest");
        this.log = log;
        this.group = group;
        this.process = process;
        this.instance = instance;
        this.random = random;
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener rebalances) {
        partition = new TopicPartition(topics.iterator().next(), 0);
        listener = rebalances;
        process.scheduler().after(HEARTBEAT, this::heartbeat);
        // The heartbeats' thread has looked up its coordinator again in a moment.
        process.onWake(() -> process.scheduler().after(Duration.ofMillis(random.nextInt(0, 5)), this::beat));
    }

    // As Kafka's client does it: they go on being sent while nobody answers, until the session is over.
    private void heartbeat() {
        if (process.isAlive() && !gone) {
            beat();
            process.scheduler().after(HEARTBEAT, this::heartbeat);
        }
    }

    private void beat() {
        if (member != null && !gone && process.isAlive() && !process.isStopped() && !isSessionOver()) {
            sentAt = now();
            if (process.machine().reachesKafka()) {
                group.heartbeat(member);
                answeredAt = now();
            }
        }
    }

    // Then the client looks for its coordinator, and finds it once it is reached.
    private boolean isSessionOver() {
        return !process.machine().reachesKafka()
                && answeredAt.plus(group.sessionTimeout()).isBefore(now());
    }

    private SimulatedGroup.Member join() {
        answeredAt = now();
        return group.join(instance, process);
    }

    private Instant now() {
        return process.scheduler().now();
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        var strand = Strand.current();
        polling = strand;
        checkWakeup();
        var end = now().plus(timeout);
        if (process.machine().reachesKafka()) {
            coordinate();
            var found = fetch();
            if (!found.isEmpty()) {
                strand.park(Duration.ofMillis(random.nextInt(1, 4)));
                return records(found);
            }
        }
        log.wakeOnNews(strand);
        strand.park(Duration.between(now(), end));
        checkWakeup();
        return process.machine().reachesKafka() ? records(fetch()) : records(List.of());
    }

    private void coordinate() {
        var me = member;
        if (me == null) {
            me = join();
            member = me;
        }
        me.checkFenced();
        if (me.isRemoved()) {
            if (assigned) {
                unassign();
                listener().onPartitionsLost(List.of(partition()));
            }
            me = join();
            member = me;
        }
        group.sync(me);
        if (assigned && group.mustGiveUp(me)) {
            listener().onPartitionsRevoked(List.of(partition()));
            unassign();
            group.giveUp(me);
            group.sync(me);
        }
        if (!assigned && (group.mayTake(me) || group.owns(me))) {
            group.take(me);
            assigned = true;
            listener().onPartitionsAssigned(List.of(partition()));
        }
    }

    private void unassign() {
        assigned = false;
        position = null;
        pausedNow.clear();
    }

    private List<Entry> fetch() {
        if (!assigned || pausedNow.contains(partition()) || (position == null && log.hasPendingOffset(topic()))) {
            return List.of();
        }
        long from = position == null ? startAt(log.committedOffset(topic())) : position;
        var found = log.read(topic(), from, random.nextInt(1, 20));
        position = from + found.size();
        return found;
    }

    private ConsumerRecords<byte[], byte[]> records(List<Entry> entries) {
        var readable = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        entries.stream()
                .filter(Entry::isReadable)
                .forEach(entry ->
                        readable.add(new ConsumerRecord<>(topic(), 0, entry.offset(), entry.key(), entry.value())));
        return readable.isEmpty()
                ? ConsumerRecords.empty()
                : new ConsumerRecords<>(Map.of(partition(), readable), Map.of());
    }

    /** Where a partition that was just taken is read from. */
    long startAt(long committed) {
        return committed;
    }

    @Override
    public long position(TopicPartition of) {
        while (position == null) {
            if (!log.hasPendingOffset(topic()) && process.machine().reachesKafka()) {
                position = startAt(log.committedOffset(topic()));
            } else {
                Strand.current().sleep(RETRY);
                checkWakeup();
            }
        }
        return position;
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        pausedNow.addAll(partitions);
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        pausedNow.removeAll(partitions);
    }

    @Override
    public Set<TopicPartition> paused() {
        return Set.copyOf(pausedNow);
    }

    @Override
    @SuppressWarnings("removal") // Kafka's own mock makes one so.
    public ConsumerGroupMetadata groupMetadata() {
        var me = member;
        return me == null
                ? new ConsumerGroupMetadata("executors")
                : new ConsumerGroupMetadata("executors", me.generation(), me.id(), Optional.of(instance));
    }

    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        var name = new MetricName("last-heartbeat-seconds-ago", "consumer-coordinator-metrics", "", Map.of());
        return Map.of(name, new Metric() {
            @Override
            public MetricName metricName() {
                return name;
            }

            @Override
            public Object metricValue() {
                return (double) heartbeatAge();
            }
        });
    }

    /** Since the last one was sent, in whole seconds; -1 before the first. */
    long heartbeatAge() {
        return sentAt.equals(Instant.MIN) ? -1 : Duration.between(sentAt, now()).toSeconds();
    }

    @Override
    public void wakeup() {
        wakeup = true;
        if (polling != null && process.isAlive()) {
            polling.wake();
        }
    }

    private void checkWakeup() {
        if (wakeup) {
            wakeup = false;
            throw new WakeupException();
        }
    }

    /** The process is gone, or has closed it: no heartbeats follow. */
    void drop() {
        gone = true;
    }

    @Override
    public void close(CloseOptions options) {
        if (!gone
                && member != null
                && options.groupMembershipOperation() == GroupMembershipOperation.LEAVE_GROUP
                && process.machine().reachesKafka()) {
            group.leave(member);
        }
        gone = true;
    }

    @Override
    public void close() {
        gone = true;
    }

    private String topic() {
        return partition().topic();
    }

    private TopicPartition partition() {
        return Objects.requireNonNull(partition);
    }

    private ConsumerRebalanceListener listener() {
        return Objects.requireNonNull(listener);
    }
}

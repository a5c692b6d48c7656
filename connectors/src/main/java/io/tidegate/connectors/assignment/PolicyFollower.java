package io.tidegate.connectors.assignment;

import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.Loop;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.schemas.serde.UnreadableRecordException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows {@code scaling-policies} as a member of the connectors' group: each partition that is assigned is read from its
 * beginning, never with committed offsets, and its policies are this instance's work until it is revoked. The thread that
 * polls does nothing else; {@link #work} may be called by any.
 */
public final class PolicyFollower implements Loop.Pass, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyFollower.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final Consumer<String, ScalingPolicy> consumer;
    private final Set<Place> reached;
    private final SourceCounters counters;
    private final PolicyTable table = new PolicyTable();
    private Set<Work.Conflict> toldConflicts = Set.of();
    private volatile Work work = Work.NONE;
    private volatile int owned;

    /** @param reached accounts and regions that the sources read; policies about others are not followed */
    public PolicyFollower(
            Consumer<String, ScalingPolicy> consumer, String topic, Set<Place> reached, SourceCounters counters) {
        this.consumer = consumer;
        this.reached = Set.copyOf(reached);
        this.counters = counters;
        consumer.subscribe(Set.of(topic), new Ownership());
    }

    /** What this instance polls now. */
    public Work work() {
        return work;
    }

    /** How many partitions this instance owns now. */
    public int owned() {
        return owned;
    }

    @Override
    public void run() {
        try {
            var records = consumer.poll(POLL);
            records.forEach(this::apply);
            if (!records.isEmpty()) {
                publish();
            }
        } catch (RecordDeserializationException e) {
            passOver(e);
        }
    }

    private void apply(ConsumerRecord<String, ScalingPolicy> policy) {
        counters.countRead();
        var partition = new TopicPartition(policy.topic(), policy.partition());
        if (policy.value() == null) {
            table.remove(partition, policy.key());
            return;
        }
        try {
            table.put(partition, policy.key(), PolicyView.of(policy.value(), reached));
        } catch (IllegalArgumentException e) {
            // Its earlier revision was replaced all the same: nothing is polled for it.
            table.remove(partition, policy.key());
            counters.countError(ErrorKind.POLICY);
            LOG.atWarn()
                    .addKeyValue("policyId", policy.key())
                    .addKeyValue("offset", policy.offset())
                    .addKeyValue("error", e.getMessage())
                    .log("A policy cannot be followed");
        }
    }

    private void passOver(RecordDeserializationException poison) {
        if (!(poison.getCause() instanceof UnreadableRecordException unreadable)) {
            // The registry is away, say: the record may be as good as any. The consumer repeats it only when it is told
            // to.
            consumer.seek(poison.topicPartition(), poison.offset());
            throw poison;
        }
        counters.countError(ErrorKind.POLICY);
        LOG.atWarn()
                .addKeyValue("topic", poison.topicPartition())
                .addKeyValue("offset", poison.offset())
                .addKeyValue("reason", unreadable.reason())
                .log("A policy record cannot be read and is passed over");
        consumer.seek(poison.topicPartition(), poison.offset() + 1);
    }

    private void publish() {
        var next = table.work();
        var conflicts = new HashSet<>(next.conflicts());
        conflicts.stream().filter(conflict -> !toldConflicts.contains(conflict)).forEach(this::tell);
        toldConflicts = conflicts;
        owned = table.owned();
        if (!next.equals(work)) {
            LOG.atInfo()
                    .addKeyValue("policies", next.policies())
                    .addKeyValue("cloudWatchQueries", next.cloudWatch().size())
                    .addKeyValue("httpQueries", next.http().size())
                    .addKeyValue("services", next.watched().services().size())
                    .addKeyValue("groups", next.watched().groups().size())
                    .addKeyValue("scalableTargets", next.watched().scalables().size())
                    .addKeyValue("clusters", next.watched().clusters().size())
                    .addKeyValue("drains", next.watched().hooks().size())
                    .log("The work of this instance changed");
        }
        work = next;
    }

    private void tell(Work.Conflict conflict) {
        counters.countError(ErrorKind.CONFLICT);
        var warning = LOG.atWarn().addKeyValue("policyId", conflict.policy());
        switch (conflict) {
            case Work.Conflict.OfSeries of ->
                warning.addKeyValue("metric", of.series())
                        .log("Another query writes the same series; give the metric a name of its own");
            case Work.Conflict.OfCluster of ->
                warning.addKeyValue("target", of.cluster())
                        .log("Another policy names another group for the cluster; it is observed with that one");
        }
    }

    /** Leaves the group; only after the loop that runs this follower was closed. */
    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    }

    /** Called by the consumer inside its poll, on the polling thread. */
    private final class Ownership implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            table.own(partitions);
            consumer.seekToBeginning(partitions);
            publish();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            table.disown(partitions);
            publish();
        }
    }
}

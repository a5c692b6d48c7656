package io.tidegate.deploy.crash;

import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.schemas.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Records that are written but not committed. */
final class OpenTransactions implements AutoCloseable {
    private final Admin admin;
    private final List<TopicPartition> partitions;

    OpenTransactions(KafkaAccess access, Topics topics) {
        this.admin = access.admin();
        this.partitions = Stream.of(
                        topics.journal(),
                        topics.decisions(),
                        topics.scaleCommands(),
                        topics.commandOutcomes(),
                        topics.executorLedger())
                .map(Topic::name)
                .flatMap(topic -> IntStream.range(0, Surroundings.PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(topic, partition)))
                .toList();
    }

    /**
     * Partitions in transactions that began at {@code since} or later and are under way, if they hold records of one: their
     * ends differ for readers of committed records and for others. What an earlier life left open does not count.
     */
    SortedSet<String> partitions(Instant since) throws ExecutionException, InterruptedException {
        var open = ongoing(since);
        if (!open.isEmpty()) {
            var all = ends(IsolationLevel.READ_UNCOMMITTED);
            var committed = ends(IsolationLevel.READ_COMMITTED);
            open.removeIf(partition -> all.getOrDefault(partition, 0L) <= committed.getOrDefault(partition, 0L));
        }
        return open;
    }

    private SortedSet<String> ongoing(Instant since) throws ExecutionException, InterruptedException {
        var options = new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING));
        var ids = admin.listTransactions(options).all().get().stream()
                .map(TransactionListing::transactionalId)
                .toList();
        var touched = new TreeSet<String>();
        admin.describeTransactions(ids).all().get().values().stream()
                .filter(found -> found.state() == TransactionState.ONGOING)
                .filter(found -> found.transactionStartTimeMs().orElse(0) >= since.toEpochMilli())
                .flatMap(found -> found.topicPartitions().stream())
                .forEach(partition -> touched.add(partition.toString()));
        return touched;
    }

    private SortedMap<String, Long> ends(IsolationLevel isolation) throws ExecutionException, InterruptedException {
        var latest = partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        var ends = new TreeMap<String, Long>();
        admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition.toString(), end.offset()));
        return ends;
    }

    @Override
    public void close() {
        admin.close();
    }
}

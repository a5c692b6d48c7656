package io.tidegate.connectors.executor;

import io.tidegate.connectors.executor.ledger.Ledger;
import io.tidegate.schemas.serde.UnreadableRecordException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * One thread that reads commands, hears the workers and commits. It never waits for AWS, except when partitions are
 * taken away: then it lets the calls under way end. A failure that it throws loses nothing; a new loop takes up what the
 * topics tell.
 */
final class ExecutorLoop implements ConsumerRebalanceListener {
    /** How long a poll may wait when only time can let something start: a token, a retry. */
    private static final Duration SHORT_POLL = Duration.ofMillis(20);

    private static final Duration LONG_POLL = Duration.ofMillis(200);
    /** How long it waits between two looks at the calls that are to end. */
    private static final Duration RELEASE_SLICE = Duration.ofMillis(10);

    private final Consumer<byte[], byte[]> consumer;
    private final Transactions transactions;
    private final Tools tools;
    private final Queue<Event> inbox;
    private final Map<Integer, Assignment> assignments = new TreeMap<>();

    ExecutorLoop(Consumer<byte[], byte[]> consumer, Transactions transactions, Tools tools, Queue<Event> inbox) {
        this.consumer = consumer;
        this.transactions = transactions;
        this.tools = tools;
        this.inbox = inbox;
    }

    void subscribe() {
        consumer.subscribe(List.of(tools.config().topics().scaleCommands().name()), this);
    }

    /** Reads what is there, hears what happened, starts what may start, commits. */
    void turn() {
        poll();
        restoreNew();
        hearAll();
        works().forEach(PartitionWork::dispatch);
        commit();
        pauseAndResume();
        tools.counters().load(works());
    }

    /** Lets what is under way end and hands all partitions over. */
    void release() {
        release(List.copyOf(assignments.values()));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        partitions.forEach(each -> assignments.put(each.partition(), new Assignment(each)));
        // Nothing is read before the ledger tells what has been done already.
        consumer.pause(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        release(of(partitions));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        of(partitions).forEach(this::forget);
    }

    private void poll() {
        try {
            for (var record : consumer.poll(pollTime())) {
                work(record.partition()).ifPresent(work -> receive(work, record));
            }
        } catch (WakeupException _) {
            // A worker has something to tell.
        }
    }

    private Duration pollTime() {
        boolean waiting = works().stream().anyMatch(work -> work.depth() > work.inFlight());
        return waiting ? SHORT_POLL : LONG_POLL;
    }

    private void receive(PartitionWork work, ConsumerRecord<byte[], byte[]> record) {
        try {
            work.receive(tools.records().command(record), record.offset());
        } catch (UnreadableRecordException e) {
            work.receiveUnreadable(record.offset(), tools.records().deadLetter(record, e));
        }
    }

    // The position comes first: it waits for pending offsets, hence for the transaction that the ledger must show.
    private void restoreNew() {
        try {
            for (var assignment : assignments.values()) {
                if (assignment.isNew()) {
                    assignment.restore(consumer.position(assignment.commands()));
                    tools.workers().readLedger(assignment, ledger(assignment.commands()));
                }
            }
        } catch (WakeupException _) {
            // The rest follows in the next turn.
        }
    }

    private void hearAll() {
        for (@Nullable Event event = inbox.poll(); event != null; event = inbox.poll()) {
            hear(event);
        }
    }

    private void hear(Event event) {
        switch (event) {
            case Event.LedgerRead read -> start(read);
            case Event.OfCommand ofCommand -> {
                if (works().contains(ofCommand.work())) {
                    ofCommand.work().on(ofCommand);
                }
            }
            case Event.Broken broken ->
                throw new IllegalStateException("executor must begin anew after " + broken.cause(), broken.cause());
        }
    }

    private void start(Event.LedgerRead read) {
        var assignment = read.assignment();
        if (assignments.containsValue(assignment)) {
            int partition = assignment.commands().partition();
            var ledger = Ledger.rebuild(partition, tools.config().instanceId(), read.records());
            assignment.start(PartitionWork.take(assignment, ledger, tools));
        }
    }

    private void commit() {
        transactions.commit(tools.batch(), works());
    }

    private void pauseAndResume() {
        var paused = consumer.paused();
        for (var assignment : assignments.values()) {
            var commands = List.of(assignment.commands());
            boolean mustPause = assignment.work().map(PartitionWork::isFull).orElse(true);
            if (mustPause != paused.contains(assignment.commands())) {
                if (mustPause) {
                    consumer.pause(commands);
                } else {
                    consumer.resume(commands);
                }
            }
        }
    }

    private void release(List<Assignment> given) {
        var working = given.stream().flatMap(each -> each.work().stream()).toList();
        working.forEach(PartitionWork::close);
        letEnd(working);
        working.stream().filter(work -> work.inFlight() == 0).forEach(PartitionWork::release);
        commit();
        given.forEach(this::forget);
    }

    // Counted, not clocked: a clock that jumps must not cut it short.
    private void letEnd(List<PartitionWork> working) {
        commit();
        // One slice more than a call may take, for the call's own timeout to be heard.
        long slices = tools.config().callTimeout().dividedBy(RELEASE_SLICE) + 1;
        hearAll();
        try {
            for (; slices > 0 && working.stream().anyMatch(work -> work.inFlight() > 0); slices--) {
                tools.sleeper().sleep(RELEASE_SLICE);
                hearAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget(Assignment assignment) {
        assignment.work().ifPresent(work -> {
            work.close();
            tools.batch().drop(work);
        });
        transactions.forget(assignment.commands());
        assignments.remove(assignment.commands().partition(), assignment);
    }

    private List<Assignment> of(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .flatMap(each -> Optional.ofNullable(assignments.get(each.partition())).stream())
                .toList();
    }

    private Optional<PartitionWork> work(int partition) {
        return Optional.ofNullable(assignments.get(partition)).flatMap(Assignment::work);
    }

    private List<PartitionWork> works() {
        return assignments.values().stream()
                .flatMap(each -> each.work().stream())
                .toList();
    }

    private TopicPartition ledger(TopicPartition commands) {
        return new TopicPartition(tools.config().topics().executorLedger().name(), commands.partition());
    }
}

package io.tidegate.connectors.executor;

import io.tidegate.connectors.executor.ledger.LedgerReader;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.IsolationLevel;

/**
 * One life of an executor over one consumer and one producer, which stay their owner's to close. It has no thread: whoever
 * turns it is its thread, and a failure that a turn throws ends it without loss; the next life takes up what the topics
 * tell.
 */
public final class ExecutorLife {
    /** An open transaction ends within the session timeout; reading up to it takes little more. */
    static final Duration LEDGER_SLACK = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final ExecutorLoop loop;

    /** One that counts for itself. */
    public ExecutorLife(
            ExecutorConfig config,
            Surroundings surroundings,
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer) {
        this(config, surroundings, new Counters(), consumer, producer);
    }

    ExecutorLife(
            ExecutorConfig config,
            Surroundings surroundings,
            Counters counters,
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer) {
        this.consumer = consumer;
        this.producer = producer;
        this.loop = loop(config, surroundings, counters);
    }

    /** Shuts out an earlier life of the same instance and joins the group. */
    public void begin() {
        producer.initTransactions();
        loop.subscribe();
    }

    /** Reads what is there, hears what happened, starts what may start, commits. */
    public void turn() {
        loop.turn();
    }

    /** Lets calls under way end, hands the partitions over and leaves the group. */
    public void release() {
        loop.release();
        // A static member stays in the group unless it says otherwise.
        consumer.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }

    private ExecutorLoop loop(ExecutorConfig config, Surroundings surroundings, Counters counters) {
        var records = new Records(config.topics(), surroundings.serdes());
        var inbox = new ConcurrentLinkedQueue<Event>();
        var workers = new Workers(
                surroundings.threads(),
                actuators(config, surroundings),
                ledgers(config, surroundings.kafka(), records),
                new HeartbeatLease(consumer, config),
                event -> {
                    inbox.add(event);
                    consumer.wakeup();
                });
        var tools = new Tools(
                config,
                records,
                new Batch(),
                workers,
                counters,
                surroundings.clock(),
                surroundings.sleeper(),
                surroundings.random());
        return new ExecutorLoop(consumer, new Transactions(consumer, producer), tools, inbox);
    }

    private static Map<Place, Actuators> actuators(ExecutorConfig config, Surroundings surroundings) {
        var actuators = new HashMap<Place, Actuators>();
        surroundings.aws().forEach((place, aws) -> actuators.put(place, Actuators.through(aws, config.callTimeout())));
        return actuators;
    }

    private static LedgerReader ledgers(ExecutorConfig config, KafkaAccess kafka, Records records) {
        return new LedgerReader(
                () -> kafka.ledger(IsolationLevel.READ_COMMITTED),
                () -> kafka.ledger(IsolationLevel.READ_UNCOMMITTED),
                records::ledger,
                config.sessionTimeout().plus(LEDGER_SLACK));
    }
}

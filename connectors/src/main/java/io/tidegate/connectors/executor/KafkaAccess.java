package io.tidegate.connectors.executor;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.IsolationLevel;

/** Opens the Kafka clients that an executor works with; each call opens a new one, which the executor closes. */
public interface KafkaAccess {

    /** A member of the executors' group that commits nothing by itself and sees only what was committed. */
    Consumer<byte[], byte[]> commands();

    /** A consumer without a group. */
    Consumer<byte[], byte[]> ledger(IsolationLevel isolation);

    /** A producer with the instance's transactional id, not yet initialized. */
    Producer<byte[], byte[]> producer();
}

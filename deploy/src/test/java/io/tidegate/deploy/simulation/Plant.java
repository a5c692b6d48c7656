package io.tidegate.deploy.simulation;

import io.tidegate.connectors.executor.queue.QueueConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Where a bug can be planted: each seam may be wrapped. Without one all is as in production. */
interface Plant {
    /** No bug. */
    Plant NONE = new Plant() {};

    default QueueConfig queue(QueueConfig config) {
        return config;
    }

    default Producer<byte[], byte[]> producer(SimulatedProducer producer) {
        return producer;
    }

    default Consumer<byte[], byte[]> consumer(SimulatedConsumer consumer) {
        return consumer;
    }

    default Consumer<byte[], byte[]> ledger(LedgerConsumer consumer) {
        return consumer;
    }

    /** What the decider writes before it decides: nothing. */
    default boolean deciderForgets() {
        return false;
    }

    /** Whether the inventory tells of a service that it could not read. */
    default boolean inventsZero() {
        return false;
    }
}

package io.tidegate.deploy.simulation;

import io.tidegate.connectors.executor.AwsCalls;
import io.tidegate.connectors.executor.queue.QueueConfig;

/** Seams at which a bug can be planted. Without one all is as in production. */
interface Plant {
    /** No bug. */
    Plant NONE = new Plant() {};

    default QueueConfig queue(QueueConfig config) {
        return config;
    }

    default AwsCalls aws(AwsCalls calls) {
        return calls;
    }

    /** Where a consumer begins in a partition that it was just given. */
    default long startAt(long committed) {
        return committed;
    }

    /** Whether a transaction asks the group's coordinator to check its offsets. */
    default boolean fencesByGroup() {
        return true;
    }

    /** Whether the decider commits its states with its commands. */
    default boolean commitsStates() {
        return true;
    }

    /** Whether the inventory tells of a service that it could not read. */
    default boolean inventsZero() {
        return false;
    }
}

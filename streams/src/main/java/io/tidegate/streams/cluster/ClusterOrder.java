package io.tidegate.streams.cluster;

/** What a command does to a cluster's instances. */
public sealed interface ClusterOrder {
    /** The group's desired capacity, absolutely. */
    record Capacity(String group, int expected, int desired) implements ClusterOrder {}

    /** An instance loses its tasks and takes no new ones. */
    record Drain(String instance, String arn) implements ClusterOrder {}

    /** An instance ends; without decrement its group replaces it. */
    record Terminate(String instance, boolean decrement) implements ClusterOrder {}
}

package io.tidegate.streams.cluster;

/** What decided how many instances there are. */
public enum Limit {
    /** CPU units. */
    CPU,
    /** MiB of memory. */
    MEMORY,
    /** GPUs. */
    GPU,
    /** Fixed host ports. */
    PORTS,
    /** Room that is kept free on purpose. */
    BUFFER,
    /** The fewest instances allowed. */
    MIN,
    /** The most instances allowed. */
    MAX,
    /** How many instances may drain at once. */
    BUDGET,
    /** Instances that may not be taken, or whose tasks cannot be moved. */
    PROTECTED,
    /** The share of instances that is kept busy. */
    RESERVATION,
    /** Instances that are on their way: what they change is waited for. */
    LAUNCHING,
    /** Tasks whose size nobody knows: what they would need elsewhere cannot be told. */
    UNSIZED,
    /** What a person decided. */
    OVERRIDE
}

package io.tidegate.streams.termination;

/**
 * How far an instance has come on its way out:
 *
 * <pre>
 *   RECEIVED ─► DRAINING ─► TASKS_GONE ─► DEREGISTERING ─► OUT_OF_SERVICE ─► COMPLETED
 *       │           │            │              │                │
 *       └───────────┴────────────┴──────────────┴────────────────┴─► ABANDONED, EXPIRED
 * </pre>
 *
 * An instance on its way in goes from RECEIVED to COMPLETED or ABANDONED.
 */
public enum Phase {
    /** Its notice has come. */
    RECEIVED,
    /** It takes no new tasks, and those that it has move away. */
    DRAINING,
    /** No task runs on it. */
    TASKS_GONE,
    /** Load balancers take no new requests to it, and those under way end. */
    DEREGISTERING,
    /** Nobody sends it anything. */
    OUT_OF_SERVICE,
    /** Its hook was told to go on, or AWS had gone on by itself. */
    COMPLETED,
    /** Its hook was told to give it up. */
    ABANDONED,
    /** AWS went on without an answer. */
    EXPIRED;

    /** Whether nothing is left to do. */
    public boolean isOver() {
        return this == COMPLETED || this == ABANDONED || this == EXPIRED;
    }
}

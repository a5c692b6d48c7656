package io.tidegate.connectors.executor;

/**
 * Whether an executor works.
 *
 * @param detail what it waits for or why it stopped
 */
public record ExecutorHealth(State state, String detail) {

    /** Whether commands are carried out. */
    public boolean isUp() {
        return state == State.RUNNING;
    }

    /** What an executor can be doing. */
    public enum State {
        /** Opening its clients. */
        STARTING,
        /** Reading and carrying out commands, if it owns partitions. */
        RUNNING,
        /** Beginning anew after a failure. */
        RECOVERING,
        /** Closed, or another process uses its instance id. */
        STOPPED
    }
}

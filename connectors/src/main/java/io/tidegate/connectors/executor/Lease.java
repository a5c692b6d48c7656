package io.tidegate.connectors.executor;

/** Whether this instance may still start AWS calls. Asked right before each call, from any thread. */
interface Lease {
    boolean permitsCall();
}

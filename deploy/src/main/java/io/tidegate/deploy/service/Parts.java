package io.tidegate.deploy.service;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was started one after another and ends in the opposite order, all of it, even when a part fails to. Thread-safe. */
public final class Parts implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Adds what was started last; returns it. */
    public synchronized <P extends AutoCloseable> P add(P part) {
        open.push(part);
        return part;
    }

    /**
     * Closes every part; a second call does nothing.
     *
     * @throws IllegalStateException when one did not close, once all were tried
     */
    @Override
    public synchronized void close() {
        IllegalStateException failure = null;
        while (!open.isEmpty()) {
            var part = open.pop();
            try {
                part.close();
            } catch (Exception e) {
                failure = failure == null ? new IllegalStateException("a part did not close: " + part, e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}

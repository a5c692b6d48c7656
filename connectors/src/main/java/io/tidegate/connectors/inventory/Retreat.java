package io.tidegate.connectors.inventory;

import io.tidegate.connectors.bridge.Backoff;
import java.time.Instant;

/** Keeps away from one part of AWS for a growing time while it fails. Thread-safe. */
final class Retreat {
    private final Backoff backoff;
    private Instant until = Instant.MIN;
    private boolean failing;

    Retreat(Backoff backoff) {
        this.backoff = backoff;
    }

    synchronized boolean isOver(Instant now) {
        return !now.isBefore(until);
    }

    /** Returns whether this is the first failure since the last success. */
    synchronized boolean failed(Instant now) {
        boolean first = !failing;
        failing = true;
        until = now.plus(backoff.next());
        return first;
    }

    synchronized void succeeded() {
        failing = false;
        until = Instant.MIN;
        backoff.reset();
    }
}

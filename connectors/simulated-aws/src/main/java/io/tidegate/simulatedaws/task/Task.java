package io.tidegate.simulatedaws.ecs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A task of a service: {@code PENDING -> RUNNING -> STOPPING}, then it is gone. A pending task that is stopped is gone at once. */
final class Task {
    /** Where a task is in its life. A stopping task still runs. */
    enum State {
        PENDING,
        RUNNING,
        STOPPING
    }

    private final String id;
    private final Instant createdAt;
    private State state = State.PENDING;
    private @Nullable Instant startedAt;

    Task(String id, Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
    }

    String id() {
        return id;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant startedAt() {
        return startedAt;
    }

    State state() {
        return state;
    }

    boolean isRunning() {
        return state != State.PENDING;
    }

    boolean isWanted() {
        return state != State.STOPPING;
    }

    void started(Instant at) {
        state = State.RUNNING;
        startedAt = at;
    }

    void stopping() {
        state = State.STOPPING;
    }
}

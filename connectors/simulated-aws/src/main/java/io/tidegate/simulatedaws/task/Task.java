package io.tidegate.simulatedaws.task;

import io.tidegate.simulatedaws.instance.ContainerInstance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task: {@code PENDING -> RUNNING -> STOPPING}, then it is gone. A pending task that is stopped is gone at once. On instances
 * it is pending without one until it finds room.
 */
public final class Task {
    /** Where a task is in its life. A stopping task still runs. */
    enum State {
        PENDING,
        RUNNING,
        STOPPING
    }

    private final String id;
    private final TaskSet set;
    private final @Nullable ContainerInstance pin;
    private final Instant createdAt;
    private State state = State.PENDING;
    private @Nullable ContainerInstance host;
    private @Nullable Instant startedAt;
    private int port;

    /**
     * @param pin the one instance that it may be placed on, or null when any will do
     */
    Task(String id, TaskSet set, @Nullable ContainerInstance pin, Instant createdAt) {
        this.id = id;
        this.set = set;
        this.pin = pin;
        this.createdAt = createdAt;
    }

    public String id() {
        return id;
    }

    public TaskSet set() {
        return set;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public @Nullable Instant startedAt() {
        return startedAt;
    }

    /** The instance that it is on; null on Fargate, and while it waits for room. */
    public @Nullable ContainerInstance host() {
        return host;
    }

    /** Whether it waits for room, or runs, on this instance. */
    public boolean belongsOn(ContainerInstance instance) {
        return host == instance || pin == instance;
    }

    public boolean isRunning() {
        return state != State.PENDING;
    }

    /** Whether it has not been told to stop. */
    public boolean isWanted() {
        return state != State.STOPPING;
    }

    /** Whether it is a daemon's, which stays on its instance to the last. */
    boolean isPinned() {
        return pin != null;
    }

    boolean mayGoTo(ContainerInstance instance) {
        return pin == null || pin == instance;
    }

    @Nullable
    ContainerInstance pin() {
        return pin;
    }

    void placed(ContainerInstance on) {
        host = on;
    }

    /** The port of its host that it is reached at; 0 when nobody sends it anything. */
    int port() {
        return port;
    }

    void reachedAt(int hostPort) {
        port = hostPort;
    }

    void started(Instant at) {
        state = State.RUNNING;
        startedAt = at;
    }

    void stopping() {
        state = State.STOPPING;
    }
}

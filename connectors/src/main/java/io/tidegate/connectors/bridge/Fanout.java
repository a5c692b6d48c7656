package io.tidegate.connectors.bridge;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks on virtual threads: one at a time for each key and a bounded number together, so that a slow one delays
 * nobody but itself. Thread-safe.
 */
public final class Fanout<K> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Fanout.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final ExecutorService threads;
    private final Semaphore permits;
    private final SourceCounters counters;
    private final Set<K> running = ConcurrentHashMap.newKeySet();

    /** @param bound how many tasks run together; the others wait */
    public Fanout(String name, int bound, SourceCounters counters) {
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("tidegate-" + name + "-", 0).factory());
        this.permits = new Semaphore(bound);
        this.counters = counters;
    }

    /** Starts a task without waiting for it; false when the key's last one still runs, and then this one is dropped. */
    public boolean start(K key, Loop.Pass task) {
        if (!running.add(key)) {
            return false;
        }
        threads.execute(() -> run(key, task));
        return true;
    }

    private void run(K key, Loop.Pass task) {
        try {
            permits.acquire();
            try {
                task.run();
            } finally {
                permits.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failed(e);
        } finally {
            running.remove(key);
        }
    }

    private void failed(RuntimeException cause) {
        if (!threads.isShutdown()) {
            counters.countError(ErrorKind.UNEXPECTED);
            LOG.atWarn().setCause(cause).log("A task failed");
        }
    }

    /** Interrupts the running tasks and waits for them, at most 5 s; idempotent, and the interrupt flag is kept. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn().addKeyValue("tasks", running.size()).log("Tasks did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

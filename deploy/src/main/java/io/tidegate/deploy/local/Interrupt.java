package io.tidegate.deploy.local;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C or a termination signal, as something to wait for. From {@link #listen} on the process ends only when
 * {@link #close} was called, or 20 s after the signal, so that whoever waited can put things in order.
 */
public final class Interrupt implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    /** Begins to hold the process; to be called once. */
    public void listen() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::hold, "interrupt"));
    }

    private void hold() {
        asked.countDown();
        try {
            var _ = done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for it, at most so long; empty for ever. Returns whether it came. */
    public boolean await(Optional<Duration> longest) throws InterruptedException {
        if (longest.isEmpty()) {
            asked.await();
            return true;
        }
        return asked.await(longest.get().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets the process end. */
    @Override
    public void close() {
        done.countDown();
    }
}

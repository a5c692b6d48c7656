package io.tidegate.connectors.bridge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Runs the passes of one source on a thread of its own, throttled, until it is closed. A pass that throws is counted,
 * logged and tried again after a growing pause: nothing but {@link #close} or an {@link Error} ends the loop.
 */
public final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** One round of read, map, emit, checkpoint. */
    @FunctionalInterface
    public interface Pass {
        void run() throws InterruptedException;
    }

    private final String name;
    private final Pass pass;
    private final Throttle throttle;
    private final Backoff backoff;
    private final SourceCounters counters;
    private final Clock clock;
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Instant lastPass;
    private volatile @Nullable String failure;

    /** What the loop runs with: its pace, its pauses after failures, its counters and its clock. */
    public record Setting(Throttle throttle, Backoff backoff, SourceCounters counters, Clock clock) {}

    private Loop(String name, Pass pass, Setting setting) {
        this.name = name;
        this.pass = pass;
        this.throttle = setting.throttle();
        this.backoff = setting.backoff();
        this.counters = setting.counters();
        this.clock = setting.clock();
        this.thread = Thread.ofPlatform().name("tidegate-" + name).daemon(true).unstarted(this::run);
    }

    /** Starts a loop; the thread is named {@code tidegate-<name>}. */
    public static Loop start(String name, Pass pass, Setting setting) {
        var loop = new Loop(name, pass, setting);
        loop.thread.start();
        return loop;
    }

    private void run() {
        try {
            while (!closed) {
                throttle.await();
                runPass();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runPass() throws InterruptedException {
        try {
            pass.run();
            lastPass = clock.instant();
            failure = null;
            backoff.reset();
        } catch (RuntimeException e) {
            // A client that is interrupted inside a call answers with an exception of its own.
            if (closed) {
                return;
            }
            failed(e);
            throttle.backOff(backoff.next());
        }
    }

    private void failed(RuntimeException cause) {
        counters.countError(ErrorKind.UNEXPECTED);
        var level = failure == null ? Level.WARN : Level.DEBUG;
        failure = cause.getClass().getSimpleName();
        LOG.atLevel(level).addKeyValue("source", name).setCause(cause).log("A pass failed and is tried again");
    }

    /** How the loop is doing. */
    public Health health() {
        return new Health(name, thread.isAlive(), Optional.ofNullable(lastPass), Optional.ofNullable(failure));
    }

    /**
     * How a part is doing.
     *
     * @param lastPass end of the last pass that did not throw
     * @param failure class of what the latest pass threw; empty when it did not
     */
    public record Health(String name, boolean alive, Optional<Instant> lastPass, Optional<String> failure) {}

    /** Ends the loop and waits for its thread, at most 5 s; idempotent, and the caller's interrupt flag is kept. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (!thread.join(CLOSE_TIMEOUT)) {
                LOG.atWarn().addKeyValue("source", name).log("A source did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

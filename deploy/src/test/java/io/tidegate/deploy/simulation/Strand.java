package io.tidegate.deploy.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A thread of a simulated process. It runs only while the scheduler waits for it, until it waits for something itself: so
 * one of them runs at a time, and blocking code takes virtual time.
 */
final class Strand {
    private static final ThreadLocal<Strand> CURRENT = new ThreadLocal<>();

    private final SimulatedProcess process;
    private final Thread thread;
    private final Consumer<Optional<Throwable>> onEnd;
    private @Nullable Thread scheduler;
    private @Nullable Throwable failure;
    private volatile boolean hasTurn;
    private boolean started;
    private boolean ended;
    private boolean parked;
    private long wait;

    Strand(SimulatedProcess process, Runnable body, Consumer<Optional<Throwable>> onEnd) {
        this.process = process;
        this.onEnd = onEnd;
        this.thread = Thread.ofVirtual().unstarted(() -> {
            CURRENT.set(this);
            awaitTurn();
            try {
                checkAlive();
                body.run();
            } catch (Killed _) {
                // Only what is outside the process remains.
            } catch (Throwable e) {
                failure = e;
            }
            ended = true;
            giveBack();
        });
    }

    /** The one that runs. */
    static Strand current() {
        return Optional.ofNullable(CURRENT.get())
                .orElseThrow(() -> new IllegalStateException("must run on a strand, was " + Thread.currentThread()));
    }

    SimulatedProcess process() {
        return process;
    }

    void start() {
        process.whenRunning(() -> {
            started = true;
            thread.start();
            run();
        });
    }

    /** Waits as long as it is not woken: at most until {@code pause} is over. */
    void park(Duration pause) {
        process.point();
        checkAlive();
        long waiting = ++wait;
        parked = true;
        process.scheduler().after(pause, () -> wake(waiting));
        giveBack();
        awaitTurn();
        checkAlive();
    }

    /** Waits, and for nothing else than time. */
    void sleep(Duration pause) {
        var end = process.scheduler().now().plus(pause);
        do {
            park(Duration.between(process.scheduler().now(), end));
        } while (process.scheduler().now().isBefore(end));
    }

    /** Ends a {@link #park} now. */
    void wake() {
        long waiting = wait;
        process.scheduler().after(Duration.ZERO, () -> wake(waiting));
    }

    /** Whether it waits. */
    boolean isParked() {
        return parked;
    }

    /** Unwinds it: its process is dead. */
    void unwind() {
        if (started && !ended) {
            run();
        }
    }

    private void wake(long waiting) {
        process.whenRunning(() -> {
            if (parked && wait == waiting) {
                parked = false;
                run();
            }
        });
    }

    // On the scheduler's thread.
    private void run() {
        if (ended) {
            return;
        }
        scheduler = Thread.currentThread();
        hasTurn = true;
        LockSupport.unpark(thread);
        while (hasTurn) {
            LockSupport.park(this);
        }
        if (ended) {
            process.ended(this);
            onEnd.accept(Optional.ofNullable(failure));
        }
    }

    private void giveBack() {
        var waiting = scheduler;
        hasTurn = false;
        LockSupport.unpark(waiting);
    }

    // The SDK interrupts a call whose time is over: the flag is the call's to see, not this loop's.
    private void awaitTurn() {
        boolean interrupted = false;
        while (!hasTurn) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkAlive() {
        if (!process.isAlive()) {
            throw new Killed();
        }
    }

    /** Thrown where a strand waits, once its process is dead. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }
}

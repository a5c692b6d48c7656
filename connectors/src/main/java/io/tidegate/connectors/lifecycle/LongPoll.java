package io.tidegate.connectors.lifecycle;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Makes a call that blocks on a socket, so that interrupting the caller ends it: the socket of a virtual thread that is
 * interrupted is closed, that of any other is not (java.net.Socket, since Java 21).
 */
final class LongPoll {
    private LongPoll() {}

    /**
     * The call's answer.
     *
     * @throws InterruptedException when the caller was interrupted; the call ends then, and its answer is lost
     */
    static <T> T answer(Supplier<T> call) throws InterruptedException {
        var task = new FutureTask<T>(call::get);
        Thread.ofVirtual().name("tidegate-long-poll").start(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            task.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            // A supplier throws nothing else.
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }
}

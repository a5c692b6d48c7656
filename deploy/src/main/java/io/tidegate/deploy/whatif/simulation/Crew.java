package io.tidegate.deploy.whatif.simulation;

import io.tidegate.deploy.whatif.past.Happened;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads that each take in the whole past, in order: one for each policy, beside the one that reads it. How many there are and how fast
 * each is changes nothing of what each of them sees.
 */
final class Crew implements AutoCloseable {
    private static final int BATCH = 256;
    // So far may the reader run ahead.
    private static final int BATCHES = 4;
    private static final List<Happened> END = List.of();

    private final List<Hand> hands = new ArrayList<>();
    private List<Happened> batch = new ArrayList<>(BATCH);

    /** One for each taker. */
    Crew(List<? extends Consumer<Happened>> takers) {
        for (var taker : takers) {
            var hand = new Hand(taker);
            hands.add(hand);
            hand.thread.start();
        }
    }

    /** One of them. */
    private static final class Hand implements Runnable {
        private final Consumer<Happened> taker;
        private final BlockingQueue<List<Happened>> work = new ArrayBlockingQueue<>(BATCHES);
        private final Thread thread =
                Thread.ofPlatform().daemon().name("simulation-", 0).unstarted(this);
        private volatile @Nullable Throwable failure;

        Hand(Consumer<Happened> taker) {
            this.taker = taker;
        }

        @Override
        public void run() {
            try {
                for (var some = work.take(); some != END; some = work.take()) {
                    take(some);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // Nobody wants the result any more.
            }
        }

        // After a failure it takes no more in, but does not hold up the reader either.
        private void take(List<Happened> some) {
            if (failure == null) {
                try {
                    some.forEach(taker);
                } catch (RuntimeException | Error e) {
                    failure = e;
                }
            }
        }
    }

    /** Hands on what happened. */
    void take(Happened happened) {
        batch.add(happened);
        if (batch.size() == BATCH) {
            hand(batch);
            batch = new ArrayList<>(BATCH);
        }
    }

    private void hand(List<Happened> some) {
        try {
            for (var hand : hands) {
                hand.work.put(some);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException("interrupted", e);
        }
        refuse();
    }

    private void refuse() {
        for (var hand : hands) {
            switch (hand.failure) {
                case null -> {}
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new CompletionException(e);
            }
        }
    }

    /**
     * Waits until all have taken in everything.
     *
     * @throws RuntimeException what one of them failed with
     */
    void finish() {
        hand(batch);
        hand(END);
        try {
            for (var hand : hands) {
                hand.thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException("interrupted", e);
        }
        refuse();
    }

    /** Ends those that still work. */
    @Override
    public void close() {
        hands.forEach(hand -> hand.thread.interrupt());
    }
}

package io.tidegate.deploy.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/**
 * Virtual time: one thing happens after the other, each at its time; what is due at the same time in an order that the
 * seed draws. One thread.
 */
final class Scheduler {
    private final PriorityQueue<Due> due = new PriorityQueue<>(
            Comparator.comparing(Due::at).thenComparingInt(Due::draw).thenComparingLong(Due::number));
    private final RandomGenerator random;
    private Instant now;
    private long number;
    private long steps;

    Scheduler(Instant start, RandomGenerator random) {
        this.now = start;
        this.random = random;
    }

    Instant now() {
        return now;
    }

    /** How many things have happened. */
    long steps() {
        return steps;
    }

    /** Lets something happen after a while; not positive is now, in the order of the seed. */
    void after(Duration wait, Runnable action) {
        due.add(new Due(now.plus(wait.isNegative() ? Duration.ZERO : wait), random.nextInt(), number++, action));
    }

    void at(Instant time, Runnable action) {
        after(Duration.between(now, time), action);
    }

    /** Lets time pass; {@code afterEach} follows everything that happens. */
    void runUntil(Instant end, Runnable afterEach) {
        while (!due.isEmpty() && !due.peek().at().isAfter(end)) {
            var next = due.remove();
            now = next.at();
            steps++;
            next.action().run();
            afterEach.run();
        }
        now = end;
    }

    private record Due(Instant at, int draw, long number, Runnable action) {}
}

package io.tidegate.deploy.whatif.plant;

import io.tidegate.streams.decision.Order;
import io.tidegate.streams.policy.Bounds;
import java.util.ArrayDeque;
import java.util.PriorityQueue;

/**
 * A target in virtual time, as AWS would have it: what is ordered starts, works after a while, and is paid for from the order
 * to its end. The same orders at the same times have the same course, for delays are drawn by number and not by turn.
 * Not thread-safe.
 */
public final class SimulatedTarget implements SimulatedUnits {
    private final Plant plant;
    private final long seed;
    private final Occupancy occupancy = new Occupancy();
    private final PriorityQueue<Long> starting = new PriorityQueue<>();
    private final PriorityQueue<Long> stopping = new PriorityQueue<>();
    private Bounds bounds;
    private int desired;
    private int running;
    private long started;
    private long stopped;

    /** One that has run as desired for a long time. */
    public SimulatedTarget(Plant plant, long seed, Bounds bounds, int running, long at) {
        this.plant = plant;
        this.seed = seed;
        this.bounds = bounds;
        this.desired = running;
        this.running = running;
        occupancy.set(at, running, running);
    }

    @Override
    public int desired() {
        return desired;
    }

    @Override
    public int running() {
        return running;
    }

    @Override
    public Bounds bounds() {
        return bounds;
    }

    /** What worked and was paid for, over time. */
    @Override
    public Occupancy occupancy() {
        return occupancy;
    }

    /** When the next unit starts to work or ends; {@link Long#MAX_VALUE} when none is on its way. */
    @Override
    public long nextChange() {
        long ready = starting.isEmpty() ? Long.MAX_VALUE : starting.peek();
        long gone = stopping.isEmpty() ? Long.MAX_VALUE : stopping.peek();
        return Math.min(ready, gone);
    }

    /** What is ready by then works, what has drained is gone. */
    @Override
    public void advance(long now) {
        for (long next = nextChange(); next <= now; next = nextChange()) {
            while (!starting.isEmpty() && starting.peek() == next) {
                starting.remove();
                running++;
            }
            while (!stopping.isEmpty() && stopping.peek() == next) {
                stopping.remove();
            }
            note(next);
        }
    }

    /** AWS takes an order. */
    @Override
    public void carryOut(Order order, long now) {
        advance(now);
        switch (order) {
            case Order.Capacity capacity -> desired = capacity.desired();
            case Order.Limits limits -> {
                desired = limits.pull(desired);
                bounds = limits.wanted();
            }
            case Order.OneShot _ -> throw new IllegalArgumentException("order must be of a capacity, was " + order);
        }
        start(now);
        stop(now);
        advance(now);
        note(now);
    }

    private void start(long now) {
        for (int missing = desired - running - starting.size(); missing > 0; missing--) {
            starting.add(now + plant.startup().pick(seed ^ started++).toMillis());
        }
    }

    // What does not work yet goes first, the latest before the others.
    private void stop(long now) {
        int spare = running + starting.size() - desired;
        if (spare > 0 && !starting.isEmpty()) {
            var order = new ArrayDeque<Long>();
            while (!starting.isEmpty()) {
                order.addLast(starting.remove());
            }
            for (; spare > 0 && !order.isEmpty(); spare--) {
                order.removeLast();
            }
            starting.addAll(order);
        }
        for (; running > desired; running--) {
            stopping.add(now + plant.stopping().pick(~seed ^ stopped++).toMillis());
        }
    }

    private void note(long now) {
        occupancy.set(now, running, running + starting.size() + stopping.size());
    }
}

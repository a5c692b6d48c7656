package io.tidegate.deploy.whatif.plant;

import io.tidegate.streams.journal.Input.Observation;
import java.util.ArrayDeque;
import java.util.OptionalLong;

/**
 * How one target followed its orders, by what was observed of it: what is ordered first is taken to come first. Both an order
 * and its effect lie somewhere between two observations, and are taken to lie in the middle. Not thread-safe.
 */
final class Following {
    // What does not come about for so long will not, and what comes then is of another order.
    private static final long GIVEN_UP = 3_600_000;

    private final ArrayDeque<Long> starting = new ArrayDeque<>();
    private final ArrayDeque<Long> stopping = new ArrayDeque<>();
    private final Reservoir starts;
    private final Reservoir stops;
    private final Reservoir allStarts;
    private final Reservoir allStops;
    private OptionalLong before = OptionalLong.empty();
    private long applied = Long.MIN_VALUE;
    private boolean replacing;
    private int desired;
    private int running;

    Following(Reservoir allStarts, Reservoir allStops) {
        this.starts = new Reservoir();
        this.stops = new Reservoir();
        this.allStarts = allStarts;
        this.allStops = allStops;
    }

    Reservoir starts() {
        return starts;
    }

    Reservoir stops() {
        return stops;
    }

    /** AWS took a command: what is seen to be ordered next was ordered then. */
    void applied(long at) {
        applied = at;
    }

    void observed(long at, Observation.Capacity seen) {
        boolean replaced = replacing;
        replacing = isBeingReplaced(seen);
        if (replaced || replacing) {
            starting.clear();
            stopping.clear();
        } else if (before.isPresent() && at > before.getAsLong()) {
            ordered(seen.desired() - desired, at);
            came(seen.running() - running, at);
        }
        before = OptionalLong.of(at);
        desired = seen.desired();
        running = seen.running();
    }

    // A deployment starts and stops tasks of its own.
    private static boolean isBeingReplaced(Observation.Capacity seen) {
        return seen instanceof Observation.Service service && service.deploymentInProgress();
    }

    private void ordered(int more, long at) {
        long last = before.orElse(at);
        long when = applied > last && applied <= at ? applied : middle(last, at);
        for (int i = 0; i < more; i++) {
            starting.addLast(when);
        }
        for (int i = more; i < 0; i++) {
            if (starting.pollLast() == null) {
                stopping.addLast(when);
            }
        }
    }

    private void came(int more, long at) {
        giveUp(starting, at);
        giveUp(stopping, at);
        long when = middle(before.orElse(at), at);
        for (int i = 0; i < more && !starting.isEmpty(); i++) {
            took(when - starting.removeFirst(), starts, allStarts);
        }
        for (int i = more; i < 0 && !stopping.isEmpty(); i++) {
            took(when - stopping.removeFirst(), stops, allStops);
        }
    }

    private static void took(long millis, Reservoir own, Reservoir all) {
        own.add(Math.max(0, millis));
        all.add(Math.max(0, millis));
    }

    private static void giveUp(ArrayDeque<Long> waiting, long at) {
        while (!waiting.isEmpty() && waiting.getFirst() < at - GIVEN_UP) {
            waiting.removeFirst();
        }
    }

    private static long middle(long from, long to) {
        return from + (to - from) / 2;
    }
}

package io.tidegate.streams.trial;

import io.tidegate.streams.decision.Order;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.CapacityPolicy.Actuation;
import io.tidegate.streams.policy.trial.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The target of a case, as AWS would have it: carries out every command at once; what is added runs after a while. */
final class SimulatedTarget {
    private final Trial trial;
    private final Duration startup;
    private final List<Starting> starting = new ArrayList<>();
    private Bounds bounds;
    private int desired;
    private int running;

    private record Starting(Instant readyAt, int count) {}

    SimulatedTarget(Trial trial) {
        this.trial = trial;
        this.startup = trial.plant().startup();
        this.bounds = trial.plant().bounds();
        this.desired = trial.plant().desired();
        this.running = trial.plant().running();
        start(trial.start());
    }

    /** What runs now. */
    int running() {
        return running;
    }

    Course.Stand stand() {
        return new Course.Stand(desired, running, bounds);
    }

    /** What is ready by now runs. */
    void advance(Instant now) {
        starting.removeIf(batch -> {
            boolean ready = !batch.readyAt().isAfter(now);
            running += ready ? batch.count() : 0;
            return ready;
        });
    }

    void carryOut(Order order, Instant now) {
        switch (order) {
            case Order.Capacity capacity -> desired = capacity.desired();
            case Order.Limits limits -> {
                bounds = limits.wanted();
                desired = limits.desired().orElse(bounds.clamp(desired));
            }
            case Order.OneShot _ -> throw new IllegalStateException("no case is of a cluster's instances");
        }
        start(now);
        stop();
        advance(now);
    }

    private void start(Instant now) {
        int missing = desired - running - pending();
        if (missing > 0) {
            starting.add(new Starting(now.plus(startup), missing));
        }
    }

    // What does not run yet goes first, the latest before the others.
    private void stop() {
        while (running + pending() > desired && !starting.isEmpty()) {
            var last = starting.removeLast();
            int spare = running + pending() + last.count() - desired;
            if (spare < last.count()) {
                starting.add(new Starting(last.readyAt(), last.count() - spare));
            }
        }
        running = Math.min(running, desired);
    }

    private int pending() {
        return starting.stream().mapToInt(Starting::count).sum();
    }

    /** What AWS answers about it. */
    List<Observation> observations() {
        var scalable = new Observation.ScalableTarget(bounds.min(), bounds.max());
        return switch (trial.policy().kind()) {
            case SERVICE ->
                trial.policy().via() == Actuation.SCALABLE_TARGET ? List.of(service(), scalable) : List.of(service());
            case GROUP -> List.of(group());
            case TARGET -> List.of(scalable);
        };
    }

    private Observation service() {
        return new Observation.Service("ACTIVE", desired, running, Math.max(0, desired - running), false);
    }

    private Observation group() {
        return new Observation.Group(
                bounds.min(),
                bounds.max(),
                desired,
                running,
                Math.max(0, desired - running),
                0,
                Optional.empty(),
                false);
    }
}

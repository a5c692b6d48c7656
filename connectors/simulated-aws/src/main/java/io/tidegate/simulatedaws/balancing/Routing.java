package io.tidegate.simulatedaws.balancing;

import io.tidegate.simulatedaws.balancing.Registration.Dead;
import io.tidegate.simulatedaws.balancing.Registration.Draining;
import io.tidegate.simulatedaws.balancing.Registration.Serving;
import io.tidegate.simulatedaws.balancing.Registration.Starting;
import io.tidegate.simulatedaws.physics.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The targets of one load balancer: requests go evenly to those that serve. A request is dropped when its target goes while it is
 * under way, when it is sent to one that is gone already, and when the time to drain ends before it. Not thread-safe.
 */
final class Routing {
    private final TreeMap<Target, Registration> registrations = new TreeMap<>();
    private final Timeline timeline;
    private Traffic traffic = Traffic.NONE;
    private Instant accruedUntil;
    private double dropped;

    Routing(Timeline timeline) {
        this.timeline = timeline;
        this.accruedUntil = timeline.now();
    }

    void offer(Traffic offered) {
        accrue();
        traffic = offered;
    }

    Traffic traffic() {
        return traffic;
    }

    /** Registers a target, which serves after {@code checked}; one that is registered already changes nothing. */
    void register(Target target, Duration checked) {
        if (find(target).filter(known -> !(known instanceof Draining)).isPresent()) {
            return;
        }
        var now = timeline.now();
        var starting = new Starting(now, now.plus(checked));
        become(target, starting);
        timeline.at(starting.healthyAt(), () -> {
            accrue();
            registrations.replace(target, starting, new Serving());
        });
    }

    /** Sends a target no more requests, and forgets it after {@code drain}; one that is not registered changes nothing. */
    void deregister(Target target, Duration drain) {
        find(target).ifPresent(known -> {
            switch (known) {
                case Serving _ -> drain(target, drain);
                case Starting _ -> forget(target);
                case Dead _ -> forget(target);
                case Draining _ -> {}
            }
        });
    }

    private void drain(Target target, Duration drain) {
        var now = timeline.now();
        var draining = new Draining(now, now.plus(drain), traffic.underWay(served()), traffic.latency());
        become(target, draining);
        if (drain.isPositive()) {
            timeline.at(draining.until(), () -> end(target, draining));
        } else {
            end(target, draining);
        }
    }

    private void end(Target target, Draining draining) {
        if (registrations.remove(target, draining)) {
            dropped += draining.underWay(timeline.now());
        }
    }

    /** The targets of an instance are gone; those that serve are noticed after {@code noticed}. */
    void gone(String instanceId, Duration noticed) {
        for (var target : targetsOf(instanceId)) {
            find(target).ifPresent(known -> {
                switch (known) {
                    case Serving _ -> die(target, noticed);
                    case Draining draining -> end(target, draining);
                    case Starting _ -> forget(target);
                    case Dead _ -> {}
                }
            });
        }
    }

    private void die(Target target, Duration noticed) {
        dropped += traffic.underWay(served());
        var dead = new Dead(timeline.now().plus(noticed));
        become(target, dead);
        timeline.at(dead.noticedAt(), () -> {
            accrue();
            registrations.remove(target, dead);
        });
    }

    /** Requests that were dropped until now. */
    double dropped() {
        accrue();
        return dropped;
    }

    Optional<Registration> find(Target target) {
        return Optional.ofNullable(registrations.get(target));
    }

    /** In order of id and port. */
    List<Target> targets() {
        return List.copyOf(registrations.keySet());
    }

    /** Those of one instance, on all ports. */
    List<Target> targetsOf(String instanceId) {
        return registrations.keySet().stream()
                .filter(target -> target.id().equals(instanceId))
                .toList();
    }

    private void become(Target target, Registration next) {
        accrue();
        registrations.put(target, next);
    }

    private void forget(Target target) {
        accrue();
        registrations.remove(target);
    }

    // Between two changes everything is constant, so the sum is exact however far time is stepped at once.
    private void accrue() {
        var now = timeline.now();
        dropped += count(Dead.class) * traffic.during(Duration.between(accruedUntil, now), served());
        accruedUntil = now;
    }

    private long served() {
        return count(Serving.class) + count(Dead.class);
    }

    private long count(Class<? extends Registration> kind) {
        return registrations.values().stream().filter(kind::isInstance).count();
    }
}

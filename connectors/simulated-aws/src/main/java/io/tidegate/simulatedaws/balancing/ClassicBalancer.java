package io.tidegate.simulatedaws.balancing;

import io.tidegate.simulatedaws.physics.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A classic load balancer: an instance is registered once, and drains no longer than its requests are under way. */
final class ClassicBalancer implements Balancer {
    private final ClassicPlan plan;
    private final Routing routing;

    ClassicBalancer(ClassicPlan plan, Timeline timeline) {
        this.plan = plan;
        this.routing = new Routing(timeline);
    }

    ClassicPlan plan() {
        return plan;
    }

    String name() {
        return plan.name();
    }

    /** In order of id. */
    List<String> instances() {
        return routing.targets().stream().map(Target::id).toList();
    }

    Optional<Registration> find(String instanceId) {
        return routing.find(target(instanceId));
    }

    @Override
    public Routing routing() {
        return routing;
    }

    @Override
    public void enter(String instanceId) {
        routing.register(target(instanceId), plan.healthCheckDelay());
    }

    @Override
    public void leave(String instanceId) {
        routing.deregister(target(instanceId), drain());
    }

    @Override
    public void gone(String instanceId) {
        routing.gone(instanceId, plan.healthCheckDelay());
    }

    private Duration drain() {
        Duration most = plan.draining() == null ? Duration.ZERO : plan.draining();
        var last = routing.traffic().last();
        return last.compareTo(most) < 0 ? last : most;
    }

    private Target target(String instanceId) {
        return new Target(instanceId, plan.instancePort());
    }
}

package io.tidegate.simulatedaws.balancing;

import io.tidegate.simulatedaws.physics.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A target group behind a load balancer that serves it. */
final class TargetGroup implements Balancer {
    private final TargetGroupPlan plan;
    private final String arn;
    private final Routing routing;
    private final Timeline timeline;
    private Duration deregistrationDelay;

    TargetGroup(TargetGroupPlan plan, String arn, Timeline timeline) {
        this.plan = plan;
        this.arn = arn;
        this.timeline = timeline;
        this.routing = new Routing(timeline);
        this.deregistrationDelay = plan.deregistrationDelay();
    }

    TargetGroupPlan plan() {
        return plan;
    }

    String name() {
        return plan.name();
    }

    String arn() {
        return arn;
    }

    Duration deregistrationDelay() {
        return deregistrationDelay;
    }

    /** Of what is deregistered from now on. */
    void setDeregistrationDelay(Duration delay) {
        deregistrationDelay = delay;
    }

    Instant now() {
        return timeline.now();
    }

    void register(Target target) {
        routing.register(target, plan.healthCheckDelay());
    }

    // The whole delay, for the status says draining to its end however early the last request ends.
    void deregister(Target target) {
        routing.deregister(target, deregistrationDelay);
    }

    Optional<Registration> find(Target target) {
        return routing.find(target);
    }

    @Override
    public Routing routing() {
        return routing;
    }

    @Override
    public void enter(String instanceId) {
        register(new Target(instanceId, plan.port()));
    }

    @Override
    public void leave(String instanceId) {
        routing.targetsOf(instanceId).forEach(this::deregister);
    }

    @Override
    public void gone(String instanceId) {
        routing.gone(instanceId, plan.healthCheckDelay());
    }
}

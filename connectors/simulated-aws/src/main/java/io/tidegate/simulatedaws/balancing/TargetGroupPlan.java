package io.tidegate.simulatedaws.balancing;

import java.time.Duration;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * A target group as it begins.
 *
 * @param type instance or IP address
 * @param port of targets that are registered without one
 * @param deregistrationDelay that a target drains; up to an hour
 * @param healthCheckDelay from a registration to its being healthy, and from its end to this being noticed
 */
public record TargetGroupPlan(
        String name, TargetTypeEnum type, int port, Duration deregistrationDelay, Duration healthCheckDelay) {
    // DeregisterTargets: "The default value is 300 seconds" (ELBv2 API reference, target group attributes)
    private static final Duration USUAL_DELAY = Duration.ofMinutes(5);
    private static final Duration USUAL_CHECK = Duration.ofSeconds(30);

    public TargetGroupPlan {
        if (type != TargetTypeEnum.INSTANCE && type != TargetTypeEnum.IP) {
            throw new IllegalArgumentException("target type must be instance or ip, was " + type);
        }
        Durations.check("deregistration delay", deregistrationDelay);
        Durations.check("health check delay", healthCheckDelay);
    }

    /** One of instances, with AWS's deregistration delay of five minutes. */
    public static TargetGroupPlan ofInstances(String name, int port) {
        return new TargetGroupPlan(name, TargetTypeEnum.INSTANCE, port, USUAL_DELAY, USUAL_CHECK);
    }

    /** One of IP addresses. */
    public static TargetGroupPlan ofAddresses(String name, int port) {
        return new TargetGroupPlan(name, TargetTypeEnum.IP, port, USUAL_DELAY, USUAL_CHECK);
    }

    /** With other delays. */
    public TargetGroupPlan withDelays(Duration deregistration, Duration healthCheck) {
        return new TargetGroupPlan(name, type, port, deregistration, healthCheck);
    }
}

package io.tidegate.simulatedaws.balancing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** Turns target groups and targets into the shapes that Elastic Load Balancing v2 answers with. */
final class TargetShapes {
    private TargetShapes() {}

    static software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup group(TargetGroup group) {
        return software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup.builder()
                .targetGroupName(group.name())
                .targetGroupArn(group.arn())
                .targetType(group.plan().type())
                .port(group.plan().port())
                .protocol("HTTP")
                .healthCheckPort("traffic-port")
                .healthCheckEnabled(true)
                .build();
    }

    static TargetHealthDescription health(Target target, Optional<Registration> found, Instant now) {
        return TargetHealthDescription.builder()
                .target(described -> described.id(target.id()).port(target.port()))
                .healthCheckPort(Integer.toString(target.port()))
                .targetHealth(found.map(known -> health(known, now)).orElseGet(TargetShapes::notRegistered))
                .build();
    }

    // Descriptions in the words of "Target health reason codes" (Application Load Balancers user guide).
    private static TargetHealth health(Registration known, Instant now) {
        return switch (known) {
            case Registration.Starting starting -> starting(starting, now);
            case Registration.Serving _, Registration.Dead _ ->
                TargetHealth.builder().state(TargetHealthStateEnum.HEALTHY).build();
            case Registration.Draining _ ->
                health(
                        TargetHealthStateEnum.DRAINING,
                        TargetHealthReasonEnum.TARGET_DEREGISTRATION_IN_PROGRESS,
                        "Target deregistration is in progress");
        };
    }

    // Half of the time for each of the two: AWS does not say how long the first takes.
    private static TargetHealth starting(Registration.Starting starting, Instant now) {
        var whole = Duration.between(starting.since(), starting.healthyAt());
        return Duration.between(starting.since(), now).multipliedBy(2).compareTo(whole) < 0
                ? health(
                        TargetHealthStateEnum.INITIAL,
                        TargetHealthReasonEnum.ELB_REGISTRATION_IN_PROGRESS,
                        "Target registration is in progress")
                : health(
                        TargetHealthStateEnum.INITIAL,
                        TargetHealthReasonEnum.ELB_INITIAL_HEALTH_CHECKING,
                        "Initial health checks in progress");
    }

    private static TargetHealth notRegistered() {
        return health(
                TargetHealthStateEnum.UNUSED,
                TargetHealthReasonEnum.TARGET_NOT_REGISTERED,
                "Target is not registered to the target group");
    }

    private static TargetHealth health(TargetHealthStateEnum state, TargetHealthReasonEnum reason, String description) {
        return TargetHealth.builder()
                .state(state)
                .reason(reason)
                .description(description)
                .build();
    }
}

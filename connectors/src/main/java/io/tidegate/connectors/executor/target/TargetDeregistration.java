package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.executor.command.InstanceStep.DeregisterTarget;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * Takes instances out of target groups, by DescribeTargetGroups, DescribeTargetHealth and DeregisterTargets. Groups whose
 * targets are no instances are left alone: ECS itself registers the addresses of its tasks.
 */
public final class TargetDeregistration implements StepActuator<Target.Instance, DeregisterTarget> {
    private final ElasticLoadBalancingV2Client client;
    private final Duration timeout;

    /** Calls through {@code client}, each within {@code timeout}, the SDK's retries included. */
    public TargetDeregistration(ElasticLoadBalancingV2Client client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    @Override
    public Observed observe(Target.Instance target, DeregisterTarget step) {
        try {
            return client
                    .describeTargetGroups(request -> request.targetGroupArns(step.targetGroup())
                            .overrideConfiguration(call -> call.apiCallTimeout(timeout)))
                    .targetGroups()
                    .stream()
                    .findFirst()
                    .map(group -> inGroup(group, step))
                    .orElseGet(Observed.Gone::new);
        } catch (ElasticLoadBalancingV2Exception e) {
            if (Failures.saysGone(e)) {
                return new Observed.Gone();
            }
            throw e;
        }
    }

    @Override
    public Answer apply(Target.Instance target, DeregisterTarget step) {
        try {
            var response = client.deregisterTargets(ChangeRequests.deregisterTargets(step, Calls.within(timeout)));
            return new Answer.Accepted(response.responseMetadata().requestId());
        } catch (ElasticLoadBalancingV2Exception e) {
            if (Failures.saysGone(e)) {
                return new Answer.Gone();
            }
            throw e;
        }
    }

    private Observed inGroup(TargetGroup group, DeregisterTarget step) {
        return group.targetType() == TargetTypeEnum.INSTANCE
                ? registration(step)
                : new Observed.OtherTargets(group.targetTypeAsString());
    }

    private Observed registration(DeregisterTarget step) {
        return client
                .describeTargetHealth(request -> request.targetGroupArn(step.targetGroup())
                        .targets(TargetDescription.builder()
                                .id(step.instance())
                                .port(step.port())
                                .build())
                        .overrideConfiguration(call -> call.apiCallTimeout(timeout)))
                .targetHealthDescriptions()
                .stream()
                .findFirst()
                .map(TargetHealthDescription::targetHealth)
                .map(TargetDeregistration::registration)
                .orElseGet(() -> new Observed.Registration("not described", true));
    }

    // A target that is registered is unused as well while no load balancer uses its group, or its instance is stopped.
    private static Observed.Registration registration(TargetHealth health) {
        String state = health.stateAsString();
        String reason = health.reasonAsString();
        boolean leaves = state.equals("draining") || (state.equals("unused") && "Target.NotRegistered".equals(reason));
        return new Observed.Registration(reason == null ? state : state + " (" + reason + ")", leaves);
    }
}

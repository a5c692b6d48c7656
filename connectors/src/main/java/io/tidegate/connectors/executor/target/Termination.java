package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.executor.command.Order.TerminateInstance;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * Ends instances of EC2 Auto Scaling groups, by DescribeAutoScalingInstances, DescribeContainerInstances and
 * TerminateInstanceInAutoScalingGroup.
 */
public final class Termination implements StepActuator<Target.Group, TerminateInstance> {
    private final AutoScalingClient client;
    private final Duration timeout;
    private final ContainerInstances instances;

    /** Calls through the clients, each within {@code timeout}; looks with the SDK's retries, terminates without them. */
    public Termination(AutoScalingClient client, EcsClient ecs, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
        this.instances = new ContainerInstances(ecs, timeout);
    }

    @Override
    public Observed observe(Target.Group target, TerminateInstance step) {
        var response = client.describeAutoScalingInstances(request ->
                request.instanceIds(step.instance()).overrideConfiguration(call -> call.apiCallTimeout(timeout)));
        return response.autoScalingInstances().stream()
                .findFirst()
                .map(member -> observed(member, target, step))
                .orElseGet(Observed.Gone::new);
    }

    @Override
    public Answer apply(Target.Group target, TerminateInstance step) {
        try {
            var response = client.terminateInstanceInAutoScalingGroup(
                    ChangeRequests.terminateInstance(step, Calls.onceWithin(timeout)));
            return new Answer.Accepted(response.responseMetadata().requestId());
        } catch (AutoScalingException e) {
            if (Failures.saysGone(e)) {
                return new Answer.Gone();
            }
            throw e;
        }
    }

    private Observed observed(AutoScalingInstanceDetails member, Target.Group target, TerminateInstance step) {
        if (!target.name().equals(member.autoScalingGroupName())) {
            return new Observed.NotFound("instance %s must be in group %s, was in %s"
                    .formatted(step.instance(), target.name(), member.autoScalingGroupName()));
        }
        var alone = new Observed.Member(member.lifecycleState(), Optional.empty());
        return alone.isEnding() ? alone : registered(alone, step);
    }

    private Observed registered(Observed.Member member, TerminateInstance step) {
        var seen = instances.look(step.cluster(), step.containerInstance(), step.instance());
        return switch (seen) {
            case Observed.ContainerInstance instance -> new Observed.Member(member.lifecycle(), Optional.of(instance));
            case Observed.Gone _ -> member;
            default -> seen;
        };
    }
}

package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.executor.command.InstanceStep;
import io.tidegate.connectors.executor.command.InstanceStep.OfHook;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;

/**
 * Answers lifecycle hooks, by DescribeAutoScalingInstances, RecordLifecycleActionHeartbeat and CompleteLifecycleAction. A look
 * tells that a hook is over, never that it is open: several hooks may hold one instance, and its state may be told late. What
 * it leaves open AWS's answer to the call decides, and a call for an action that is over changes nothing.
 */
public final class LifecycleActions implements StepActuator<Target.Instance, OfHook> {
    private final AutoScalingClient client;
    private final Duration timeout;

    /** Calls through {@code client}, each within {@code timeout}, the SDK's retries included. */
    public LifecycleActions(AutoScalingClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    @Override
    public Observed observe(Target.Instance target, OfHook step) {
        var response = client.describeAutoScalingInstances(
                request -> request.instanceIds(step.hold().instance())
                        .overrideConfiguration(call -> call.apiCallTimeout(timeout)));
        return response.autoScalingInstances().stream()
                .findFirst()
                .map(member -> observed(member, step.hold()))
                .orElseGet(Observed.Gone::new);
    }

    @Override
    public Answer apply(Target.Instance target, OfHook step) {
        try {
            return new Answer.Accepted(answer(step));
        } catch (AutoScalingException e) {
            if (Failures.saysGone(e)) {
                return new Answer.Gone();
            }
            throw e;
        }
    }

    private String answer(OfHook step) {
        var call = Calls.within(timeout);
        return switch (step) {
            case InstanceStep.Heartbeat beat ->
                client.recordLifecycleActionHeartbeat(ChangeRequests.recordLifecycleActionHeartbeat(beat, call))
                        .responseMetadata()
                        .requestId();
            case InstanceStep.Complete end ->
                client.completeLifecycleAction(ChangeRequests.completeLifecycleAction(end, call))
                        .responseMetadata()
                        .requestId();
        };
    }

    private static Observed observed(AutoScalingInstanceDetails member, InstanceStep.Hold hold) {
        if (!hold.group().equals(member.autoScalingGroupName())) {
            return new Observed.NotFound("instance %s must be in group %s, was in %s"
                    .formatted(hold.instance(), hold.group(), member.autoScalingGroupName()));
        }
        return isPastHooks(member.lifecycleState())
                ? new Observed.Gone()
                : new Observed.Member(member.lifecycleState(), Optional.empty());
    }

    // InService is not among them: it comes after the hooks of a launch and before those of a termination.
    private static boolean isPastHooks(String lifecycle) {
        return lifecycle.endsWith(":Proceed") || lifecycle.endsWith("Terminated");
    }
}

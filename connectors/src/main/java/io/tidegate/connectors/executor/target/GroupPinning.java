package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.aws.GroupTemplate;
import io.tidegate.connectors.executor.command.TemplateStep.PinGroup;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.plan.TemplateObserved;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

/** The version of a launch template that a group launches from, by DescribeAutoScalingGroups and UpdateAutoScalingGroup. */
public final class GroupPinning implements StepActuator<Target.LaunchTemplate, PinGroup> {
    private final AutoScalingClient client;
    private final Duration timeout;

    /** Calls through {@code client}, each within {@code timeout}, the SDK's retries included. */
    public GroupPinning(AutoScalingClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    @Override
    public Observed observe(Target.LaunchTemplate target, PinGroup step) {
        var response = client.describeAutoScalingGroups(request -> request.autoScalingGroupNames(step.group())
                .overrideConfiguration(call -> call.apiCallTimeout(timeout)));
        return response.autoScalingGroups().stream()
                .findFirst()
                .map(group -> observed(group, step))
                .orElseGet(() -> new Observed.NotFound("EC2 Auto Scaling knows no group " + step.group()));
    }

    @Override
    public Answer apply(Target.LaunchTemplate target, PinGroup step) {
        var response = client.updateAutoScalingGroup(ChangeRequests.pinGroup(step, Calls.within(timeout)));
        return new Answer.Accepted(response.responseMetadata().requestId());
    }

    private static Observed observed(AutoScalingGroup group, PinGroup step) {
        if (group.status() != null) {
            return new Observed.Inactive(group.status());
        }
        Optional<GroupTemplate> launches = GroupTemplate.of(group);
        return launches.filter(found -> found.isFrom(step.template()))
                .<Observed>map(found -> new TemplateObserved.Launch(found.version(), found.mixed()))
                .orElseGet(() -> new Observed.NotFound("group %s must launch from %s, launched from %s"
                        .formatted(
                                step.group(),
                                step.template(),
                                launches.map(GroupTemplate::id).orElse("no launch template"))));
    }
}

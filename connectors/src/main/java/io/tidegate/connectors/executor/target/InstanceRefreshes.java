package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.aws.RefreshStatus;
import io.tidegate.connectors.executor.command.TemplateStep.RefreshInstances;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.plan.TemplateObserved;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;

/** Replaces the instances of groups, by DescribeInstanceRefreshes and StartInstanceRefresh. */
public final class InstanceRefreshes implements StepActuator<Target.LaunchTemplate, RefreshInstances> {
    private static final Comparator<InstanceRefresh> UNDER_WAY_THEN_LATEST = Comparator.comparing(
                    RefreshStatus::isUnderWay)
            .thenComparing(refresh -> Optional.ofNullable(refresh.startTime()).orElse(Instant.MIN));

    private final AutoScalingClient client;
    private final Duration timeout;

    /** Calls through {@code client}, each within {@code timeout}; looks with the SDK's retries, starts without them. */
    public InstanceRefreshes(AutoScalingClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    @Override
    public Observed observe(Target.LaunchTemplate target, RefreshInstances step) {
        // The newest come first, and one at a time is under way: a page is more than enough.
        return client
                .describeInstanceRefreshes(request -> request.autoScalingGroupName(step.group())
                        .overrideConfiguration(call -> call.apiCallTimeout(timeout)))
                .instanceRefreshes()
                .stream()
                .max(UNDER_WAY_THEN_LATEST)
                .<Observed>map(InstanceRefreshes::observed)
                .orElseGet(TemplateObserved.NotRefreshed::new);
    }

    @Override
    public Answer apply(Target.LaunchTemplate target, RefreshInstances step) {
        var response = client.startInstanceRefresh(ChangeRequests.startRefresh(step, Calls.onceWithin(timeout)));
        return new Answer.Accepted(response.responseMetadata().requestId());
    }

    private static TemplateObserved.Refresh observed(InstanceRefresh found) {
        return new TemplateObserved.Refresh(
                found.statusAsString(), RefreshStatus.isUnderWay(found), Optional.ofNullable(found.startTime()));
    }
}

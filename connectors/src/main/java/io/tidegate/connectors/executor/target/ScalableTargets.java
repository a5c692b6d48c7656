package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.aws.ScalableTargetId;
import io.tidegate.connectors.executor.command.Order.SetBounds;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;

/**
 * The bounds of ECS services and other targets of Application Auto Scaling, by DescribeScalableTargets and
 * RegisterScalableTarget. What is not registered yet is registered. AWS pulls the capacity into the bounds at once.
 */
public final class ScalableTargets implements Actuator<Target, SetBounds> {
    private final ApplicationAutoScalingClient client;
    private final Duration timeout;

    /** Calls through {@code client}, each within {@code timeout}, the SDK's retries included. */
    public ScalableTargets(ApplicationAutoScalingClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    @Override
    public Observed observe(Target target) {
        var id = ScalableTargetId.of(target);
        var response = client.describeScalableTargets(request -> request.serviceNamespace(id.namespace())
                .resourceIds(id.resource())
                .scalableDimension(id.dimension())
                .overrideConfiguration(call -> call.apiCallTimeout(timeout)));
        return response.scalableTargets().stream()
                .findFirst()
                .map(ScalableTargets::observed)
                .orElseGet(Observed.Unregistered::new);
    }

    @Override
    public String apply(Target target, SetBounds order) {
        var response = client.registerScalableTarget(
                ChangeRequests.registerScalableTarget(target, order, Calls.within(timeout)));
        return response.responseMetadata().requestId();
    }

    private static Observed observed(ScalableTarget target) {
        return new Observed.Bounds(target.minCapacity(), target.maxCapacity());
    }
}

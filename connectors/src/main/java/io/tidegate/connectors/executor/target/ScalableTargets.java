package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.executor.command.Order.SetBounds;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/**
 * The bounds of ECS services as scalable targets, by DescribeScalableTargets and RegisterScalableTarget. A service that
 * is not registered yet is registered. AWS pulls its capacity into the bounds at once.
 */
public final class ScalableTargets implements Actuator<SetBounds> {
    private final ApplicationAutoScalingClient client;
    private final Duration timeout;

    /** Calls through {@code client}, each within {@code timeout}, the SDK's retries included. */
    public ScalableTargets(ApplicationAutoScalingClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    @Override
    public Observed observe(Target.EcsService target) {
        var response = client.describeScalableTargets(request -> request.serviceNamespace(ServiceNamespace.ECS)
                .resourceIds(resource(target))
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                .overrideConfiguration(call -> call.apiCallTimeout(timeout)));
        return response.scalableTargets().stream()
                .findFirst()
                .map(ScalableTargets::observed)
                .orElseGet(Observed.Unregistered::new);
    }

    @Override
    public String apply(Target.EcsService target, SetBounds order) {
        var response = client.registerScalableTarget(request -> request.serviceNamespace(ServiceNamespace.ECS)
                .resourceId(resource(target))
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                .minCapacity(order.min())
                .maxCapacity(order.max())
                .overrideConfiguration(call -> call.apiCallTimeout(timeout)));
        return response.responseMetadata().requestId();
    }

    private static Observed observed(ScalableTarget target) {
        return new Observed.Bounds(target.minCapacity(), target.maxCapacity());
    }

    private static String resource(Target.EcsService target) {
        return "service/" + target.cluster() + "/" + target.service();
    }
}

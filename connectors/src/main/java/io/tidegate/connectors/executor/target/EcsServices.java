package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.executor.command.Order.SetCapacity;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.Failure;

/** The desired capacity of ECS services, by DescribeServices and UpdateService. */
public final class EcsServices implements Actuator<Target.EcsService, SetCapacity> {
    private final EcsClient client;
    private final Duration timeout;

    /** Calls through {@code client}, each within {@code timeout}, the SDK's retries included. */
    public EcsServices(EcsClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    @Override
    public Observed observe(Target.EcsService target) {
        try {
            var response = client.describeServices(request -> request.cluster(target.cluster())
                    .services(target.service())
                    .overrideConfiguration(call -> call.apiCallTimeout(timeout)));
            return response.services().stream()
                    .findFirst()
                    .map(EcsServices::observed)
                    .orElseGet(() -> missing(
                            target,
                            response.failures().stream()
                                    .findFirst()
                                    .map(Failure::reason)
                                    .orElse("no answer")));
        } catch (ClusterNotFoundException e) {
            return missing(target, "the cluster is not found");
        }
    }

    @Override
    public String apply(Target.EcsService target, SetCapacity order) {
        var response = client.updateService(ChangeRequests.updateService(target, order, Calls.within(timeout)));
        return response.responseMetadata().requestId();
    }

    private static Observed observed(software.amazon.awssdk.services.ecs.model.Service service) {
        return "ACTIVE".equals(service.status())
                ? new Observed.Capacity(service.desiredCount())
                : new Observed.Inactive(service.status());
    }

    private static Observed missing(Target.EcsService target, String reason) {
        return new Observed.NotFound(
                "ECS knows no service %s in cluster %s: %s".formatted(target.service(), target.cluster(), reason));
    }
}

package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.executor.command.Order.DrainInstance;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Failure;

/** Takes container instances out of use, by DescribeContainerInstances and UpdateContainerInstancesState. */
public final class Draining implements StepActuator<Target.Instance, DrainInstance> {
    private final EcsClient client;
    private final Duration timeout;
    private final ContainerInstances instances;

    /** Calls through {@code client}, each within {@code timeout}, the SDK's retries included. */
    public Draining(EcsClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
        this.instances = new ContainerInstances(client, timeout);
    }

    @Override
    public Observed observe(Target.Instance target, DrainInstance step) {
        var seen = instances.look(step.cluster(), step.containerInstance(), target.id());
        return seen instanceof Observed.ContainerInstance instance && !canBeDrained(instance)
                ? new Observed.Inactive(instance.status())
                : seen;
    }

    @Override
    public Answer apply(Target.Instance target, DrainInstance step) {
        var response = client.updateContainerInstancesState(
                ChangeRequests.updateContainerInstancesState(step, Calls.within(timeout)));
        String requestId = response.responseMetadata().requestId();
        return response.failures().stream()
                .findFirst()
                .map(failure -> declined(failure, requestId))
                .orElseGet(() -> new Answer.Accepted(requestId));
    }

    // Others, such as REGISTERING, cannot be drained; one that is drained already need not be.
    private static boolean canBeDrained(Observed.ContainerInstance instance) {
        return instance.status().equals("ACTIVE") || instance.isDraining();
    }

    private static Answer declined(Failure failure, String requestId) {
        if (ContainerInstances.MISSING.equals(failure.reason())) {
            return new Answer.Gone();
        }
        String message =
                Optional.ofNullable(failure.detail()).orElseGet(() -> "ECS does not drain it: " + failure.reason());
        return new Answer.Declined(failure.reason().toUpperCase(Locale.ROOT), message, requestId);
    }
}

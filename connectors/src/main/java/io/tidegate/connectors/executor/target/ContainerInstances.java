package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.executor.plan.Observed;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;

/** Looks at one container instance, by DescribeContainerInstances. */
final class ContainerInstances {
    /** What ECS says of a container instance that it does not know, or no more. */
    static final String MISSING = "MISSING";

    // One that was deregistered may be told for a while (ECS API reference, ContainerInstance.status).
    private static final Set<String> DEREGISTERED = Set.of("DEREGISTERING", "INACTIVE");

    private final EcsClient client;
    private final Duration timeout;

    /** Calls through {@code client}, each within {@code timeout}, the SDK's retries included. */
    ContainerInstances(EcsClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    /**
     * What ECS makes of it: a container instance of any status, nothing any more, or no answer to the question.
     *
     * @param instance EC2 id that it must have: what runs on another one says nothing
     */
    Observed look(String cluster, String arn, String instance) {
        try {
            var response = client.describeContainerInstances(request -> request.cluster(cluster)
                    .containerInstances(arn)
                    .overrideConfiguration(call -> call.apiCallTimeout(timeout)));
            return response.containerInstances().stream()
                    .findFirst()
                    .map(found -> observed(found, instance))
                    .orElseGet(() -> absent(arn, response));
        } catch (ClusterNotFoundException e) {
            return new Observed.NotFound("ECS knows no cluster " + cluster);
        }
    }

    private static Observed observed(ContainerInstance found, String instance) {
        if (!instance.equals(found.ec2InstanceId())) {
            return new Observed.NotFound("container instance %s must be EC2 instance %s, was %s"
                    .formatted(found.containerInstanceArn(), instance, found.ec2InstanceId()));
        }
        return DEREGISTERED.contains(found.status())
                ? new Observed.Gone()
                : new Observed.ContainerInstance(found.status(), found.runningTasksCount() + found.pendingTasksCount());
    }

    private static Observed absent(String arn, DescribeContainerInstancesResponse response) {
        String reason =
                response.failures().stream().findFirst().map(Failure::reason).orElse("no answer");
        return reason.equals(MISSING)
                ? new Observed.Gone()
                : new Observed.NotFound("ECS does not describe container instance %s: %s".formatted(arn, reason));
    }
}

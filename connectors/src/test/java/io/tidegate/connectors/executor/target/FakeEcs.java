package io.tidegate.connectors.executor.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.EcsResponseMetadata;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateResponse;

/** Knows one container instance, {@code arn/i-1} of {@code i-1} in the cluster {@code demo}, or why it does not. */
final class FakeEcs implements EcsClient {
    private static final EcsResponseMetadata METADATA =
            EcsResponseMetadata.create(DefaultAwsResponseMetadata.create(Map.of("AWS_REQUEST_ID", "r-1")));

    final List<DescribeContainerInstancesRequest> looks = new ArrayList<>();
    final List<UpdateContainerInstancesStateRequest> changes = new ArrayList<>();
    private @Nullable ContainerInstance instance;
    private @Nullable Failure failure;

    FakeEcs instance(String status, int running, int pending) {
        instance = ContainerInstance.builder()
                .containerInstanceArn("arn/i-1")
                .ec2InstanceId("i-1")
                .status(status)
                .runningTasksCount(running)
                .pendingTasksCount(pending)
                .build();
        return this;
    }

    /** What it answers instead. */
    FakeEcs failure(String reason, @Nullable String detail) {
        failure = Failure.builder().reason(reason).detail(detail).build();
        return this;
    }

    @Override
    public DescribeContainerInstancesResponse describeContainerInstances(DescribeContainerInstancesRequest request) {
        looks.add(request);
        if (!request.cluster().equals("demo")) {
            throw ClusterNotFoundException.builder()
                    .message("Cluster not found.")
                    .build();
        }
        var answer = DescribeContainerInstancesResponse.builder();
        if (instance != null) {
            answer.containerInstances(instance);
        }
        return failure == null ? answer.build() : answer.failures(failure).build();
    }

    @Override
    public UpdateContainerInstancesStateResponse updateContainerInstancesState(
            UpdateContainerInstancesStateRequest request) {
        changes.add(request);
        var answer = UpdateContainerInstancesStateResponse.builder();
        if (failure != null) {
            answer.failures(failure);
        }
        return (UpdateContainerInstancesStateResponse)
                answer.responseMetadata(METADATA).build();
    }

    @Override
    public String serviceName() {
        return "ecs";
    }

    @Override
    public void close() {}
}

package io.tidegate.connectors.executor.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.EcsResponseMetadata;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateResponse;

/** Knows one container instance, {@code arn/i-1} of {@code i-1} in the cluster {@code demo}, and its tasks, or why it does not. */
final class FakeEcs implements EcsClient {
    private static final EcsResponseMetadata METADATA =
            EcsResponseMetadata.create(DefaultAwsResponseMetadata.create(Map.of("AWS_REQUEST_ID", "r-1")));

    final List<DescribeContainerInstancesRequest> looks = new ArrayList<>();
    final List<UpdateContainerInstancesStateRequest> changes = new ArrayList<>();
    final List<ListTasksRequest> lists = new ArrayList<>();
    final List<StopTaskRequest> stops = new ArrayList<>();
    private final Map<String, Task> tasks = new TreeMap<>();
    private final Set<String> denied = new TreeSet<>();
    private int pageSize = 100;
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

    /** Adds a task that shall run on it. */
    FakeEcs task(Task task) {
        tasks.put(task.taskArn(), task);
        return this;
    }

    FakeEcs pagesOf(int size) {
        pageSize = size;
        return this;
    }

    /** Lets nobody stop a task. */
    FakeEcs denying(String arn) {
        denied.add(arn);
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
    public ListTasksResponse listTasks(ListTasksRequest request) {
        lists.add(request);
        int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        int to = Math.min(from + pageSize, tasks.size());
        return ListTasksResponse.builder()
                .taskArns(List.copyOf(tasks.keySet()).subList(from, to))
                .nextToken(to < tasks.size() ? String.valueOf(to) : null)
                .build();
    }

    @Override
    public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
        var asked = Set.copyOf(request.tasks());
        return DescribeTasksResponse.builder()
                .tasks(tasks.values().stream()
                        .filter(task -> asked.contains(task.taskArn()))
                        .toList())
                .build();
    }

    @Override
    public StopTaskResponse stopTask(StopTaskRequest request) {
        stops.add(request);
        if (denied.contains(request.task())) {
            throw refusal("AccessDeniedException", "denied");
        }
        if (tasks.remove(request.task()) == null) {
            throw refusal("InvalidParameterException", "The referenced task was not found.");
        }
        return (StopTaskResponse)
                StopTaskResponse.builder().responseMetadata(METADATA).build();
    }

    private static EcsException refusal(String code, String message) {
        return (EcsException) EcsException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    @Override
    public String serviceName() {
        return "ecs";
    }

    @Override
    public void close() {}
}

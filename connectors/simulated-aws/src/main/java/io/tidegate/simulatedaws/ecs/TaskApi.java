package io.tidegate.simulatedaws.ecs;

import static io.tidegate.simulatedaws.ecs.Requests.MAX_DESCRIBED;
import static io.tidegate.simulatedaws.ecs.Requests.checkCount;
import static io.tidegate.simulatedaws.ecs.Requests.invalid;
import static io.tidegate.simulatedaws.ecs.Requests.page;

import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.instance.ContainerInstance;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.AwsApi;
import io.tidegate.simulatedaws.service.Cluster;
import io.tidegate.simulatedaws.service.Fleet;
import io.tidegate.simulatedaws.service.Service;
import io.tidegate.simulatedaws.task.TaskSet;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** The ECS operations on tasks and their definitions: checks, errors and paging as AWS has them. */
public final class TaskApi {
    private final Fleet fleet;
    private final EcsShapes shapes;

    public TaskApi(Fleet fleet, Arns arns) {
        this.fleet = fleet;
        this.shapes = new EcsShapes(arns);
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        table.on(AwsApi.ECS, ListTasksRequest.class, (request, id) -> listTasks(request))
                .on(AwsApi.ECS, DescribeTasksRequest.class, (request, id) -> describeTasks(request))
                .on(AwsApi.ECS, StopTaskRequest.class, (request, id) -> stop(request))
                .on(AwsApi.ECS, DescribeTaskDefinitionRequest.class, (request, id) -> describeDefinition(request));
    }

    private ListTasksResponse listTasks(ListTasksRequest request) {
        var cluster = Requests.cluster(fleet, request.cluster());
        // "The default status filter is RUNNING" (ListTasks, ECS API reference)
        var status = request.desiredStatusAsString() == null ? "RUNNING" : request.desiredStatusAsString();
        var onInstance = onInstance(cluster, request.containerInstance());
        var arns = tasks(cluster, request.serviceName())
                .filter(onInstance)
                .map(shapes::task)
                .filter(task -> task.desiredStatus().equals(status))
                .filter(task -> request.launchType() == null || request.launchType() == task.launchType())
                .filter(task ->
                        request.startedBy() == null || request.startedBy().equals(task.startedBy()))
                .filter(task -> request.family() == null || isOfFamily(task, request.family()))
                .map(Task::taskArn)
                .sorted()
                .toList();
        var page = page(arns, Function.identity(), request.maxResults(), 100, request.nextToken());
        return ListTasksResponse.builder()
                .taskArns(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private Stream<io.tidegate.simulatedaws.task.Task> tasks(Cluster cluster, @Nullable String serviceName) {
        if (serviceName != null) {
            return Requests.service(fleet, cluster, serviceName).tasks().stream();
        }
        var ofServices = fleet.servicesOf(cluster.name()).stream().map(Service::tasks);
        var standalone = cluster.standalone().stream().map(TaskSet::tasks);
        return Stream.concat(ofServices, standalone).flatMap(tasks -> tasks.stream());
    }

    private static Predicate<io.tidegate.simulatedaws.task.Task> onInstance(Cluster cluster, @Nullable String idOrArn) {
        if (idOrArn == null) {
            return task -> true;
        }
        ContainerInstance instance = cluster.instances()
                .instance(Arns.shortName(idOrArn))
                .orElseThrow(() -> invalid("Container instance not found: " + idOrArn));
        return task -> task.host() == instance;
    }

    private static boolean isOfFamily(Task task, String family) {
        return Arns.shortName(task.taskDefinitionArn()).startsWith(family + ":");
    }

    private DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
        var cluster = Requests.cluster(fleet, request.cluster());
        checkCount("Tasks", request.tasks(), MAX_DESCRIBED);
        var found = new ArrayList<Task>();
        var failures = new ArrayList<Failure>();
        for (var named : request.tasks()) {
            task(cluster, Arns.shortName(named))
                    .ifPresentOrElse(
                            task -> found.add(shapes.task(task)), () -> failures.add(EcsShapes.missing(named)));
        }
        return DescribeTasksResponse.builder().tasks(found).failures(failures).build();
    }

    // What a service has lost it replaces; nobody replaces a standalone task.
    private StopTaskResponse stop(StopTaskRequest request) {
        var cluster = Requests.cluster(fleet, request.cluster());
        if (request.task() == null) {
            throw invalid("taskId cannot be empty.");
        }
        var task = task(cluster, Arns.shortName(request.task()))
                .orElseThrow(() -> invalid("The referenced task was not found."));
        task.set().stop(task);
        return StopTaskResponse.builder().task(shapes.task(task)).build();
    }

    private Optional<io.tidegate.simulatedaws.task.Task> task(Cluster cluster, String id) {
        var ofServices = fleet.servicesOf(cluster.name()).stream().map(service -> service.task(id));
        var standalone = cluster.standalone().stream().map(tasks -> tasks.task(id));
        return Stream.concat(ofServices, standalone).flatMap(Optional::stream).findFirst();
    }

    private DescribeTaskDefinitionResponse describeDefinition(DescribeTaskDefinitionRequest request) {
        var named = request.taskDefinition();
        if (named == null) {
            throw invalid("taskDefinition cannot be empty.");
        }
        return DescribeTaskDefinitionResponse.builder()
                .taskDefinition(fleet.definitions()
                        .find(named)
                        .orElseThrow(
                                () -> ApiError.badRequest("ClientException", "Unable to describe task definition.")))
                .build();
    }
}

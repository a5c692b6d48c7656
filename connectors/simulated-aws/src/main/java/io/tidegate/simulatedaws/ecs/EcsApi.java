package io.tidegate.simulatedaws.ecs;

import io.tidegate.simulatedaws.observation.Mutation;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.operation.Page;
import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.AwsApi;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/** The ECS operations over a {@link Fleet}: checks, errors and paging as AWS has them. */
public final class EcsApi {
    private static final int MAX_SERVICES = 10; // DescribeServices: "up to 10 services" (ECS API reference)
    private static final int MAX_DESCRIBED = 100; // DescribeClusters, DescribeTasks: "up to 100" (ECS API reference)
    private static final int MAX_PAGE = 100;

    private final Fleet fleet;

    public EcsApi(Fleet fleet) {
        this.fleet = fleet;
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        table.on(AwsApi.ECS, ListClustersRequest.class, (request, id) -> listClusters(request))
                .on(AwsApi.ECS, DescribeClustersRequest.class, (request, id) -> describeClusters(request))
                .on(AwsApi.ECS, ListServicesRequest.class, (request, id) -> listServices(request))
                .on(AwsApi.ECS, DescribeServicesRequest.class, (request, id) -> describeServices(request))
                .on(AwsApi.ECS, UpdateServiceRequest.class, this::updateService)
                .on(AwsApi.ECS, ListTasksRequest.class, (request, id) -> listTasks(request))
                .on(AwsApi.ECS, DescribeTasksRequest.class, (request, id) -> describeTasks(request));
    }

    private ListClustersResponse listClusters(ListClustersRequest request) {
        var page = page(fleet.clusters(), Function.identity(), request.maxResults(), 100, request.nextToken());
        return ListClustersResponse.builder()
                .clusterArns(page.items().stream().map(Arn::cluster).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private DescribeClustersResponse describeClusters(DescribeClustersRequest request) {
        var named = request.hasClusters() ? request.clusters() : List.of("default");
        checkCount("Clusters", named, MAX_DESCRIBED);
        var found = new ArrayList<Cluster>();
        var failures = new ArrayList<Failure>();
        for (var name : named) {
            var cluster = Arn.shortName(name);
            if (fleet.hasCluster(cluster)) {
                found.add(EcsShapes.cluster(cluster, fleet.servicesOf(cluster)));
            } else {
                failures.add(EcsShapes.missing(Arn.cluster(cluster)));
            }
        }
        return DescribeClustersResponse.builder()
                .clusters(found)
                .failures(failures)
                .build();
    }

    private ListServicesResponse listServices(ListServicesRequest request) {
        var services = fleet.servicesOf(cluster(request.cluster()));
        var page = page(services, service -> service.name().service(), request.maxResults(), 10, request.nextToken());
        return ListServicesResponse.builder()
                .serviceArns(page.items().stream()
                        .map(service -> Arn.service(service.name()))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private DescribeServicesResponse describeServices(DescribeServicesRequest request) {
        var cluster = cluster(request.cluster());
        checkCount("Services", request.services(), MAX_SERVICES);
        var found = new ArrayList<software.amazon.awssdk.services.ecs.model.Service>();
        var failures = new ArrayList<Failure>();
        for (var named : request.services()) {
            var name = new ServiceName(cluster, Arn.shortName(named));
            fleet.service(name)
                    .ifPresentOrElse(
                            service -> found.add(EcsShapes.service(service)),
                            () -> failures.add(EcsShapes.missing(Arn.service(name))));
        }
        return DescribeServicesResponse.builder()
                .services(found)
                .failures(failures)
                .build();
    }

    private UpdateServiceResponse updateService(UpdateServiceRequest request, String requestId) {
        var name = new ServiceName(cluster(request.cluster()), Arn.shortName(request.service()));
        var service = fleet.service(name)
                .orElseThrow(() -> ApiError.badRequest("ServiceNotFoundException", "Service not found."));
        if (!service.isActive()) {
            throw ApiError.badRequest("ServiceNotActiveException", "Service was not ACTIVE.");
        }
        var desired = request.desiredCount();
        if (desired != null) {
            if (desired < 0) {
                throw invalid("desiredCount must be at least 0, was " + desired);
            }
            fleet.setDesired(name, desired, new Mutation.Origin("UpdateService", requestId));
        }
        return UpdateServiceResponse.builder()
                .service(EcsShapes.service(service))
                .build();
    }

    private ListTasksResponse listTasks(ListTasksRequest request) {
        var cluster = cluster(request.cluster());
        var status = request.desiredStatusAsString();
        var arns = servicesNamed(cluster, request.serviceName()).stream()
                .flatMap(service -> service.tasks().stream()
                        .filter(task ->
                                status == null || EcsShapes.desiredStatus(task).equals(status))
                        .map(task -> Arn.task(service.name(), task)))
                .sorted()
                .toList();
        var page = page(arns, Function.identity(), request.maxResults(), 100, request.nextToken());
        return ListTasksResponse.builder()
                .taskArns(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private List<Service> servicesNamed(String cluster, @Nullable String serviceName) {
        if (serviceName == null) {
            return fleet.servicesOf(cluster);
        }
        return List.of(fleet.service(new ServiceName(cluster, Arn.shortName(serviceName)))
                .orElseThrow(() -> ApiError.badRequest("ServiceNotFoundException", "Service not found.")));
    }

    private DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
        var cluster = cluster(request.cluster());
        checkCount("Tasks", request.tasks(), MAX_DESCRIBED);
        var wanted = request.tasks().stream().map(Arn::shortName).toList();
        var found = fleet.servicesOf(cluster).stream()
                .flatMap(service -> service.tasks().stream()
                        .filter(task -> wanted.contains(task.id()))
                        .map(task -> EcsShapes.task(service, task)))
                .toList();
        var failures = request.tasks().stream()
                .filter(task -> found.stream().noneMatch(hit -> hit.taskArn().endsWith("/" + Arn.shortName(task))))
                .map(EcsShapes::missing)
                .toList();
        return DescribeTasksResponse.builder().tasks(found).failures(failures).build();
    }

    private String cluster(@Nullable String nameOrArn) {
        var cluster = nameOrArn == null ? "default" : Arn.shortName(nameOrArn);
        if (!fleet.hasCluster(cluster)) {
            throw ApiError.badRequest("ClusterNotFoundException", "Cluster not found.");
        }
        return cluster;
    }

    private static void checkCount(String what, List<String> named, int most) {
        if (named.isEmpty()) {
            throw invalid(what + " cannot be empty.");
        }
        if (named.size() > most) {
            throw invalid(what + " must not be more than " + most + ", were " + named.size());
        }
    }

    private static <T> Page<T> page(
            List<T> sorted, Function<T, String> key, @Nullable Integer size, int defaultSize, @Nullable String token) {
        var wanted = size == null ? defaultSize : size;
        if (wanted < 1 || wanted > MAX_PAGE) {
            throw invalid("maxResults must be between 1 and " + MAX_PAGE + ", was " + wanted);
        }
        return Page.after(token, sorted, key, wanted).orElseThrow(() -> invalid("Invalid token: " + token));
    }

    private static ApiError invalid(String message) {
        return ApiError.badRequest("InvalidParameterException", message);
    }
}

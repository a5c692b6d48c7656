package io.tidegate.simulatedaws.ecs;

import static io.tidegate.simulatedaws.ecs.Requests.MAX_DESCRIBED;
import static io.tidegate.simulatedaws.ecs.Requests.checkCount;
import static io.tidegate.simulatedaws.ecs.Requests.invalid;
import static io.tidegate.simulatedaws.ecs.Requests.page;

import io.tidegate.simulatedaws.backing.Backings;
import io.tidegate.simulatedaws.backing.MadeProviders;
import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.observation.Mutation;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.AwsApi;
import io.tidegate.simulatedaws.service.Fleet;
import io.tidegate.simulatedaws.service.ServiceName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/** The ECS operations on clusters and services: checks, errors and paging as AWS has them. */
public final class EcsApi {
    private static final int MAX_SERVICES = 10; // DescribeServices: "up to 10 services" (ECS API reference)

    private final Fleet fleet;
    private final Backings backings;
    private final MadeProviders made;
    private final Arns arns;
    private final EcsShapes shapes;

    public EcsApi(Fleet fleet, Backings backings, MadeProviders made, Arns arns) {
        this.fleet = fleet;
        this.backings = backings;
        this.made = made;
        this.arns = arns;
        this.shapes = new EcsShapes(arns);
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        table.on(AwsApi.ECS, ListClustersRequest.class, (request, id) -> listClusters(request))
                .on(AwsApi.ECS, DescribeClustersRequest.class, (request, id) -> describeClusters(request))
                .on(AwsApi.ECS, ListServicesRequest.class, (request, id) -> listServices(request))
                .on(AwsApi.ECS, DescribeServicesRequest.class, (request, id) -> describeServices(request))
                .on(AwsApi.ECS, UpdateServiceRequest.class, this::updateService);
    }

    private ListClustersResponse listClusters(ListClustersRequest request) {
        var names = fleet.clusters().stream()
                .map(io.tidegate.simulatedaws.service.Cluster::name)
                .toList();
        var page = page(names, Function.identity(), request.maxResults(), 100, request.nextToken());
        return ListClustersResponse.builder()
                .clusterArns(page.items().stream().map(arns::cluster).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private DescribeClustersResponse describeClusters(DescribeClustersRequest request) {
        var named = request.hasClusters() ? request.clusters() : List.of("default");
        checkCount("Clusters", named, MAX_DESCRIBED);
        var found = new ArrayList<Cluster>();
        var failures = new ArrayList<Failure>();
        for (var name : named.stream().map(Arns::shortName).toList()) {
            fleet.cluster(name)
                    .ifPresentOrElse(
                            cluster -> found.add(describe(cluster)),
                            () -> failures.add(EcsShapes.missing(arns.cluster(name))));
        }
        return DescribeClustersResponse.builder()
                .clusters(found)
                .failures(failures)
                .build();
    }

    private Cluster describe(io.tidegate.simulatedaws.service.Cluster cluster) {
        var providers = backings.providers().stream()
                .filter(provided -> provided.cluster().equals(cluster.name()))
                .map(provided -> provided.provider().name())
                .toList();
        var described = shapes.cluster(cluster, fleet.servicesOf(cluster.name()), providers);
        var told = made.of(cluster.name());
        return told == null
                ? described
                : described.toBuilder()
                        .capacityProviders(told.providers())
                        .defaultCapacityProviderStrategy(told.strategy())
                        .attachmentsStatus(told.busy() ? "UPDATE_IN_PROGRESS" : "UPDATE_COMPLETE")
                        .build();
    }

    private ListServicesResponse listServices(ListServicesRequest request) {
        var cluster = Requests.cluster(fleet, request.cluster());
        var services = fleet.servicesOf(cluster.name()).stream()
                .map(shapes::service)
                .filter(service -> request.launchType() == null || request.launchType() == service.launchType())
                .filter(service -> request.schedulingStrategy() == null
                        || request.schedulingStrategy() == service.schedulingStrategy())
                .toList();
        var page = page(services, Service::serviceName, request.maxResults(), 10, request.nextToken());
        return ListServicesResponse.builder()
                .serviceArns(page.items().stream().map(Service::serviceArn).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private DescribeServicesResponse describeServices(DescribeServicesRequest request) {
        var cluster = Requests.cluster(fleet, request.cluster()).name();
        checkCount("Services", request.services(), MAX_SERVICES);
        var found = new ArrayList<Service>();
        var failures = new ArrayList<Failure>();
        for (var name : request.services().stream().map(Arns::shortName).toList()) {
            fleet.service(new ServiceName(cluster, name))
                    .ifPresentOrElse(
                            service -> found.add(shapes.service(service)),
                            () -> failures.add(EcsShapes.missing(arns.service(cluster, name))));
        }
        return DescribeServicesResponse.builder()
                .services(found)
                .failures(failures)
                .build();
    }

    private UpdateServiceResponse updateService(UpdateServiceRequest request, String requestId) {
        var service = Requests.service(fleet, Requests.cluster(fleet, request.cluster()), request.service());
        if (!service.isActive()) {
            throw ApiError.badRequest("ServiceNotActiveException", "Service was not ACTIVE.");
        }
        var desired = request.desiredCount();
        if (desired != null) {
            if (desired < 0) {
                throw invalid("desiredCount must be at least 0, was " + desired);
            }
            if (!service.takesDesired()) {
                throw invalid("desiredCount must not be given for a DAEMON service, was " + desired);
            }
            fleet.setDesired(service.name(), desired, new Mutation.Origin("UpdateService", requestId));
        }
        return UpdateServiceResponse.builder().service(shapes.service(service)).build();
    }
}

package io.tidegate.simulatedaws.ecs;

import static io.tidegate.simulatedaws.ecs.Requests.MAX_DESCRIBED;
import static io.tidegate.simulatedaws.ecs.Requests.checkCount;
import static io.tidegate.simulatedaws.ecs.Requests.invalid;
import static io.tidegate.simulatedaws.ecs.Requests.page;

import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.instance.ContainerInstance;
import io.tidegate.simulatedaws.instance.ContainerInstance.Status;
import io.tidegate.simulatedaws.observation.Mutation;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.protocol.AwsApi;
import io.tidegate.simulatedaws.service.Cluster;
import io.tidegate.simulatedaws.service.Fleet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateResponse;

/** The ECS operations on container instances: checks, errors and paging as AWS has them. */
public final class InstanceApi {
    private static final int MAX_UPDATED = 10; // UpdateContainerInstancesState: "up to 10" (ECS API reference)

    private final Fleet fleet;
    private final Arns arns;

    public InstanceApi(Fleet fleet, Arns arns) {
        this.fleet = fleet;
        this.arns = arns;
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        table.on(AwsApi.ECS, ListContainerInstancesRequest.class, (request, id) -> list(request))
                .on(AwsApi.ECS, DescribeContainerInstancesRequest.class, (request, id) -> describe(request))
                .on(AwsApi.ECS, UpdateContainerInstancesStateRequest.class, this::updateState);
    }

    private ListContainerInstancesResponse list(ListContainerInstancesRequest request) {
        var cluster = Requests.cluster(fleet, request.cluster());
        if (request.filter() != null) {
            throw invalid("filter is not simulated, was " + request.filter());
        }
        var status = request.statusAsString();
        if (status != null && !ContainerInstanceStatus.knownValues().contains(request.status())) {
            throw invalid("status must be one of " + ContainerInstanceStatus.knownValues() + ", was " + status);
        }
        var pool = cluster.instances();
        var matching = pool.instances().stream()
                .filter(instance -> status == null || instance.status().name().equals(status))
                .toList();
        Function<ContainerInstance, String> number = instance -> "%019d".formatted(pool.number(instance));
        var page = page(matching, number, request.maxResults(), 100, request.nextToken());
        return ListContainerInstancesResponse.builder()
                .containerInstanceArns(page.items().stream()
                        .map(instance -> instance.identity().arn())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private DescribeContainerInstancesResponse describe(DescribeContainerInstancesRequest request) {
        var cluster = Requests.cluster(fleet, request.cluster());
        checkCount("Container instances", request.containerInstances(), MAX_DESCRIBED);
        var known = new Known(cluster, request.containerInstances());
        return DescribeContainerInstancesResponse.builder()
                .containerInstances(known.shapes())
                .failures(known.failures)
                .build();
    }

    private UpdateContainerInstancesStateResponse updateState(
            UpdateContainerInstancesStateRequest request, String requestId) {
        var cluster = Requests.cluster(fleet, request.cluster());
        checkCount("Container instances", request.containerInstances(), MAX_UPDATED);
        var status = status(request.statusAsString());
        var known = new Known(cluster, request.containerInstances());
        var origin = new Mutation.Origin("UpdateContainerInstancesState", requestId);
        known.instances.forEach(instance -> fleet.setInstanceStatus(cluster, instance, status, origin));
        return UpdateContainerInstancesStateResponse.builder()
                .containerInstances(known.shapes())
                .failures(known.failures)
                .build();
    }

    private static Status status(@Nullable String wanted) {
        return Arrays.stream(Status.values())
                .filter(status -> status.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> invalid("status must be ACTIVE or DRAINING, was " + wanted));
    }

    /** The instances that a request names, and a failure for each that there is not. */
    private final class Known {
        private final Cluster cluster;
        private final List<ContainerInstance> instances = new ArrayList<>();
        private final List<Failure> failures = new ArrayList<>();

        Known(Cluster cluster, List<String> named) {
            this.cluster = cluster;
            for (var id : named.stream().map(Arns::shortName).toList()) {
                cluster.instances()
                        .instance(id)
                        .ifPresentOrElse(
                                instances::add,
                                () -> failures.add(EcsShapes.missing(arns.containerInstance(cluster.name(), id))));
            }
        }

        List<software.amazon.awssdk.services.ecs.model.ContainerInstance> shapes() {
            return instances.stream()
                    .map(instance -> InstanceShapes.instance(cluster.instances(), instance))
                    .toList();
        }
    }
}

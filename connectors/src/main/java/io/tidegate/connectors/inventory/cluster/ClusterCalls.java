package io.tidegate.connectors.inventory.cluster;

import io.tidegate.connectors.aws.RefreshStatus;
import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.SourceCounters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * The calls that reading a cluster takes, over all pages and in batches. What is gone between a list and its description
 * is left out; anything else that is not told makes the cluster unreadable. Throws the SDK's own exceptions.
 */
final class ClusterCalls {
    // DescribeServices: at most 10; DescribeContainerInstances and DescribeTasks: at most 100 (API references).
    private static final int MAX_SERVICES = 10;
    private static final int MAX_DESCRIBED = 100;
    // List operations: 1 to 100 results a page (API references).
    private static final int PAGE = 100;
    // 20,000 tasks or instances: ECS has at most 5,000 container instances a cluster (service quotas).
    private static final int MAX_PAGES = 200;

    private final ClusterApi api;
    private final SourceCounters counters;

    ClusterCalls(ClusterApi api, SourceCounters counters) {
        this.api = api;
        this.counters = counters;
    }

    /** The cluster itself; empty when AWS knows none of this name, or no more. */
    Optional<Cluster> cluster(String name) {
        counters.countRead();
        var answer = api.describeClusters(
                DescribeClustersRequest.builder().clusters(name).build());
        requireAll(answer.failures());
        return answer.clusters().stream()
                .filter(cluster -> !"INACTIVE".equals(cluster.status()))
                .findFirst();
    }

    /** Its container instances of every status but INACTIVE, in the order in which ECS lists them. */
    List<ContainerInstance> instances(String cluster) {
        // Without a status all but INACTIVE ones are listed, DRAINING ones too (API reference).
        var first = ListContainerInstancesRequest.builder().cluster(cluster).maxResults(PAGE);
        var arns = pages(
                        token -> api.listContainerInstances(
                                first.nextToken(token).build()),
                        ListContainerInstancesResponse::nextToken)
                .stream()
                .flatMap(page -> page.containerInstanceArns().stream())
                .toList();
        var found = new HashMap<String, ContainerInstance>();
        for (var batch : batches(arns, MAX_DESCRIBED)) {
            counters.countRead();
            var answer = api.describeContainerInstances(DescribeContainerInstancesRequest.builder()
                    .cluster(cluster)
                    .containerInstances(batch)
                    .build());
            requireAll(answer.failures());
            answer.containerInstances().forEach(instance -> found.put(instance.containerInstanceArn(), instance));
        }
        return inOrder(arns, found);
    }

    /** The names of the services that ECS lists: those of them that are ACTIVE. */
    List<String> serviceNames(String cluster) {
        var first = ListServicesRequest.builder().cluster(cluster).maxResults(PAGE);
        return pages(token -> api.listServices(first.nextToken(token).build()), ListServicesResponse::nextToken)
                .stream()
                .flatMap(page -> page.serviceArns().stream())
                .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
                .toList();
    }

    /** Those of the services that ECS knows, of any status, in the order asked. */
    List<Service> services(String cluster, Collection<String> names) {
        var found = new HashMap<String, Service>();
        for (var batch : batches(List.copyOf(names), MAX_SERVICES)) {
            counters.countRead();
            var answer = api.describeServices(DescribeServicesRequest.builder()
                    .cluster(cluster)
                    .services(batch)
                    .build());
            requireAll(answer.failures());
            answer.services().forEach(service -> found.put(service.serviceName(), service));
        }
        return inOrder(names, found);
    }

    /** Its tasks that shall run. */
    List<Task> tasks(String cluster) {
        var first = ListTasksRequest.builder()
                .cluster(cluster)
                .desiredStatus(DesiredStatus.RUNNING)
                .maxResults(PAGE);
        var arns = pages(token -> api.listTasks(first.nextToken(token).build()), ListTasksResponse::nextToken).stream()
                .flatMap(page -> page.taskArns().stream())
                .toList();
        var tasks = new ArrayList<Task>();
        for (var batch : batches(arns, MAX_DESCRIBED)) {
            counters.countRead();
            var answer = api.describeTasks(
                    DescribeTasksRequest.builder().cluster(cluster).tasks(batch).build());
            requireAll(answer.failures());
            tasks.addAll(answer.tasks());
        }
        return tasks;
    }

    /** A task definition; empty when AWS does not tell it, because it was deleted for example. */
    Optional<TaskDefinition> taskDefinition(String arn) {
        counters.countRead();
        try {
            return Optional.of(api.describeTaskDefinition(DescribeTaskDefinitionRequest.builder()
                            .taskDefinition(arn)
                            .build())
                    .taskDefinition());
        } catch (ClientException e) {
            counters.countError(ErrorKind.NOT_FOUND);
            return Optional.empty();
        }
    }

    /** An Auto Scaling group; empty when AWS knows none of this name. */
    Optional<AutoScalingGroup> group(String name) {
        counters.countRead();
        var answer = api.describeAutoScalingGroups(DescribeAutoScalingGroupsRequest.builder()
                .autoScalingGroupNames(name)
                .build());
        return answer.autoScalingGroups().stream().findFirst();
    }

    /** The instance refresh of a group that exists, when one is under way: it is the latest. */
    Optional<InstanceRefresh> refresh(String group) {
        counters.countRead();
        var answer = api.describeInstanceRefreshes(DescribeInstanceRefreshesRequest.builder()
                .autoScalingGroupName(group)
                .maxRecords(1)
                .build());
        return answer.instanceRefreshes().stream()
                .filter(RefreshStatus::isUnderWay)
                .findFirst();
    }

    /** Capacity providers by their names; no call when there are none. */
    List<CapacityProvider> providers(List<String> names) {
        var found = new ArrayList<CapacityProvider>();
        for (var batch : batches(names, MAX_DESCRIBED)) {
            var first = DescribeCapacityProvidersRequest.builder().capacityProviders(batch);
            var answers = pages(
                    token ->
                            api.describeCapacityProviders(first.nextToken(token).build()),
                    DescribeCapacityProvidersResponse::nextToken);
            for (var answer : answers) {
                requireAll(answer.failures());
                found.addAll(answer.capacityProviders());
            }
        }
        return found;
    }

    private <A> List<A> pages(Function<@Nullable String, A> call, Function<A, @Nullable String> next) {
        var answers = new ArrayList<A>();
        @Nullable String token = null;
        do {
            if (answers.size() == MAX_PAGES) {
                throw new UnreadableClusterException(
                        "a list must have at most %d pages of %d, had more".formatted(MAX_PAGES, PAGE));
            }
            counters.countRead();
            var answer = call.apply(token);
            answers.add(answer);
            token = next.apply(answer);
        } while (token != null && !token.isEmpty());
        return answers;
    }

    private static void requireAll(List<Failure> failures) {
        failures.stream()
                .filter(failure -> !"MISSING".equals(failure.reason()))
                .findFirst()
                .ifPresent(failure -> {
                    throw new UnreadableClusterException(
                            "ECS must describe %s, answered %s".formatted(failure.arn(), failure.reason()));
                });
    }

    private static <V> List<V> inOrder(Collection<String> keys, Map<String, V> found) {
        return keys.stream()
                .distinct()
                .flatMap(key -> Optional.ofNullable(found.get(key)).stream())
                .toList();
    }

    private static <T> List<List<T>> batches(List<T> all, int size) {
        var batches = new ArrayList<List<T>>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return batches;
    }
}

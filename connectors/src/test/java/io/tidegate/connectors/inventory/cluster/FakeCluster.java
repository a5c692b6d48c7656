package io.tidegate.connectors.inventory.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesResponse;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** The cluster {@code demo} in memory, with the pages and limits of AWS. Describes in another order than asked. */
public final class FakeCluster implements ClusterApi {
    private static final String ARN = "arn:aws:ecs:eu-central-1:123456789012:";

    private final List<String> providerNames = new ArrayList<>();
    private final Map<String, CapacityProvider> providers = new LinkedHashMap<>();
    private final Map<String, ContainerInstance> instances = new LinkedHashMap<>();
    private final Map<String, Service> services = new LinkedHashMap<>();
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Map<String, TaskDefinition> definitions = new TreeMap<>();
    private final Map<String, AutoScalingGroup> groups = new TreeMap<>();
    private final List<InstanceRefresh> refreshes = new ArrayList<>();
    private final Set<String> forgotten = ConcurrentHashMap.newKeySet();
    private final Map<String, String> untold = new ConcurrentHashMap<>();
    private final Map<String, RuntimeException> failing = new ConcurrentHashMap<>();
    private final NavigableMap<String, Integer> calls = new ConcurrentSkipListMap<>();
    private Runnable onCall = () -> {};

    /** The ARN of something of the cluster. */
    public static String arn(String kind, String id) {
        return ARN + kind + "/demo/" + id;
    }

    public static String definitionArn(String familyAndRevision) {
        return ARN + "task-definition/" + familyAndRevision;
    }

    public FakeCluster instance(ContainerInstance instance) {
        instances.put(instance.containerInstanceArn(), instance);
        return this;
    }

    /** ECS lists those alone that are ACTIVE. */
    public FakeCluster service(Service service) {
        services.put(service.serviceName(), service);
        return this;
    }

    public FakeCluster task(Task task) {
        tasks.put(task.taskArn(), task);
        return this;
    }

    public FakeCluster definition(TaskDefinition definition) {
        definitions.put(definition.taskDefinitionArn(), definition);
        return this;
    }

    public FakeCluster group(AutoScalingGroup group) {
        groups.put(group.autoScalingGroupName(), group);
        return this;
    }

    FakeCluster provider(CapacityProvider provider) {
        providers.put(provider.name(), provider);
        return provider(provider.name());
    }

    /** One of AWS's own, which nobody describes. */
    FakeCluster provider(String name) {
        providerNames.add(name);
        return this;
    }

    /** Goes between being listed and being described. */
    FakeCluster forget(String arn) {
        forgotten.add(arn);
        return this;
    }

    /** Is answered by a failure of this reason. */
    FakeCluster untold(String arn, String reason) {
        untold.put(arn, reason);
        return this;
    }

    public FakeCluster fail(String operation, RuntimeException failure) {
        failing.put(operation, failure);
        return this;
    }

    FakeCluster recover(String operation) {
        failing.remove(operation);
        return this;
    }

    /** What happens during each call. */
    void onCall(Runnable happening) {
        onCall = happening;
    }

    /** Calls since the last time, by operation. */
    Map<String, Integer> takeCalls() {
        var taken = new TreeMap<>(calls);
        calls.clear();
        return taken;
    }

    @Override
    public DescribeClustersResponse describeClusters(DescribeClustersRequest request) {
        called("DescribeClusters");
        var name = request.clusters().getFirst();
        return name.equals("demo")
                ? DescribeClustersResponse.builder()
                        .clusters(Cluster.builder()
                                .clusterName(name)
                                .clusterArn(ARN + "cluster/demo")
                                .status("ACTIVE")
                                .capacityProviders(providerNames)
                                .build())
                        .build()
                : DescribeClustersResponse.builder()
                        .failures(missing(ARN + "cluster/" + name))
                        .build();
    }

    @Override
    public DescribeCapacityProvidersResponse describeCapacityProviders(DescribeCapacityProvidersRequest request) {
        called("DescribeCapacityProviders");
        return DescribeCapacityProvidersResponse.builder()
                .capacityProviders(
                        request.capacityProviders().stream().map(providers::get).toList())
                .build();
    }

    @Override
    public ListContainerInstancesResponse listContainerInstances(ListContainerInstancesRequest request) {
        called("ListContainerInstances", request.cluster());
        var page = page(instances.keySet(), request.maxResults(), 100, request.nextToken());
        return ListContainerInstancesResponse.builder()
                .containerInstanceArns(page.items())
                .nextToken(page.next())
                .build();
    }

    @Override
    public DescribeContainerInstancesResponse describeContainerInstances(DescribeContainerInstancesRequest request) {
        called("DescribeContainerInstances", request.cluster());
        var found = described(request.containerInstances(), 100, instances, arn -> arn);
        return DescribeContainerInstancesResponse.builder()
                .containerInstances(found.items())
                .failures(found.failures())
                .build();
    }

    @Override
    public ListServicesResponse listServices(ListServicesRequest request) {
        called("ListServices", request.cluster());
        var listed = services.values().stream()
                .filter(service -> "ACTIVE".equals(service.status()))
                .map(service -> arn("service", service.serviceName()))
                .toList();
        var page = page(listed, request.maxResults(), 10, request.nextToken());
        return ListServicesResponse.builder()
                .serviceArns(page.items())
                .nextToken(page.next())
                .build();
    }

    @Override
    public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
        called("DescribeServices", request.cluster());
        var found = described(request.services(), 10, services, name -> arn("service", name));
        return DescribeServicesResponse.builder()
                .services(found.items())
                .failures(found.failures())
                .build();
    }

    @Override
    public DescribeTaskDefinitionResponse describeTaskDefinition(DescribeTaskDefinitionRequest request) {
        called("DescribeTaskDefinition");
        var definition = definitions.get(request.taskDefinition());
        if (definition == null) {
            throw ClientException.builder()
                    .message("Unable to describe task definition.")
                    .build();
        }
        return DescribeTaskDefinitionResponse.builder()
                .taskDefinition(definition)
                .build();
    }

    @Override
    public ListTasksResponse listTasks(ListTasksRequest request) {
        called("ListTasks", request.cluster());
        var listed = tasks.values().stream()
                .filter(task -> request.desiredStatusAsString().equals(task.desiredStatus()))
                .map(Task::taskArn)
                .toList();
        var page = page(listed, request.maxResults(), 100, request.nextToken());
        return ListTasksResponse.builder()
                .taskArns(page.items())
                .nextToken(page.next())
                .build();
    }

    @Override
    public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
        called("DescribeTasks", request.cluster());
        var found = described(request.tasks(), 100, tasks, arn -> arn);
        return DescribeTasksResponse.builder()
                .tasks(found.items())
                .failures(found.failures())
                .build();
    }

    @Override
    public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(DescribeAutoScalingGroupsRequest request) {
        called("DescribeAutoScalingGroups");
        return DescribeAutoScalingGroupsResponse.builder()
                .autoScalingGroups(request.autoScalingGroupNames().stream()
                        .filter(groups::containsKey)
                        .map(groups::get)
                        .toList())
                .build();
    }

    @Override
    public DescribeInstanceRefreshesResponse describeInstanceRefreshes(DescribeInstanceRefreshesRequest request) {
        called("DescribeInstanceRefreshes");
        return DescribeInstanceRefreshesResponse.builder()
                .instanceRefreshes(refreshes)
                .build();
    }

    private void called(String operation) {
        calls.merge(operation, 1, Integer::sum);
        onCall.run();
        var failure = failing.get(operation);
        if (failure != null) {
            throw failure;
        }
    }

    private void called(String operation, String cluster) {
        called(operation);
        if (!cluster.equals("demo")) {
            throw ClusterNotFoundException.builder()
                    .message("Cluster not found.")
                    .build();
        }
    }

    private record Page(List<String> items, @Nullable String next) {}

    private static Page page(Collection<String> all, @Nullable Integer asked, int otherwise, @Nullable String token) {
        int from = token == null ? 0 : Integer.parseInt(token);
        int to = Math.min(all.size(), from + (asked == null ? otherwise : asked));
        return new Page(List.copyOf(all).subList(from, to), to < all.size() ? String.valueOf(to) : null);
    }

    private record Described<V>(List<V> items, List<Failure> failures) {}

    private <V> Described<V> described(
            List<String> keys, int most, Map<String, V> known, Function<String, String> arnOf) {
        if (keys.isEmpty() || keys.size() > most) {
            throw InvalidParameterException.builder()
                    .message("1 to " + most + " must be named, were " + keys.size())
                    .build();
        }
        var items = new ArrayList<V>();
        var failures = new ArrayList<Failure>();
        for (var key : keys) {
            var found = known.get(key);
            var arn = arnOf.apply(key);
            if (untold.containsKey(arn)) {
                failures.add(Failure.builder().arn(arn).reason(untold.get(arn)).build());
            } else if (found == null || forgotten.contains(arn)) {
                failures.add(missing(arn));
            } else {
                items.addFirst(found);
            }
        }
        return new Described<>(items, failures);
    }

    private static Failure missing(String arn) {
        return Failure.builder().arn(arn).reason("MISSING").build();
    }
}

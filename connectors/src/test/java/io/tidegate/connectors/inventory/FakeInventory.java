package io.tidegate.connectors.inventory;

import io.tidegate.connectors.inventory.cluster.FakeCluster;
import io.tidegate.connectors.inventory.hook.FakeHooks;
import io.tidegate.connectors.inventory.image.FakeTemplates;
import io.tidegate.connectors.inventory.scaler.FakeScalers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ValidationException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Service;

/** Services, groups and scalable targets in memory, with the limits of AWS. */
final class FakeInventory implements InventoryApi {
    private static final int PAGE = 20;

    private final Map<String, Map<String, Service>> clusters = new ConcurrentHashMap<>();
    private final Map<String, ScalableTarget> bounds = new ConcurrentHashMap<>();
    private final Map<String, AutoScalingGroup> groups = new ConcurrentHashMap<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final Set<String> hanging = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final FakeCluster cluster = new FakeCluster();
    private final FakeScalers scalers = new FakeScalers();
    private final FakeHooks hooks = new FakeHooks();
    private final FakeTemplates templates = new FakeTemplates();

    void addService(String cluster, Service service) {
        clusters.computeIfAbsent(cluster, _ -> new HashMap<>()).put(service.serviceName(), service);
    }

    void addBounds(String resourceId, int min, int max) {
        addBounds("ecs", resourceId, "ecs:service:DesiredCount", min, max);
    }

    void addBounds(String namespace, String resourceId, String dimension, int min, int max) {
        var target = ScalableTarget.builder()
                .serviceNamespace(namespace)
                .resourceId(resourceId)
                .scalableDimension(dimension)
                .minCapacity(min)
                .maxCapacity(max)
                .build();
        bounds.put(resourceId, target);
    }

    void addGroup(String name, int min, int max, int desired) {
        groups.put(
                name,
                AutoScalingGroup.builder()
                        .autoScalingGroupName(name)
                        .minSize(min)
                        .maxSize(max)
                        .desiredCapacity(desired)
                        .instances(Collections.nCopies(
                                desired,
                                Instance.builder().lifecycleState("InService").build()))
                        .build());
    }

    void fail(String cluster) {
        failing.add(cluster);
    }

    void hang(String cluster) {
        hanging.add(cluster);
    }

    void recover(String cluster) {
        failing.remove(cluster);
    }

    int calls(String cluster) {
        return calls.getOrDefault(cluster, 0);
    }

    @Override
    public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
        calls.merge(request.cluster(), 1, Integer::sum);
        if (request.services().size() > 10) {
            throw InvalidParameterException.builder()
                    .message("too many services")
                    .build();
        }
        if (hanging.contains(request.cluster())) {
            hang();
        }
        if (failing.contains(request.cluster())) {
            throw (EcsException) EcsException.builder().statusCode(503).build();
        }
        var cluster = clusters.get(request.cluster());
        if (cluster == null) {
            throw ClusterNotFoundException.builder()
                    .message("Cluster not found.")
                    .build();
        }
        var found = request.services().stream()
                .filter(cluster::containsKey)
                .map(cluster::get)
                .toList();
        var missing = request.services().stream()
                .filter(name -> !cluster.containsKey(name))
                .map(name -> Failure.builder()
                        .reason("MISSING")
                        .arn("arn:aws:ecs:eu-central-1:123456789012:service/" + request.cluster() + "/" + name)
                        .build())
                .toList();
        return DescribeServicesResponse.builder()
                .services(found)
                .failures(missing)
                .build();
    }

    @Override
    public DescribeScalableTargetsResponse describeScalableTargets(DescribeScalableTargetsRequest request) {
        if (request.resourceIds().size() > 50) {
            throw ValidationException.builder().message("too many ids").build();
        }
        List<ScalableTarget> found = new ArrayList<>(request.resourceIds().stream()
                .filter(bounds::containsKey)
                .map(bounds::get)
                .filter(target -> target.serviceNamespaceAsString().equals(request.serviceNamespaceAsString()))
                .toList());
        int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        int to = Math.min(found.size(), from + PAGE);
        return DescribeScalableTargetsResponse.builder()
                .scalableTargets(found.subList(from, to))
                .nextToken(to < found.size() ? String.valueOf(to) : null)
                .build();
    }

    @Override
    public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(DescribeAutoScalingGroupsRequest request) {
        if (request.autoScalingGroupNames().size() > 50) {
            throw (AutoScalingException)
                    AutoScalingException.builder().message("too many names").build();
        }
        var found = request.autoScalingGroupNames().stream()
                .filter(groups::containsKey)
                .map(groups::get)
                .toList();
        int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        int to = Math.min(found.size(), from + PAGE);
        return DescribeAutoScalingGroupsResponse.builder()
                .autoScalingGroups(found.subList(from, to))
                .nextToken(to < found.size() ? String.valueOf(to) : null)
                .build();
    }

    @Override
    public FakeCluster clusters() {
        return cluster;
    }

    @Override
    public FakeScalers scalers() {
        return scalers;
    }

    @Override
    public FakeTemplates templates() {
        return templates;
    }

    @Override
    public FakeHooks hooks() {
        return hooks;
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

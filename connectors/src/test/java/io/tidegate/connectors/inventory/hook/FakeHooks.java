package io.tidegate.connectors.inventory.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeInstanceHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeInstanceHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.InstanceState;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Hooked groups and load balancers in memory, with the limits of AWS. */
public final class FakeHooks implements HookApi {
    private final Map<String, AutoScalingGroup> groups = new ConcurrentHashMap<>();
    private final Map<String, List<LifecycleHook>> hooks = new ConcurrentHashMap<>();
    private final Map<String, TargetTypeEnum> types = new ConcurrentHashMap<>();
    private final Map<String, List<TargetHealthDescription>> targets = new ConcurrentHashMap<>();
    private final Map<String, List<InstanceState>> instances = new ConcurrentHashMap<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final ConcurrentSkipListMap<String, Integer> calls = new ConcurrentSkipListMap<>();

    /** A group without instances or load balancers. */
    public FakeHooks group(String name) {
        return group(AutoScalingGroup.builder().autoScalingGroupName(name).build());
    }

    FakeHooks group(AutoScalingGroup group) {
        groups.put(group.autoScalingGroupName(), group);
        return this;
    }

    FakeHooks hook(LifecycleHook hook) {
        hooks.computeIfAbsent(hook.autoScalingGroupName(), _ -> new ArrayList<>())
                .add(hook);
        return this;
    }

    FakeHooks targetGroup(String arn, TargetTypeEnum type, TargetHealthDescription... registered) {
        types.put(arn, type);
        targets.put(arn, List.of(registered));
        return this;
    }

    FakeHooks loadBalancer(String name, InstanceState... registered) {
        instances.put(name, List.of(registered));
        return this;
    }

    public FakeHooks failHooksOf(String group) {
        failing.add(group);
        return this;
    }

    FakeHooks failTargetsOf(String targetGroup) {
        failing.add(targetGroup);
        return this;
    }

    /** By operation. */
    Map<String, Integer> calls() {
        return Map.copyOf(calls);
    }

    @Override
    public DescribeAutoScalingGroupsResponse groups(DescribeAutoScalingGroupsRequest request) {
        count("DescribeAutoScalingGroups");
        if (request.autoScalingGroupNames().size() > 50) {
            throw AutoScalingException.builder().message("too many names").build();
        }
        var found = groups.values().stream()
                .filter(group -> request.autoScalingGroupNames().contains(group.autoScalingGroupName()))
                .toList();
        int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        int to = Math.min(found.size(), from + 20);
        return DescribeAutoScalingGroupsResponse.builder()
                .autoScalingGroups(found.subList(from, to))
                .nextToken(to < found.size() ? String.valueOf(to) : null)
                .build();
    }

    @Override
    public DescribeLifecycleHooksResponse hooks(DescribeLifecycleHooksRequest request) {
        count("DescribeLifecycleHooks");
        if (failing.contains(request.autoScalingGroupName())) {
            throw AutoScalingException.builder().statusCode(503).build();
        }
        return DescribeLifecycleHooksResponse.builder()
                .lifecycleHooks(hooks.getOrDefault(request.autoScalingGroupName(), List.of()))
                .build();
    }

    @Override
    public DescribeTargetGroupsResponse targetGroups(DescribeTargetGroupsRequest request) {
        count("DescribeTargetGroups");
        var arn = request.targetGroupArns().getFirst();
        var type = Optional.ofNullable(types.get(arn))
                .orElseThrow(() -> TargetGroupNotFoundException.builder().build());
        return DescribeTargetGroupsResponse.builder()
                .targetGroups(TargetGroup.builder()
                        .targetGroupArn(arn)
                        .targetType(type)
                        .build())
                .build();
    }

    @Override
    public DescribeTargetHealthResponse targetHealth(DescribeTargetHealthRequest request) {
        count("DescribeTargetHealth");
        if (failing.contains(request.targetGroupArn())) {
            throw ElasticLoadBalancingV2Exception.builder().statusCode(503).build();
        }
        var registered = Optional.ofNullable(targets.get(request.targetGroupArn()))
                .orElseThrow(() -> TargetGroupNotFoundException.builder().build());
        return DescribeTargetHealthResponse.builder()
                .targetHealthDescriptions(registered)
                .build();
    }

    @Override
    public DescribeInstanceHealthResponse instanceHealth(DescribeInstanceHealthRequest request) {
        count("DescribeInstanceHealth");
        var registered = Optional.ofNullable(instances.get(request.loadBalancerName()))
                .orElseThrow(() -> LoadBalancerNotFoundException.builder().build());
        return DescribeInstanceHealthResponse.builder()
                .instanceStates(registered)
                .build();
    }

    /** A target group that was deleted after its type became known. */
    void forgetTargets(String arn) {
        targets.remove(arn);
    }

    private void count(String operation) {
        calls.merge(operation, 1, Integer::sum);
    }
}

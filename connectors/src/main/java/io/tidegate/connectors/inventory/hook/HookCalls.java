package io.tidegate.connectors.inventory.hook;

import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.SourceCounters;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksRequest;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeInstanceHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.InstanceState;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Asks for one thing at a time, all pages of it; what AWS does not know is counted, and nothing. Thread-safe. */
final class HookCalls {
    // DescribeAutoScalingGroups: at most 50 names unless MaxRecords says more (API reference).
    private static final int MAX_GROUPS = 50;

    // Hooks are what people set up.
    private static final Duration HOOKS = Duration.ofMinutes(1);

    // The type of a target group never changes.
    private static final Duration TYPES = Duration.ofHours(1);

    private final HookApi api;
    private final SourceCounters counters;
    private final Kept<List<LifecycleHook>> hooks;
    private final Kept<List<TargetGroup>> targetGroups;

    HookCalls(HookApi api, SourceCounters counters, Clock clock) {
        this.api = api;
        this.counters = counters;
        this.hooks = new Kept<>(HOOKS, clock);
        this.targetGroups = new Kept<>(TYPES, clock);
    }

    /** In the order asked. */
    List<AutoScalingGroup> groups(List<String> names) {
        var found = new ArrayList<AutoScalingGroup>();
        for (var from = 0; from < names.size(); from += MAX_GROUPS) {
            found.addAll(batch(names.subList(from, Math.min(names.size(), from + MAX_GROUPS))));
        }
        var known = names.stream()
                .flatMap(name -> found.stream()
                        .filter(group -> name.equals(group.autoScalingGroupName()))
                        .limit(1))
                .toList();
        for (var missing = known.size(); missing < names.size(); missing++) {
            counters.countError(ErrorKind.NOT_FOUND);
        }
        return known;
    }

    private List<AutoScalingGroup> batch(List<String> names) {
        var first = DescribeAutoScalingGroupsRequest.builder().autoScalingGroupNames(names);
        var found = new ArrayList<AutoScalingGroup>();
        @Nullable String token = null;
        do {
            counters.countRead();
            var answer = api.groups(first.nextToken(token).build());
            found.addAll(answer.autoScalingGroups());
            token = answer.nextToken();
        } while (token != null && !token.isEmpty());
        return found;
    }

    /** All hooks of a group that exists, as they were within the last minute. */
    List<LifecycleHook> hooks(String group) {
        return hooks.get(group, () -> {
            counters.countRead();
            return api.hooks(DescribeLifecycleHooksRequest.builder()
                            .autoScalingGroupName(group)
                            .build())
                    .lifecycleHooks();
        });
    }

    /** Whether a target group is one of instances; none that AWS does not know is. */
    boolean isOfInstances(String targetGroup) {
        try {
            return targetGroups.get(targetGroup, () -> described(targetGroup)).stream()
                    .anyMatch(group -> group.targetType() == TargetTypeEnum.INSTANCE);
        } catch (TargetGroupNotFoundException e) {
            counters.countError(ErrorKind.NOT_FOUND);
            return false;
        }
    }

    // One a call: for one that does not exist AWS tells of none.
    private List<TargetGroup> described(String targetGroup) {
        counters.countRead();
        return api.targetGroups(DescribeTargetGroupsRequest.builder()
                        .targetGroupArns(targetGroup)
                        .build())
                .targetGroups();
    }

    /** What is registered with a target group. */
    List<TargetHealthDescription> targets(String targetGroup) {
        counters.countRead();
        try {
            return api.targetHealth(DescribeTargetHealthRequest.builder()
                            .targetGroupArn(targetGroup)
                            .build())
                    .targetHealthDescriptions();
        } catch (TargetGroupNotFoundException e) {
            counters.countError(ErrorKind.NOT_FOUND);
            return List.of();
        }
    }

    /** What is registered with a classic load balancer. */
    List<InstanceState> instances(String loadBalancer) {
        counters.countRead();
        try {
            return api.instanceHealth(DescribeInstanceHealthRequest.builder()
                            .loadBalancerName(loadBalancer)
                            .build())
                    .instanceStates();
        } catch (LoadBalancerNotFoundException e) {
            counters.countError(ErrorKind.NOT_FOUND);
            return List.of();
        }
    }
}

package io.tidegate.connectors.inventory.hook;

import io.tidegate.schemas.BalancerRegistration;
import io.tidegate.schemas.HookedGroupsState;
import io.tidegate.schemas.LifecycleHookState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.elasticloadbalancing.model.InstanceState;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** Turns what AWS told of hooked groups into their state; pure. */
final class HookMapper {
    // ECS puts it on the group of a capacity provider with managed draining.
    private static final String MANAGED_DRAINING = "ecs-managed-draining-termination-hook";

    // PutLifecycleHook: an hour by default; in all 48 hours, or a hundred times as much where that is less (API
    // reference).
    private static final int DEFAULT_HEARTBEAT_SECONDS = 3_600;
    private static final int MAX_GLOBAL_SECONDS = 172_800;

    // Descriptions of InstanceState (ELB API reference); the state is InService all the while that an instance drains.
    private static final String LEAVING = "Instance deregistration currently in progress.";
    private static final String LEFT = "Instance is not currently registered with the LoadBalancer.";

    private static final Comparator<BalancerRegistration> ORDER = Comparator.comparing(
                    BalancerRegistration::getBalancer)
            .thenComparing(BalancerRegistration::getInstanceId)
            .thenComparing(BalancerRegistration::getPort, Comparator.nullsFirst(Comparator.naturalOrder()));

    private HookMapper() {}

    /** @param hook the only one that is told; empty for all */
    static HookedGroupsState state(HookAnswers answers, Optional<String> hook) {
        return HookedGroupsState.newBuilder()
                .setHooks(answers.hooks().stream()
                        .filter(one -> hook.isEmpty() || hook.get().equals(one.lifecycleHookName()))
                        .map(HookMapper::hook)
                        .toList())
                .setRegistrations(registrations(answers))
                .setManagedDraining(
                        answers.hooks().stream().anyMatch(one -> MANAGED_DRAINING.equals(one.lifecycleHookName())))
                .build();
    }

    private static LifecycleHookState hook(LifecycleHook hook) {
        int heartbeat = or(hook.heartbeatTimeout(), DEFAULT_HEARTBEAT_SECONDS);
        return LifecycleHookState.newBuilder()
                .setGroup(hook.autoScalingGroupName())
                .setName(hook.lifecycleHookName())
                .setTransition(hook.lifecycleTransition())
                .setHeartbeatSeconds(heartbeat)
                .setGlobalSeconds(or(hook.globalTimeout(), Math.min(MAX_GLOBAL_SECONDS, 100 * heartbeat)))
                .build();
    }

    private static List<BalancerRegistration> registrations(HookAnswers answers) {
        var ours = new HashSet<String>();
        answers.groups()
                .forEach(group ->
                        group.instances().stream().map(Instance::instanceId).forEach(ours::add));
        var registrations = new ArrayList<BalancerRegistration>();
        answers.targets()
                .forEach((arn, targets) -> targets.stream()
                        .filter(target -> isRegistered(target, ours))
                        .map(target -> registration(arn, target))
                        .forEach(registrations::add));
        answers.instances()
                .forEach((name, instances) -> instances.stream()
                        .filter(instance -> isRegistered(instance, ours))
                        .map(instance -> registration(name, instance))
                        .forEach(registrations::add));
        registrations.sort(ORDER);
        return registrations;
    }

    private static boolean isRegistered(TargetHealthDescription described, Set<String> ours) {
        return ours.contains(described.target().id())
                && described.targetHealth().state() != TargetHealthStateEnum.UNUSED;
    }

    private static BalancerRegistration registration(String arn, TargetHealthDescription described) {
        boolean leaving = described.targetHealth().state() == TargetHealthStateEnum.DRAINING;
        return new BalancerRegistration(
                described.target().id(), arn, described.target().port(), leaving);
    }

    // One that fails its health checks is registered all the same, and comes back when it passes them.
    private static boolean isRegistered(InstanceState state, Set<String> ours) {
        return ours.contains(state.instanceId()) && !LEFT.equals(state.description());
    }

    private static BalancerRegistration registration(String name, InstanceState state) {
        return new BalancerRegistration(state.instanceId(), name, null, LEAVING.equals(state.description()));
    }

    private static int or(@Nullable Integer told, int otherwise) {
        return told == null ? otherwise : told;
    }
}

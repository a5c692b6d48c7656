package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.hook.Action;
import io.tidegate.simulatedaws.hook.ActionResult;
import io.tidegate.simulatedaws.hook.Hook;
import io.tidegate.simulatedaws.hook.Transition;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.AwsApi;
import java.util.Arrays;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteLifecycleHookRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteLifecycleHookResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksResponse;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookRequest;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookResponse;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatRequest;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatResponse;

/** The operations of EC2 Auto Scaling about lifecycle hooks and the actions that hold instances. */
public final class HookApi {
    private static final int MOST_HOOKS = 50; // "50 hooks per Auto Scaling group" (EC2 Auto Scaling quotas)

    private final Groups groups;
    private final BiPredicate<String, Hook> announcement;

    /** @param announcement sends the test notification of a group's hook, and tells whether its target took it */
    public HookApi(Groups groups, BiPredicate<String, Hook> announcement) {
        this.groups = groups;
        this.announcement = announcement;
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        var api = AwsApi.AUTO_SCALING;
        table.on(api, PutLifecycleHookRequest.class, (request, id) -> put(request))
                .on(api, DescribeLifecycleHooksRequest.class, (request, id) -> describe(request))
                .on(api, DeleteLifecycleHookRequest.class, (request, id) -> delete(request))
                .on(api, CompleteLifecycleActionRequest.class, (request, id) -> complete(request))
                .on(api, RecordLifecycleActionHeartbeatRequest.class, (request, id) -> beat(request));
    }

    PutLifecycleHookResponse put(PutLifecycleHookRequest request) {
        var group = group(request.autoScalingGroupName());
        var hooks = group.life().hooks();
        var hook = HookShapes.merged(hooks.get(String.valueOf(request.lifecycleHookName())), request);
        if (!hooks.containsKey(hook.name()) && hooks.size() == MOST_HOOKS) {
            throw ApiError.badRequest(
                    "LimitExceeded", "Only " + MOST_HOOKS + " lifecycle hooks are allowed per AutoScalingGroup.");
        }
        if (hook.target() != null && !announcement.test(group.name(), hook)) {
            throw invalid("Unable to publish test message to notification target " + hook.target() + " using IAM role "
                    + hook.role() + ". Please check your target and role configuration and try to put lifecycle hook"
                    + " again.");
        }
        hooks.put(hook.name(), hook);
        return PutLifecycleHookResponse.builder().build();
    }

    private DescribeLifecycleHooksResponse describe(DescribeLifecycleHooksRequest request) {
        var group = group(request.autoScalingGroupName());
        var names = request.lifecycleHookNames();
        return DescribeLifecycleHooksResponse.builder()
                .lifecycleHooks(group.life().hooks().values().stream()
                        .filter(hook -> names.isEmpty() || names.contains(hook.name()))
                        .map(hook -> HookShapes.shape(group.name(), hook))
                        .toList())
                .build();
    }

    // "If there are any outstanding lifecycle actions, they are completed first (ABANDON for launching instances,
    // CONTINUE for
    // terminating instances)."
    private DeleteLifecycleHookResponse delete(DeleteLifecycleHookRequest request) {
        var group = group(request.autoScalingGroupName());
        var hook = hook(group, request.lifecycleHookName());
        group.life().hooks().remove(hook.name());
        var result = hook.transition() == Transition.LAUNCHING ? ActionResult.ABANDON : ActionResult.CONTINUE;
        var actions = group.life().actions();
        actions.ofHook(hook.name()).forEach(action -> actions.complete(action, result));
        return DeleteLifecycleHookResponse.builder().build();
    }

    private CompleteLifecycleActionResponse complete(CompleteLifecycleActionRequest request) {
        var group = group(request.autoScalingGroupName());
        var hook = hook(group, request.lifecycleHookName());
        var result = Arrays.stream(ActionResult.values())
                .filter(known -> known.name().equals(request.lifecycleActionResult()))
                .findFirst()
                .orElseThrow(() -> invalid(
                        "LifecycleActionResult must be CONTINUE or ABANDON, was " + request.lifecycleActionResult()));
        var action = action(group, hook, request.lifecycleActionToken(), request.instanceId());
        group.life().actions().complete(action, result);
        return CompleteLifecycleActionResponse.builder().build();
    }

    private RecordLifecycleActionHeartbeatResponse beat(RecordLifecycleActionHeartbeatRequest request) {
        var group = group(request.autoScalingGroupName());
        var hook = hook(group, request.lifecycleHookName());
        group.life().actions().beat(action(group, hook, request.lifecycleActionToken(), request.instanceId()));
        return RecordLifecycleActionHeartbeatResponse.builder().build();
    }

    /** The action that is meant; where a caller gives token and instance, both must fit. */
    private static Action action(Group group, Hook hook, @Nullable String token, @Nullable String instanceId) {
        var actions = group.life().actions();
        if (token != null) {
            return actions.byToken(hook.name(), token)
                    .filter(action -> instanceId == null || action.instanceId().equals(instanceId))
                    .orElseThrow(() -> invalid("No active Lifecycle Action found with token " + token));
        }
        if (instanceId == null) {
            throw invalid("LifecycleActionToken or InstanceId must be given");
        }
        return actions.byInstance(hook.name(), instanceId)
                .orElseThrow(() -> invalid("No active Lifecycle Action found with instance ID " + instanceId));
    }

    private static Hook hook(Group group, @Nullable String name) {
        var hook = group.life().hooks().get(String.valueOf(name));
        if (hook == null) {
            throw invalid(
                    "Lifecycle hook not found - no hook '" + name + "' of AutoScalingGroup '" + group.name() + "'");
        }
        return hook;
    }

    private Group group(@Nullable String name) {
        return groups.find(String.valueOf(name))
                .orElseThrow(
                        () -> invalid("AutoScalingGroup name not found - AutoScalingGroup '" + name + "' not found"));
    }

    private static ApiError invalid(String message) {
        return ApiError.badRequest("ValidationError", message);
    }
}

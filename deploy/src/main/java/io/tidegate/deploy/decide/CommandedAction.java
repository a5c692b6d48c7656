package io.tidegate.deploy.decide;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.ecsautoscale.Action;
import java.util.LinkedHashMap;
import java.util.Map;

/** The call to AWS that would carry a command out. */
public final class CommandedAction {
    private CommandedAction() {}

    /** The call, with the command's reason. */
    public static Action of(Commanded command) {
        var target = Target.parse(command.target());
        return switch (command.order()) {
            case Order.Capacity capacity -> capacity(target, capacity.desired(), command.reason());
            case Order.Limits limits -> limits(target, limits, command.reason());
            case Order.Drain drain ->
                new Action.Drain(
                        drain.cluster(), drain.arn().substring(drain.arn().lastIndexOf('/') + 1), command.reason());
            case Order.Terminate ending ->
                new Action.Terminate(ending.instance(), ending.decrement(), command.reason());
            case Order.Exit exit -> exit(exit, command.reason());
            case Order.OfTemplate template -> TemplateCall.of(target, template, command.reason());
        };
    }

    private static Action exit(Order.Exit order, String reason) {
        var params = new LinkedHashMap<String, Object>();
        return switch (order) {
            case Order.StopTasks stop -> {
                params.put("cluster", stop.cluster());
                params.put("containerInstance", stop.arn());
                yield new Action.Call("ecs:StopTask", params, reason);
            }
            case Order.Deregister leave -> {
                params.put("balancer", leave.balancer());
                params.put("instance", leave.instance());
                leave.port().ifPresent(port -> params.put("port", port));
                yield new Action.Call("elasticloadbalancing:Deregister", params, reason);
            }
            case Order.Heartbeat beat -> hook("RecordLifecycleActionHeartbeat", beat.action(), params, reason);
            case Order.Complete done -> {
                params.put("LifecycleActionResult", done.proceeds() ? "CONTINUE" : "ABANDON");
                yield hook("CompleteLifecycleAction", done.action(), params, reason);
            }
        };
    }

    private static Action hook(String call, Order.HookAction action, Map<String, Object> params, String reason) {
        params.put("AutoScalingGroupName", action.group());
        params.put("LifecycleHookName", action.hook());
        params.put("InstanceId", action.instance());
        return new Action.Call("autoscaling:" + call, params, reason);
    }

    private static Action capacity(Target target, int desired, String reason) {
        return switch (target) {
            case Target.EcsService service ->
                new Action.UpdateService(service.cluster(), service.service(), desired, reason);
            case Target.Group group -> new Action.SetDesiredCapacity(group.name(), desired, reason);
            default -> throw new IllegalArgumentException("target must have a desired capacity, was " + target.text());
        };
    }

    private static Action limits(Target target, Order.Limits limits, String reason) {
        int min = limits.wanted().min();
        int max = limits.wanted().max();
        if (target instanceof Target.Group group) {
            return limits.desired().isEmpty()
                    ? new Action.SetBounds(group.name(), min, max, reason)
                    : size(group, limits, reason);
        }
        var params = new LinkedHashMap<String, Object>();
        if (target instanceof Target.EcsService service) {
            params.put("ServiceNamespace", "ecs");
            params.put("ResourceId", "service/%s/%s".formatted(service.cluster(), service.service()));
            params.put("ScalableDimension", "ecs:service:DesiredCount");
        } else if (target instanceof Target.Scalable scalable) {
            params.put("ServiceNamespace", scalable.namespace());
            params.put("ResourceId", scalable.resource());
            params.put("ScalableDimension", scalable.dimension());
        }
        params.put("MinCapacity", min);
        params.put("MaxCapacity", max);
        return new Action.Call("application-autoscaling:RegisterScalableTarget", params, reason);
    }

    private static Action size(Target.Group group, Order.Limits limits, String reason) {
        var bounds = new Action.SetBounds(
                group.name(), limits.wanted().min(), limits.wanted().max(), reason);
        var params = new LinkedHashMap<>(bounds.params());
        params.put("DesiredCapacity", limits.desired().getAsInt());
        return new Action.Call(bounds.name(), params, reason);
    }
}

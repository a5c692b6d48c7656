package io.tidegate.deploy.cli;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output.Commanded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The call that would carry a command out.
 *
 * @param action service and operation, as {@code ecs:UpdateService}
 * @param params by AWS's own names, only those that are needed
 */
record AwsCall(String action, Map<String, Object> params, String reason) {

    static AwsCall of(Commanded command) {
        var target = Target.parse(command.target());
        return switch (command.order()) {
            case Order.Capacity capacity -> capacity(target, capacity.desired(), command.reason());
            case Order.Limits limits ->
                limits(target, limits.wanted().min(), limits.wanted().max(), limits.desired(), command.reason());
            case Order.Drain drain -> drain(drain, command.reason());
            case Order.Terminate terminate -> terminate(terminate, command.reason());
        };
    }

    private static AwsCall drain(Order.Drain drain, String reason) {
        var params = new LinkedHashMap<String, Object>();
        params.put("cluster", drain.cluster());
        params.put("containerInstances", List.of(drain.arn()));
        params.put("status", "DRAINING");
        return new AwsCall("ecs:UpdateContainerInstancesState", params, reason);
    }

    private static AwsCall terminate(Order.Terminate terminate, String reason) {
        var params = new LinkedHashMap<String, Object>();
        params.put("InstanceId", terminate.instance());
        params.put("ShouldDecrementDesiredCapacity", terminate.decrement());
        return new AwsCall("autoscaling:TerminateInstanceInAutoScalingGroup", params, reason);
    }

    private static AwsCall capacity(Target target, int desired, String reason) {
        var params = new LinkedHashMap<String, Object>();
        if (target instanceof Target.EcsService service) {
            params.put("cluster", service.cluster());
            params.put("service", service.service());
            params.put("desiredCount", desired);
            return new AwsCall("ecs:UpdateService", params, reason);
        }
        params.put("AutoScalingGroupName", group(target).name());
        params.put("DesiredCapacity", desired);
        return new AwsCall("autoscaling:SetDesiredCapacity", params, reason);
    }

    private static AwsCall limits(Target target, int min, int max, OptionalInt desired, String reason) {
        var params = new LinkedHashMap<String, Object>();
        if (target instanceof Target.Group group) {
            params.put("AutoScalingGroupName", group.name());
            params.put("MinSize", min);
            params.put("MaxSize", max);
            desired.ifPresent(capacity -> params.put("DesiredCapacity", capacity));
            return new AwsCall("autoscaling:UpdateAutoScalingGroup", params, reason);
        }
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
        return new AwsCall("application-autoscaling:RegisterScalableTarget", params, reason);
    }

    private static Target.Group group(Target target) {
        if (target instanceof Target.Group group) {
            return group;
        }
        throw new IllegalArgumentException("target must have a desired capacity, was " + target.text());
    }

    /** For people. */
    String text() {
        var words = params.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
        return "%s %s: %s".formatted(action, words, reason);
    }

    Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("action", action);
        json.put("params", params);
        json.put("reason", reason);
        return json;
    }
}

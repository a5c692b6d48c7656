package io.tidegate.deploy.decide;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.ecsautoscale.Action;
import java.util.LinkedHashMap;
import java.util.Map;

/** The call to AWS that would carry an order about a launch template out. */
final class TemplateCall {
    private TemplateCall() {}

    static Action of(Target target, Order.OfTemplate order, String reason) {
        var params = new LinkedHashMap<String, Object>();
        if (target instanceof Target.LaunchTemplate template) {
            params.put("LaunchTemplateId", template.id());
        }
        return switch (order) {
            case Order.NewVersion made -> {
                params.put("SourceVersion", made.version().source());
                params.put("ImageId", made.image());
                made.version().keyName().ifPresent(name -> params.put("KeyName", name));
                made.version().instanceType().ifPresent(type -> params.put("InstanceType", type));
                params.put("SecurityGroupIds", made.version().securityGroupIds());
                yield call("ec2:CreateLaunchTemplateVersion", params, reason);
            }
            case Order.DefaultVersion one -> {
                params.put("DefaultVersion", String.valueOf(one.version()));
                yield call("ec2:ModifyLaunchTemplate", params, reason);
            }
            case Order.PinGroup pin -> {
                params.put("AutoScalingGroupName", pin.group());
                params.put("Version", String.valueOf(pin.version()));
                yield call("autoscaling:UpdateAutoScalingGroup", params, reason);
            }
            case Order.DeleteVersions old -> {
                params.put("Versions", old.versions());
                yield call("ec2:DeleteLaunchTemplateVersions", params, reason);
            }
            case Order.RefreshInstances refresh -> {
                params.put("AutoScalingGroupName", refresh.group());
                params.put("MinHealthyPercentage", refresh.how().minHealthyPercentage());
                yield call("autoscaling:StartInstanceRefresh", params, reason);
            }
        };
    }

    private static Action call(String name, Map<String, Object> params, String reason) {
        return new Action.Call(name, params, reason);
    }
}

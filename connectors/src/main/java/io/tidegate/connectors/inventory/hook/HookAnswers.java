package io.tidegate.connectors.inventory.hook;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.elasticloadbalancing.model.InstanceState;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/**
 * What AWS told of hooked groups.
 *
 * @param targets by the ARN of a target group of instances
 * @param instances by the name of a classic load balancer
 */
record HookAnswers(
        List<AutoScalingGroup> groups,
        List<LifecycleHook> hooks,
        Map<String, List<TargetHealthDescription>> targets,
        Map<String, List<InstanceState>> instances) {}

package io.tidegate.connectors.inventory.hook;

import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.elasticloadbalancing.model.InstanceState;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** What AWS answers of hooked groups. */
final class HookShapes {
    static final String TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING";
    static final String LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING";

    private HookShapes() {}

    static AutoScalingGroup.Builder group(String name, String... instances) {
        return AutoScalingGroup.builder().autoScalingGroupName(name).instances(instances(instances));
    }

    private static List<Instance> instances(String... ids) {
        return Arrays.stream(ids)
                .map(id -> Instance.builder().instanceId(id).build())
                .toList();
    }

    static LifecycleHook hook(String group, String name, String transition) {
        return LifecycleHook.builder()
                .autoScalingGroupName(group)
                .lifecycleHookName(name)
                .lifecycleTransition(transition)
                .heartbeatTimeout(60)
                .globalTimeout(6_000)
                .build();
    }

    static TargetHealthDescription target(String instance, int port, String state) {
        return TargetHealthDescription.builder()
                .target(target -> target.id(instance).port(port))
                .targetHealth(health -> health.state(state))
                .build();
    }

    static InstanceState instance(String id, String state, String description) {
        return InstanceState.builder()
                .instanceId(id)
                .state(state)
                .description(description)
                .build();
    }
}

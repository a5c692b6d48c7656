package io.tidegate.connectors.provision;

import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookRequest;

/** Hooks as requests carry them. */
final class HookShapes {
    private HookShapes() {}

    /** Of a group that is being made. */
    static LifecycleHookSpecification specification(Hook hook, Home home, Optional<String> queue) {
        var members = hook.members(home, queue);
        return LifecycleHookSpecification.builder()
                .lifecycleHookName(hook.name())
                .lifecycleTransition(hook.transition().text())
                .heartbeatTimeout(Math.toIntExact(hook.heartbeat().toSeconds()))
                .defaultResult(hook.defaultResult().name())
                .notificationMetadata(hook.metadata().orElse(null))
                .notificationTargetARN(members.find("NotificationTargetARN").orElse(null))
                .roleARN(members.find("RoleARN").orElse(null))
                .build();
    }

    /** Of a group that stands. */
    static PutLifecycleHookRequest request(Hook hook, Home home, Optional<String> queue) {
        var specification = specification(hook, home, queue);
        return PutLifecycleHookRequest.builder()
                .autoScalingGroupName(hook.group())
                .lifecycleHookName(specification.lifecycleHookName())
                .lifecycleTransition(specification.lifecycleTransition())
                .heartbeatTimeout(specification.heartbeatTimeout())
                .defaultResult(specification.defaultResult())
                .notificationMetadata(specification.notificationMetadata())
                .notificationTargetARN(specification.notificationTargetARN())
                .roleARN(specification.roleARN())
                .build();
    }
}

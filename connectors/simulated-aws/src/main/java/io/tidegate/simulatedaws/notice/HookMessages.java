package io.tidegate.simulatedaws.notice;

import io.tidegate.simulatedaws.hook.Action;
import io.tidegate.simulatedaws.hook.Hook;
import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.physics.Timeline;
import io.tidegate.simulatedaws.queue.MessageTargets;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** Sends what a hook's own target is told: the test when the hook is put, and a message for each action. */
final class HookMessages {
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);
    private static final String SERVICE = "AWS Auto Scaling";

    private final MessageTargets targets;
    private final Timeline timeline;
    private final Arns arns;
    private long sent;

    HookMessages(MessageTargets targets, Timeline timeline, Arns arns) {
        this.targets = targets;
        this.timeline = timeline;
        this.arns = arns;
    }

    /** Whether the target took it; a hook without a target has none to take it. */
    boolean test(String group, Hook hook) {
        var body = new JsonObject()
                .with("AccountId", arns.place().account())
                .with("RequestId", nextId())
                .with("AutoScalingGroupARN", arns.autoScalingGroup(group))
                .with("AutoScalingGroupName", group)
                .with("Service", SERVICE)
                .with("Event", "autoscaling:TEST_NOTIFICATION")
                .with("Time", now());
        return deliver(hook, "Auto Scaling: test notification for group \"" + group + "\"", body);
    }

    /** What no target takes is lost, as in AWS: the action's time runs on. */
    void began(String group, Action action) {
        var hook = action.hook();
        var transition = hook.transition();
        var body = new JsonObject()
                .with("Origin", transition.origin())
                .with("Destination", transition.destination())
                .with("LifecycleHookName", hook.name())
                .with("AccountId", arns.place().account())
                .with("RequestId", nextId())
                .with("LifecycleTransition", transition.text())
                .with("AutoScalingGroupName", group)
                .with("Service", SERVICE)
                .with("Time", now())
                .with("EC2InstanceId", action.instanceId())
                .with("LifecycleActionToken", action.token())
                .with("NotificationMetadata", hook.metadata());
        var subject = "Auto Scaling: Lifecycle action '%s' for instance %s in progress."
                .formatted(transition.name(), action.instanceId());
        deliver(hook, subject, body);
    }

    private boolean deliver(Hook hook, String subject, JsonObject body) {
        return hook.target() != null && targets.deliver(hook.target(), subject, body.text());
    }

    private String nextId() {
        return "00000000-0000-4000-c000-%012x".formatted(++sent);
    }

    private String now() {
        return MILLIS.format(timeline.now());
    }
}

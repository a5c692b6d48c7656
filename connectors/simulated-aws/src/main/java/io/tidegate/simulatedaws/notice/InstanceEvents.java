package io.tidegate.simulatedaws.notice;

import io.tidegate.simulatedaws.bus.AwsEvents;
import io.tidegate.simulatedaws.bus.AwsEvents.Event;
import io.tidegate.simulatedaws.hook.Action;
import io.tidegate.simulatedaws.hook.Transition;
import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.physics.Timeline;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The events of EC2 Auto Scaling and EC2 about instances and images (EC2 Auto Scaling user guide, "EventBridge event reference"; EC2 user
 * guide, "Automate Amazon EC2 with EventBridge").
 */
final class InstanceEvents {
    private static final String AUTO_SCALING = "aws.autoscaling";
    private static final String EC2 = "aws.ec2";

    private final AwsEvents events;
    private final Timeline timeline;
    private final Arns arns;
    private long activities;
    private long images;

    InstanceEvents(AwsEvents events, Timeline timeline, Arns arns) {
        this.events = events;
        this.timeline = timeline;
        this.arns = arns;
    }

    void actionBegan(String group, Action action) {
        var hook = action.hook();
        var transition = hook.transition();
        var type = transition == Transition.LAUNCHING
                ? "EC2 Instance-launch Lifecycle Action"
                : "EC2 Instance-terminate Lifecycle Action";
        var detail = new JsonObject()
                .with("LifecycleActionToken", action.token())
                .with("AutoScalingGroupName", group)
                .with("LifecycleHookName", hook.name())
                .with("EC2InstanceId", action.instanceId())
                .with("LifecycleTransition", transition.text())
                .with("NotificationMetadata", hook.metadata())
                .with("Origin", transition.origin())
                .with("Destination", transition.destination());
        emit(AUTO_SCALING, type, List.of(arns.autoScalingGroup(group)), detail);
    }

    void launched(String group, String instanceId, String zone) {
        emitActivity(Transition.LAUNCHING, "Launching a new EC2 instance: ", group, instanceId, zone);
    }

    void terminated(String group, String instanceId, String zone) {
        emitActivity(Transition.TERMINATING, "Terminating EC2 instance: ", group, instanceId, zone);
    }

    // The status is "InProgress" in both kinds of success (the same reference).
    private void emitActivity(Transition transition, String description, String group, String instanceId, String zone) {
        var type = transition == Transition.LAUNCHING
                ? "EC2 Instance Launch Successful"
                : "EC2 Instance Terminate Successful";
        var id = "00000000-0000-4000-d000-%012x".formatted(++activities);
        var now = timeline.now().truncatedTo(ChronoUnit.SECONDS).toString();
        var detail = new JsonObject()
                .with("StatusCode", "InProgress")
                .with("Description", description + instanceId)
                .with("AutoScalingGroupName", group)
                .with("ActivityId", id)
                .with("Details", new JsonObject().with("Availability Zone", zone))
                .with("RequestId", id)
                .with("StatusMessage", "")
                .with("EndTime", now)
                .with("EC2InstanceId", instanceId)
                .with("StartTime", now)
                .with("Cause", "At " + now + " the group followed its desired capacity.")
                .with("Origin", transition.origin())
                .with("Destination", transition.destination());
        emit(AUTO_SCALING, type, List.of(arns.autoScalingGroup(group), arns.instance(instanceId)), detail);
    }

    /** @param state {@code pending}, {@code running}, {@code shutting-down} or {@code terminated} */
    void stateChanged(String instanceId, String state) {
        var detail = new JsonObject().with("instance-id", instanceId).with("state", state);
        emit(EC2, "EC2 Instance State-change Notification", List.of(arns.instance(instanceId)), detail);
    }

    void interruption(String instanceId, String zone) {
        var detail = new JsonObject().with("instance-id", instanceId).with("instance-action", "terminate");
        emit(EC2, "EC2 Spot Instance Interruption Warning", List.of(Arns.instanceIn(zone, instanceId)), detail);
    }

    void rebalance(String instanceId, String zone) {
        var detail = new JsonObject().with("instance-id", instanceId);
        emit(EC2, "EC2 Instance Rebalance Recommendation", List.of(Arns.instanceIn(zone, instanceId)), detail);
    }

    // A request of its own for each event (EC2 user guide, "Monitor AMI events using Amazon EventBridge").
    void imageChanged(String imageId, String state) {
        var detail = new JsonObject()
                .with("RequestId", "00000000-0000-4000-f000-%012x".formatted(++images))
                .with("ImageId", imageId)
                .with("State", state)
                .with("ErrorMessage", "");
        emit(EC2, "EC2 AMI State Change", List.of(arns.image(imageId)), detail);
    }

    private void emit(String source, String type, List<String> resources, JsonObject detail) {
        events.emit(new Event(source, type, resources, detail.text(), timeline.now()));
    }
}

package io.tidegate.simulatedaws.notice;

import io.tidegate.simulatedaws.bus.AwsEvents;
import io.tidegate.simulatedaws.group.InstanceEvent;
import io.tidegate.simulatedaws.hook.Hook;
import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.physics.Timeline;
import io.tidegate.simulatedaws.queue.MessageTargets;

/** Tells targets of hooks and rules of the default bus what becomes of instances. Not thread-safe. */
public final class Notices {
    private final HookMessages messages;
    private final InstanceEvents events;

    public Notices(MessageTargets targets, AwsEvents events, Timeline timeline, Arns arns) {
        this.messages = new HookMessages(targets, timeline, arns);
        this.events = new InstanceEvents(events, timeline, arns);
    }

    /** Sends the test notification of a hook, and tells whether its target took it. */
    public boolean test(String group, Hook hook) {
        return messages.test(group, hook);
    }

    /** Tells of an instance of any group. */
    public void note(InstanceEvent event) {
        var group = event.group();
        var id = event.instanceId();
        switch (event) {
            case InstanceEvent.Launching _ -> events.stateChanged(id, "pending");
            case InstanceEvent.Booted _ -> events.stateChanged(id, "running");
            case InstanceEvent.Held held -> {
                messages.began(group, held.action());
                events.actionBegan(group, held.action());
            }
            case InstanceEvent.InService serving -> events.launched(group, id, serving.zone());
            case InstanceEvent.Leaving _ -> {}
            case InstanceEvent.Terminating _ -> events.stateChanged(id, "shutting-down");
            case InstanceEvent.Gone gone -> {
                events.stateChanged(id, "terminated");
                events.terminated(group, id, gone.zone());
            }
        }
    }

    /** Announces that EC2 will take an instance back. */
    public void interruption(String instanceId, String zone) {
        events.interruption(instanceId, zone);
    }

    /** Tells of an image; {@code state} in AWS's spelling. */
    public void imageChanged(String imageId, String state) {
        events.imageChanged(imageId, state);
    }

    /** Says that an instance is in danger of being taken back. */
    public void rebalance(String instanceId, String zone) {
        events.rebalance(instanceId, zone);
    }
}

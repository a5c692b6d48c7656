package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.hook.Action;

/** What becomes of an instance of a group. */
public sealed interface InstanceEvent {

    /** The name of the group. */
    String group();

    /** The id of the EC2 instance. */
    String instanceId();

    /** It was started, and boots. */
    record Launching(String group, String instanceId) implements InstanceEvent {}

    /** It has booted; hooks may hold it before it serves. */
    record Booted(String group, String instanceId) implements InstanceEvent {}

    /** A hook holds it from now on. */
    record Held(String group, String instanceId, Action action) implements InstanceEvent {}

    /** It serves. */
    record InService(String group, String instanceId, String zone) implements InstanceEvent {}

    /** It was told to go: its load balancers send it no more, and it goes on until it has drained there and no hook holds it. */
    record Leaving(String group, String instanceId) implements InstanceEvent {}

    /** It shuts down; hooks that held it do so no more. */
    record Terminating(String group, String instanceId) implements InstanceEvent {}

    /** It is gone. */
    record Gone(String group, String instanceId, String zone) implements InstanceEvent {}
}

package io.tidegate.simulatedaws.group;

/** What becomes of an instance of a group. */
public sealed interface InstanceEvent {

    /** The name of the group. */
    String group();

    /** The id of the EC2 instance. */
    String instanceId();

    /** It has booted and is healthy. */
    record InService(String group, String instanceId) implements InstanceEvent {}

    /** It was told to go, and shuts down. */
    record Terminating(String group, String instanceId) implements InstanceEvent {}

    /** It is gone. */
    record Gone(String group, String instanceId) implements InstanceEvent {}
}

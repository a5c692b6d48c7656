package io.tidegate.simulatedaws.ecs;

/** ARNs of the simulated account, {@code 000000000000} in {@code us-east-1}. */
final class Arn {
    private static final String PREFIX = "arn:aws:ecs:us-east-1:000000000000:";

    private Arn() {}

    static String cluster(String cluster) {
        return PREFIX + "cluster/" + cluster;
    }

    static String service(ServiceName name) {
        return PREFIX + name.resourceId();
    }

    static String task(ServiceName name, Task task) {
        return PREFIX + "task/" + name.cluster() + "/" + task.id();
    }

    static String taskDefinition(ServiceName name) {
        return PREFIX + "task-definition/" + name.service() + ":1";
    }

    /** The last part of an ARN, or the text itself: ECS takes names and ARNs alike. */
    static String shortName(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }
}

package io.tidegate.simulatedaws.identity;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** ARNs of the simulated account, {@code 000000000000} in {@code us-east-1}. */
public final class Arn {
    static final String ACCOUNT = "000000000000";

    /** Who calls, whatever the credentials. */
    public static final String CALLER = "arn:aws:iam::" + ACCOUNT + ":user/simulated";

    private static final String ECS = "arn:aws:ecs:us-east-1:" + ACCOUNT + ":";

    private Arn() {}

    public static String cluster(String cluster) {
        return ECS + "cluster/" + cluster;
    }

    public static String service(String cluster, String service) {
        return ECS + "service/" + cluster + "/" + service;
    }

    public static String task(String cluster, String id) {
        return ECS + "task/" + cluster + "/" + id;
    }

    /** Of one revision of a family. */
    public static String taskDefinition(String family, int revision) {
        return ECS + "task-definition/" + family + ":" + revision;
    }

    /** In the long form, which names the cluster. */
    public static String containerInstance(String cluster, String id) {
        return ECS + "container-instance/" + cluster + "/" + id;
    }

    public static String capacityProvider(String name) {
        return ECS + "capacity-provider/" + name;
    }

    public static String autoScalingGroup(String name) {
        var id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return "arn:aws:autoscaling:us-east-1:" + ACCOUNT + ":autoScalingGroup:" + id + ":autoScalingGroupName/" + name;
    }

    public static String eventBus(String name) {
        return "arn:aws:events:us-east-1:" + ACCOUNT + ":event-bus/" + name;
    }

    /** Of Application Auto Scaling; its last part tells nothing of what it scales. */
    public static String scalableTarget(String namespace, String resource, String dimension) {
        var name = namespace + "/" + resource + "/" + dimension;
        var id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return "arn:aws:application-autoscaling:us-east-1:" + ACCOUNT + ":scalable-target/" + id;
    }

    /** The last part of an ARN, or the text itself: ECS takes names and ARNs alike. */
    public static String shortName(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }
}

package io.tidegate.simulatedaws.identity;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** ARNs of what is in one place. */
public record Arns(Place place) {

    /** Who calls without a role, whatever the credentials. */
    public String user() {
        return global("user/simulated");
    }

    /**
     * Of a role.
     *
     * @param name with its path
     */
    public String role(String name) {
        return global("role/" + name);
    }

    public String cluster(String cluster) {
        return regional("ecs", "cluster/" + cluster);
    }

    public String service(String cluster, String service) {
        return regional("ecs", "service/" + cluster + "/" + service);
    }

    public String task(String cluster, String id) {
        return regional("ecs", "task/" + cluster + "/" + id);
    }

    /** Of one revision of a family. */
    public String taskDefinition(String family, int revision) {
        return regional("ecs", "task-definition/" + family + ":" + revision);
    }

    /** In the long form, which names the cluster. */
    public String containerInstance(String cluster, String id) {
        return regional("ecs", "container-instance/" + cluster + "/" + id);
    }

    public String capacityProvider(String name) {
        return regional("ecs", "capacity-provider/" + name);
    }

    public String autoScalingGroup(String name) {
        return regional("autoscaling", "autoScalingGroup:" + id(name) + ":autoScalingGroupName/" + name);
    }

    /** Of an EC2 instance. */
    public String instance(String id) {
        return regional("ec2", "instance/" + id);
    }

    /** Of an EC2 instance as its warnings name it: by its zone, and without the account. */
    public static String instanceIn(String zone, String id) {
        return "arn:aws:ec2:" + zone + ":instance/" + id;
    }

    /** Of an image; its account is left out, whoever owns it. */
    public String image(String id) {
        return "arn:aws:ec2:" + place.region() + "::image/" + id;
    }

    /** Of a launch template; {@code *} for one that does not exist yet. */
    public String launchTemplate(String id) {
        return regional("ec2", "launch-template/" + id);
    }

    public String targetGroup(String name) {
        return regional(
                "elasticloadbalancing", "targetgroup/" + name + "/%016x".formatted(id(name).getMostSignificantBits()));
    }

    /** Of a classic load balancer. */
    public String classicLoadBalancer(String name) {
        return regional("elasticloadbalancing", "loadbalancer/" + name);
    }

    public String eventBus(String name) {
        return regional("events", "event-bus/" + name);
    }

    /** Of an event rule on the default bus. */
    public String rule(String name) {
        return regional("events", "rule/" + name);
    }

    public String queue(String name) {
        return regional("sqs", name);
    }

    public String topic(String name) {
        return regional("sns", name);
    }

    /** Of Application Auto Scaling; its last part tells nothing of what it scales. */
    public String scalableTarget(String namespace, String resource, String dimension) {
        return regional(
                "application-autoscaling", "scalable-target/" + id(namespace + "/" + resource + "/" + dimension));
    }

    /** Of what AWS scales by: {@code resource} begins with its kind. */
    public String scaler(String resource) {
        return regional("autoscaling", resource);
    }

    /** The last part of an ARN, or the text itself: ECS takes names and ARNs alike. */
    public static String shortName(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    private String regional(String service, String resource) {
        return "arn:aws:" + service + ":" + place.region() + ":" + place.account() + ":" + resource;
    }

    // IAM knows no regions.
    private String global(String resource) {
        return "arn:aws:iam::" + place.account() + ":" + resource;
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
